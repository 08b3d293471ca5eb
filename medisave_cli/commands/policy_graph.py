"""``medisave policy graph``: how a place decides, as Mermaid or Graphviz."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from medisave_cli.commands.ending import chosen, read_format
from medisave_cli.commands.options import (
    Format,
    LangOption,
    OutputOption,
    PoliciesOption,
    checked_lang,
    deliver,
    deliver_json,
)
from medisave_cli.commands.policy_folders import FoldersArgument, opened, reading, tell
from medisave_cli.show.faces import DRAWN


class Family(StrEnum):
    cash = "cash"
    transfer = "transfer"
    stay = "stay"


def run(
    city: Annotated[str, typer.Option("--city", "-c")],
    status: Annotated[str, typer.Option("--status", "-s")],
    folders: FoldersArgument = None,
    family: Annotated[Family | None, typer.Option("--family")] = None,
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="DATE")] = None,
    format: Annotated[
        Format | None,
        typer.Option(
            "--format",
            "-f",
            parser=read_format(DRAWN),
            metavar="FORMAT",
        ),
    ] = None,
    output: OutputOption = None,
    lang: LangOption = None,
    policies: PoliciesOption = None,
) -> None:
    from medisave_cli.answer.asking import settle
    from medisave_cli.keeping.graph_page import drawing
    from medisave_cli.model import Case
    from medisave_cli.show.graph_face import dot, mermaid

    language = checked_lang(lang)
    read = reading(folders, policies)
    settled = settle(opened(read), Case(city, status, as_of=as_of))
    graph = drawing(settled.outlook, settled.situation, language, family.value if family else None)
    face = chosen(format, output, DRAWN)
    if face is Format.json:
        deliver_json(
            {
                "schema": 1,
                "title": graph.title,
                "clusters": [
                    {"id": i, "title": t, "inside": around} for i, t, around in graph.clusters
                ],
                "nodes": [node._asdict() for node in graph.nodes],
                "edges": [edge._asdict() for edge in graph.edges],
            },
            output,
        )
    elif face is Format.dot:
        deliver(dot(graph), output)
    elif face is Format.markdown:
        deliver(f"```mermaid\n{mermaid(graph)}```\n", output)
    else:
        deliver(mermaid(graph), output)
    tell(read, language)
