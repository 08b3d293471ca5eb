"""``medisave uses``: what the money may pay and may not."""

from __future__ import annotations

from medisave_cli.commands.guides import show_guide
from medisave_cli.commands.options import (
    CityOption,
    FormatOption,
    LangOption,
    OutputOption,
    PoliciesOption,
)


def run(
    city: CityOption = None,
    format: FormatOption = None,
    output: OutputOption = None,
    lang: LangOption = None,
    policies: PoliciesOption = None,
) -> None:
    show_guide("uses", city, format, output, lang, policies)
