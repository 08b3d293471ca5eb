"""A place's decisions as a drawing: boxes for the questions of the walk and its verdicts, arrows for the answers."""

from __future__ import annotations

from typing import Any

from medisave_cli.advisor.options import Tree
from medisave_cli.advisor.outlook import Outlook
from medisave_cli.errors import AskedWrongly
from medisave_cli.keeping.graph import Leaf, Split, decision
from medisave_cli.language import Speaker
from medisave_cli.logic.conditions import judgements_in
from medisave_cli.model import MAIN, Situation
from medisave_cli.show.graph_face import Edge, Graph, Node
from medisave_cli.show.regions import values_text
from medisave_cli.show.terms import family_term, verdict_term

TONES = {"eligible": "good", "not_eligible": "bad", "unknown": "unknown"}


def drawing(view: Outlook, situation: Situation, lang: str, family: str | None = None) -> Graph:
    """The graph of every option (or one family's): the questions asked at each place of the walk, and the verdicts.

    Raises:
        AskedWrongly: nothing on file speaks of it.
    """
    drawn = _Drawing(view, situation, Speaker(lang))
    wanted = [tree for tree in view.trees if family in (None, tree.family)]
    if not wanted:
        raise AskedWrongly("workshop.nothing_to_draw", place=situation.place.name)
    for number, tree in enumerate(wanted, 1):
        drawn.option(f"o{number}", tree)
    return Graph(
        drawn.title, tuple(drawn.clusters.values()), tuple(drawn.nodes), tuple(drawn.edges)
    )


class _Drawing:
    """The clusters, nodes and edges drawn so far."""

    def __init__(self, view: Outlook, situation: Situation, say: Speaker):
        self.view, self.say = view, say
        self.names = {p.place: say.text(p.name) for p in view.rules.chain}
        self.judged = judgements_in(voice.applies for here in view.chain for voice in here.voices)
        self.usual = view.rules.statuses[view.status].presumes
        self.known = {**view.full, **situation.stated}
        self.title = say(
            "workshop.drawn",
            place=situation.place.name,
            status=view.rules.statuses[situation.status].name,
            day=situation.as_of,
        )
        walk = " → ".join(self.names[here.place] for here in view.chain)
        self.clusters: dict[str, tuple[str, str, str | None]] = {}
        self.nodes = [Node("start", f"{self.title}\n{walk}", "start", None)]
        self.edges: list[Edge] = []

    def option(self, name: str, tree: Tree) -> None:
        """One option, from the start on."""
        words = self.say.message(family_term(tree.family))
        if tree.portion != MAIN:
            words += f" · {self.say.text(self.view.rules.portions[tree.portion])}"
        self.clusters[name] = (name, words, None)
        root = self._box(decision(self.view, tree.family, tree.portion, self.known), name, {})
        self.edges.append(Edge("start", root, words, False))

    def _box(self, node: Leaf | Split, option: str, drawn: dict[Leaf | Split, str]) -> str:
        """Draw a question or a verdict and what follows from it, once; returns its id."""
        if node in drawn:
            return drawn[node]
        name = drawn[node] = f"{option}_n{len(drawn) + 1}"
        cluster = option
        if node.place is not None:
            cluster = f"{option}_p{node.place}"
            self.clusters[cluster] = (cluster, self.names[node.place], option)
        if isinstance(node, Leaf):
            words = self.say.message(verdict_term(node.verdict, node.lean))
            lines = [words, *(f"{rule} ({grade})" for rule, grade in node.rules)]
            self.nodes.append(Node(name, "\n".join(lines), TONES[node.verdict], cluster))
            return name
        self.nodes.append(Node(name, self._question(node.fact), "ask", cluster))
        for values, below in node.ways:
            usual = node.fact in self.usual and self.usual[node.fact] in values
            said = self._answer(node.fact, values)
            if usual:
                said = self.say("workshop.usual", value=said)
            self.edges.append(Edge(name, self._box(below, option, drawn), said, usual))
        return name

    def _question(self, fact: str) -> str:
        if fact in self.judged:
            return self.say("workshop.judged", what=self.judged[fact])
        return self.say.text(self.view.rules.facts[fact].name)

    def _answer(self, fact: str, values: tuple[Any, ...]) -> str:
        if fact in self.judged:
            return self.say("workshop.accepted" if values == (True,) else "workshop.not_accepted")
        return self.say.text(values_text(self.view.rules.facts[fact], values, self.view.full[fact]))
