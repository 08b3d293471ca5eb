"""The full text of every command over a telling sample, to hold a change of the inside to: ``python -m tests.texts``."""
