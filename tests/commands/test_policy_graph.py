"""``policy graph``: what is drawn is how the place decides, and it is Mermaid and DOT whatever the texts hold."""

from __future__ import annotations

import itertools
import json
import re
from typing import Any

import pytest

from medisave_cli import Book, Case
from medisave_cli.advisor.decide import walk
from medisave_cli.advisor.options import Tree, under, verdict_of
from medisave_cli.advisor.outlook import Outlook
from medisave_cli.advisor.situation import ACCOUNT, HELD
from medisave_cli.answer.asking import settle
from medisave_cli.keeping.graph import Leaf, Split, decision
from medisave_cli.keeping.graph_page import drawing
from medisave_cli.logic.conditions import completions, is_possible
from medisave_cli.show.graph_face import Edge, Graph, Node, dot, mermaid
from tests.commands.asking import ask

Said = pytest.CaptureFixture[str]
DAY = "2026-11-22"
ASKED = [
    ("昆山", "retired"),
    ("昆山", "deceased"),
    ("北京", "transfer"),
    ("上海", "retired"),
    ("长沙", "retired"),
    ("深圳", "transfer_refused"),
    ("天津", "active"),
]


def view_of(book: Book, place: str, status: str) -> tuple[Outlook, Any]:
    _, outlook, situation = settle(book, Case(place, status, as_of=DAY))
    return outlook, situation


def follow(node: Leaf | Split, known: dict[str, tuple]) -> set[Leaf]:
    """The leaves that what is known leaves open."""
    if isinstance(node, Leaf):
        return {node}
    return {
        leaf
        for values, below in node.ways
        if set(values) & set(known.get(node.fact, values))
        for leaf in follow(below, known)
    }


def taken_for_granted(case: dict[str, tuple], tree: Tree, impossible: tuple) -> dict[str, tuple]:
    """The case as an answer takes it: an account is held and what has to come first is done, where that is open."""
    for fact, value in {ACCOUNT: HELD, **dict.fromkeys(tree.acts, True)}.items():
        granted = {**case, fact: (value,)}
        if value in case.get(fact, ()) and is_possible(granted, impossible):
            case = granted
    return case


@pytest.mark.parametrize(("place", "status"), ASKED)
def test_every_path_ends_in_the_answer_s_verdict(place: str, status: str, book: Book) -> None:
    """For each combination of the facts that the tree asks for, the leaf is what the walk finds, rule by rule."""
    view, situation = view_of(book, place, status)
    known = {**view.full, **situation.stated}
    for tree in view.trees:
        root = decision(view, tree.family, tree.portion, known)
        facts = sorted(asked_in(root))
        for values in itertools.islice(
            itertools.product(*(known.get(f, (True, False)) for f in facts)), 4000
        ):
            case = {**known, **{f: (v,) for f, v in zip(facts, values, strict=True)}}
            if not is_possible(case, view.rules.impossible):
                continue
            leaves = follow(root, case)
            assert len(leaves) == 1
            leaf = leaves.pop()
            taken = taken_for_granted(case, tree, view.rules.impossible)
            outcomes = {o.finding.verdict for _, o in under(tree, taken, view.rules.impossible)}
            assert verdict_of(outcomes) == leaf.verdict
            # What the tree does not ask may be anything, and changes nothing.
            for _, finding in completions(
                lambda known, tree=tree, leaf=leaf: walk(
                    view.chain, tree.family, tree.portion, known, leaf.lean is not None
                ),
                case,
                view.rules.impossible,
            ):
                assert {rule for rule, _ in leaf.rules} == {
                    p.id for p in (*finding.allowed, *finding.barred)
                } | ({finding.closure.id} if finding.closure else set())
                assert leaf.place == (None if finding.at is None else view.chain[finding.at].place)
                assert finding.verdict == (leaf.lean or leaf.verdict)


def asked_in(node: Leaf | Split) -> set[str]:
    return (
        set()
        if isinstance(node, Leaf)
        else {node.fact}.union(*(asked_in(below) for _, below in node.ways))
    )


@pytest.mark.parametrize(("place", "status"), ASKED)
def test_the_walk_goes_outward(place: str, status: str, book: Book) -> None:
    """A place asks only after all nearer ones have passed; the unconfirmed ones are walked from the start again."""
    view, situation = view_of(book, place, status)
    order = [here.place for here in view.chain]
    asking = 0

    def firm_below(node: Leaf | Split) -> bool:
        return (isinstance(node, Leaf) and node.lean is None and bool(node.rules)) or (
            isinstance(node, Split) and any(firm_below(below) for _, below in node.ways)
        )

    def outward(node: Leaf | Split, reached: int) -> None:
        nonlocal asking
        if isinstance(node, Leaf):
            return
        asking += 1
        step = order.index(node.place or "")
        if firm_below(node):
            assert step >= reached
        for _, below in node.ways:
            outward(below, step)

    for tree in view.trees:
        outward(decision(view, tree.family, tree.portion, {**view.full, **situation.stated}), 0)
    assert asking


@pytest.mark.parametrize(("place", "status"), ASKED)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_drawing_is_whole(place: str, status: str, lang: str, book: Book) -> None:
    view, situation = view_of(book, place, status)
    graph = drawing(view, situation, lang)
    names = {node.id for node in graph.nodes}
    assert len(names) == len(graph.nodes)
    assert {end for edge in graph.edges for end in (edge.start, edge.end)} == names
    clusters = {name for name, _, _ in graph.clusters}
    assert {node.cluster for node in graph.nodes} - {None} <= clusters
    reached = {"start"}
    for _ in graph.nodes:
        reached |= {edge.end for edge in graph.edges if edge.start in reached}
    assert reached == names
    leaves = names - {edge.start for edge in graph.edges}
    assert {node.tone for node in graph.nodes if node.id in leaves} <= {"good", "bad", "unknown"}


EVIL = 'a"b\\"c<script>alert(1)</script> `x` #35; %% end --> | [x] {y} (z)\nsubgraph; & \u202e\x1b[31m\\n'


def evil() -> Graph:
    return Graph(
        EVIL,
        (("o1", EVIL, None),),
        (Node("n1", EVIL, "ask", "o1"), Node("n2", EVIL, "good", None)),
        (Edge("n1", "n2", EVIL, True),),
    )


def test_no_text_becomes_markup() -> None:
    drawn = mermaid(evil())
    body = drawn.split("flowchart TD\n")[1]
    assert not re.search(r"[<>]script|`|\x1b|\u202e", body)
    for quoted in re.findall(r'"([^"]*)"', body):
        assert re.fullmatch(r"(?:[^#&<>`\"\\;|\[\]{}()]|#\d+;|<br>)*", quoted)
    # Outside the quotes nothing is left but the drawing's own signs.
    assert re.sub(r'"[^"]*"', "", body).count("end") == 1
    made = dot(evil())
    outside = re.sub(r'"(?:\\.|[^"\\])*"', '""', made)
    assert (
        "script" not in outside and "\x1b" not in made and made.count("\n") == outside.count("\n")
    )


def test_dot_is_read_by_another_reader(book: Book) -> None:
    pydot = pytest.importorskip("pydot")
    for graph in (evil(), drawing(*view_of(book, "昆山", "retired"), "zh")):
        (read,) = pydot.graph_from_dot_data(dot(graph))
        assert len(read.get_edges()) == len(graph.edges)


# The command.


def test_formats(capsys: Said, tmp_path: Any) -> None:
    asked = ["policy", "graph", "-c", "昆山", "-s", "retired", "--as-of", DAY, "--lang", "zh"]
    code, out, err = ask(capsys, *asked)
    assert code == 0 and out.startswith("---\ntitle:") and "flowchart TD" in out
    assert re.fullmatch(r"读的是：内置的 \d+ 个地方\n", err)
    assert ask(capsys, *asked, "-f", "dot")[1].startswith("digraph decision {")
    assert ask(capsys, *asked, "-f", "markdown")[1] == f"```mermaid\n{out}```\n"
    told = json.loads(ask(capsys, *asked, "-f", "json")[1])
    assert set(told) == {"schema", "title", "clusters", "nodes", "edges"}
    for ending, start in (
        (".dot", "digraph"),
        (".gv", "digraph"),
        (".md", "```mermaid"),
        (".json", "{"),
        (".mmd", "---"),
    ):
        path = tmp_path / f"g{ending}"
        assert ask(capsys, *asked, "-o", str(path))[:2] == (0, "")
        assert path.read_text(encoding="utf-8").startswith(start)


def test_one_family_alone(capsys: Said) -> None:
    told = json.loads(
        ask(
            capsys,
            "policy",
            "graph",
            "-c",
            "昆山",
            "-s",
            "retired",
            "--family",
            "transfer",
            "-f",
            "json",
            "--lang",
            "en",
        )[1]
    )
    assert [cluster["title"] for cluster in told["clusters"] if cluster["inside"] is None] == [
        "transfer"
    ]


def test_a_named_case_draws_only_its_own_part(book: Book, capsys: Said) -> None:
    asked = [
        "policy",
        "graph",
        "-c",
        "深圳",
        "--family",
        "cash",
        "-f",
        "json",
        "--lang",
        "en",
        "--as-of",
        DAY,
    ]
    plain, named = (
        json.loads(ask(capsys, *asked, "-s", status)[1])
        for status in ("transfer", "transfer_refused")
    )
    about = book.catalog_facts["destination_accepts_balance"].name.en
    assert about in {node["text"] for node in plain["nodes"]}
    assert about not in {node["text"] for node in named["nodes"]}


@pytest.mark.parametrize(
    "wrong",
    [
        ["-c", "nowhere", "-s", "retired"],
        ["-c", "昆山", "-s", "asleep"],
        ["-c", "昆山", "-s", "retired", "--as-of", "soon"],
        ["-c", "昆山"],
    ],
)
def test_asked_wrongly(wrong: list[str], capsys: Said) -> None:
    code, out, err = ask(capsys, "policy", "graph", *wrong)
    assert (code, out) == (2, "") and err.count("\n") == 1
