"""The advice, worked out from rules and facts. Pure: no files, no terminal, no clock."""
