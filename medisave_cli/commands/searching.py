"""What the list commands search by: every word typed must be somewhere in what is listed."""

from __future__ import annotations

from typing import Annotated

import typer

from medisave_cli.words import say

SearchOption = Annotated[
    str | None,
    typer.Option(
        "--search", metavar="TEXT", help=say("只列含有这些字的", "only what holds these words")
    ),
]
