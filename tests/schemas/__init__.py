"""The JSON of every command, held to its schema in schema/answers."""
