"""A graph as Mermaid or Graphviz DOT. Every text is escaped for its format: what a policy file says never becomes markup."""

from __future__ import annotations

from medisave_cli.tuples import NamedTuple

TONES = {
    "good": ("#d9f2d9", "#2e7d32"),
    "bad": ("#fbdcdc", "#c62828"),
    "maybe": ("#fff3cd", "#b26a00"),
    "unknown": ("#eeeeee", "#616161"),
    "ask": ("#e3f0fb", "#1565c0"),
    "start": ("#ffffff", "#424242"),
}
FONT = "Noto Sans CJK SC, PingFang SC, Microsoft YaHei, sans-serif"


class Node(NamedTuple):
    """``tone``: start, ask, good, bad, maybe or unknown. ``cluster``: the id of the group it stands in, or None."""

    id: str
    text: str
    tone: str
    cluster: str | None


class Edge(NamedTuple):
    """``usual``: the way that is presumed where nothing is said."""

    start: str
    end: str
    text: str
    usual: bool


class Graph(NamedTuple):
    """``clusters``: (id, title, id of the cluster around it or None), outer ones first."""

    title: str
    clusters: tuple[tuple[str, str, str | None], ...]
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def mermaid(graph: Graph) -> str:
    """The graph as a Mermaid flowchart, with its title above it."""
    lines = ["---", f"title: {_yaml(graph.title)}", "---", "flowchart TD"]

    def inside(cluster: str | None, indent: str) -> None:
        for name, title, around in graph.clusters:
            if around == cluster:
                lines.append(f'{indent}subgraph {name}["{_label(title)}"]')
                inside(name, indent + "  ")
                lines.append(f"{indent}end")
        for node in graph.nodes:
            if node.cluster == cluster:
                left, right = {"start": ("[[", "]]"), "ask": ("{{", "}}")}.get(
                    node.tone, ("([", "])")
                )
                lines.append(f'{indent}{node.id}{left}"{_label(node.text)}"{right}:::{node.tone}')

    inside(None, "  ")
    for edge in graph.edges:
        arrow = "==>" if edge.usual else "-->"
        label = f'|"{_label(edge.text)}"|' if edge.text else ""
        lines.append(f"  {edge.start} {arrow}{label} {edge.end}")
    lines += [
        f"  classDef {tone} fill:{fill},stroke:{stroke},color:#1a1a1a"
        for tone, (fill, stroke) in TONES.items()
    ]
    return "\n".join(lines) + "\n"


def dot(graph: Graph) -> str:
    """The graph as Graphviz DOT."""
    lines = [
        "digraph decision {",
        f"  label={_quoted(graph.title)}; labelloc=t; fontname={_quoted(FONT)};",
        f'  node [fontname={_quoted(FONT)}, style="filled,rounded", shape=box];',
        f"  edge [fontname={_quoted(FONT)}];",
    ]

    def inside(cluster: str | None, indent: str) -> None:
        for name, title, around in graph.clusters:
            if around == cluster:
                lines.append(
                    f"{indent}subgraph cluster_{name} {{ label={_quoted(title)}; color={_quoted('#9e9e9e')};"
                )
                inside(name, indent + "  ")
                lines.append(f"{indent}}}")
        for node in graph.nodes:
            if node.cluster == cluster:
                fill, stroke = TONES[node.tone]
                shape = "hexagon" if node.tone == "ask" else "box"
                lines.append(
                    f"{indent}{node.id} [label={_quoted(node.text)}, shape={shape}, fillcolor={_quoted(fill)}, color={_quoted(stroke)}];"
                )

    inside(None, "  ")
    lines += [
        f"  {edge.start} -> {edge.end} [label={_quoted(edge.text)}{', style=bold' if edge.usual else ''}];"
        for edge in graph.edges
    ]
    return "\n".join([*lines, "}"]) + "\n"


def _label(text: str) -> str:
    """Text inside Mermaid's quotes: entities for what Mermaid or HTML would read, <br> for line ends."""
    out = []
    for char in text:
        if char == "\n":
            out.append("<br>")
        elif char in '"#&<>`\\;|[]{}()' or not char.isprintable():
            out.append(f"#{ord(char)};")
        else:
            out.append(char)
    return "".join(out)


def _yaml(text: str) -> str:
    plain = "".join(c if c.isprintable() else " " for c in text)
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _quoted(text: str) -> str:
    plain = "".join(c if c.isprintable() or c == "\n" else " " for c in text)
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
