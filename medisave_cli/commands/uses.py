"""``medisave uses [TEXT]``: what the money may pay and may not."""

# Annotations stay values here: Typer reads them, and where they are text it has each compiled, twice.

from typing import Annotated

import typer

from medisave_cli.commands.guides import show_guide
from medisave_cli.commands.options import (
    CityOption,
    FormatOption,
    LangOption,
    OutputOption,
    PoliciesOption,
)


def run(
    words: Annotated[list[str] | None, typer.Argument(metavar="[TEXT]")] = None,
    city: CityOption = None,
    format: FormatOption = None,
    output: OutputOption = None,
    lang: LangOption = None,
    policies: PoliciesOption = None,
) -> None:
    show_guide("uses", " ".join(words or []), city, format, output, lang, policies)
