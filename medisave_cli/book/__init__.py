"""From YAML to the compiled book, and from the book to places and rules."""
