"""What the list commands search by: every word typed must be somewhere in what is listed."""

from __future__ import annotations

from typing import Annotated

import typer

SearchOption = Annotated[str | None, typer.Option("--search", metavar="TEXT")]
