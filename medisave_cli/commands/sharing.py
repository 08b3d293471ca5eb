"""``medisave sharing [TEXT]``: family sharing."""

# Annotations stay values here: Typer reads them, and where they are text it has each compiled, twice.

from typing import Annotated

import typer

from medisave_cli.commands.guides import show_guide
from medisave_cli.commands.options import (
    CityOption,
    FormatOption,
    LangOption,
    MoreOption,
    OutputOption,
    PagerOption,
    PoliciesOption,
    SourcesOption,
)


def run(
    words: Annotated[list[str] | None, typer.Argument(metavar="[TEXT]")] = None,
    city: CityOption = None,
    more: MoreOption = False,
    sources: SourcesOption = False,
    no_pager: PagerOption = False,
    format: FormatOption = None,
    output: OutputOption = None,
    lang: LangOption = None,
    policies: PoliciesOption = None,
) -> None:
    show_guide("sharing", words, city, format, output, lang, policies, more, sources, no_pager)
