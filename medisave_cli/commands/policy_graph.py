"""``medisave policy graph``: how a place decides, as Mermaid or Graphviz."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

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
from medisave_cli.errors import AskedWrongly
from medisave_cli.show.faces import DRAWN
from medisave_cli.show.wording import pick

if TYPE_CHECKING:
    from medisave_cli.advisor.outlook import Outlook
    from medisave_cli.model import Situation

VERDICT_TONES = {"eligible": "good", "not_eligible": "bad", "unknown": "unknown"}


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
    from medisave_cli.model import Case
    from medisave_cli.show.graph_face import dot, mermaid

    language = checked_lang(lang)
    read = reading(folders, policies)
    settled = settle(opened(read), Case(city, status, as_of=as_of))
    graph = draw(settled.outlook, settled.situation, language, family.value if family else None)
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


def draw(view: Outlook, situation: Situation, lang: str, family: str | None = None) -> Any:
    """The graph of every option (or one family's): the questions asked at each place of the walk, and the verdicts."""
    from medisave_cli.keeping.graph import Split, decision
    from medisave_cli.logic.conditions import judgements_in
    from medisave_cli.show.graph_face import Edge, Graph, Node
    from medisave_cli.show.regions import values_text
    from medisave_cli.show.wording import FAMILIES, LEANS, VERDICTS

    zh = lang == "zh"
    names = {p.place: pick(p.name, lang) for p in view.rules.chain}
    status = view.rules.statuses[situation.status]
    known = {**view.full, **situation.stated}
    judged = judgements_in(
        voice.applies for here in view.chain for voice in (*here.provisions, *here.closures)
    )
    usual = view.rules.statuses[view.status].presumes
    walk = " → ".join(names[here.place] for here in view.chain)
    place = pick(situation.place.name, lang)
    title = (
        f"{place} · {pick(status.name, lang)}（{situation.as_of}）"
        if zh
        else f"{place}: {pick(status.name, lang)} ({situation.as_of})"
    )
    clusters: dict[str, tuple[str, str, str | None]] = {}
    nodes: list[Any] = [Node("start", f"{title}\n{walk}", "start", None)]
    edges: list[Any] = []

    for tree in view.trees:
        if family not in (None, tree.family):
            continue
        option = f"o{len([c for c in clusters if c.startswith('o') and '_' not in c]) + 1}"
        words = pick(FAMILIES[tree.family], lang)
        if tree.portion != "main":
            words += f" · {pick(view.rules.portions[tree.portion], lang)}"
        clusters[option] = (option, words, None)
        drawn: dict[Any, str] = {}

        def add(node: Any, option: str = option, drawn: dict[Any, str] = drawn) -> str:
            """Draw a node and what follows from it, once; returns its id."""
            if node in drawn:
                return drawn[node]
            name = drawn[node] = f"{option}_n{len(drawn) + 1}"
            cluster = option
            if node.place is not None:
                cluster = f"{option}_p{node.place}"
                clusters[cluster] = (cluster, names[node.place], option)
            if not isinstance(node, Split):
                words = pick(LEANS[node.lean] if node.lean else VERDICTS[node.verdict], lang)
                nodes.append(
                    Node(
                        name,
                        "\n".join([words, *(f"{rule} ({grade})" for rule, grade in node.rules)]),
                        VERDICT_TONES[node.verdict],
                        cluster,
                    )
                )
                return name
            if node.fact in judged:
                asked = ("由经办机构判断：" if zh else "the office decides: ") + pick(
                    judged[node.fact], lang
                )
            else:
                asked = pick(view.rules.facts[node.fact].name, lang)
            nodes.append(Node(name, asked, "ask", cluster))
            for values, below in node.ways:
                if node.fact in judged:
                    said = (
                        ("认定" if zh else "accepted")
                        if values == (True,)
                        else ("不认定" if zh else "not accepted")
                    )
                else:
                    said = pick(
                        values_text(view.rules.facts[node.fact], values, view.full[node.fact]), lang
                    )
                presumed = usual.get(node.fact) in values and node.fact in usual
                edges.append(
                    Edge(
                        name,
                        add(below),
                        said + (("（通常）" if zh else " (usual)") if presumed else ""),
                        presumed,
                    )
                )
            return name

        root = add(decision(view, tree.family, tree.portion, known))
        edges.append(Edge("start", root, words, False))
    if len(nodes) == 1:
        raise AskedWrongly(
            f"{situation.place.name.zh}及其上级没有说到它，没有可画的",
            f"nothing on file for {situation.place.name.en} speaks of it: there is nothing to draw",
        )
    return Graph(title, tuple(clusters.values()), tuple(nodes), tuple(edges))
