"""The server for assistants: the same answers for a program that speaks with a person (Model Context Protocol)."""
