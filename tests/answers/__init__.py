"""Answers whose right content is known: what to ask, and what the answer must hold."""
