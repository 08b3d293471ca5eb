"""The rules as a static site."""
