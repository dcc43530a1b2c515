"""amtrainer: account managers practise difficult client talks and see which words earned each mark."""

__version__ = "0.1.0"
