"""The same sessions as lines: for screen readers, pipes and dumb terminals. No escape codes, no boxes, no colour."""
