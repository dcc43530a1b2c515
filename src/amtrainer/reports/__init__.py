"""Reports: what a session was worth, written down. Each format is one module with `render(report) -> str`."""
