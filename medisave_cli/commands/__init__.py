"""One command a file. Each has a function ``run``; nothing is imported before its command is called.

What help says of a command and its options is in ``language/<lang>/help.py``, by the command's name and the parameter's.
"""

from __future__ import annotations

COMMANDS: tuple[str, ...] = (
    "ask",
    "check",
    "transfer",
    "compare",
    "uses",
    "balance",
    "sharing",
    "trouble",
    "claims",
    "told",
    "place",
    "places",
    "statuses",
    "facts",
    "sources",
    "batch",
    "mcp",
    "policy",
    "help",
    "completion",
    "doctor",
)
