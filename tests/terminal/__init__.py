"""The program at the terminal: help, complaints, completion, versions."""
