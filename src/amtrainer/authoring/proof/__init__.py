"""Proof that a scenario works: its samples, its bots, what they reach, and whether a mistake in it would be noticed."""
