"""How people say it (catalog/phrases.yaml): a later folder's laid over an earlier one's, and the ideas it names and does not have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from medisave_cli.keeping.format import PhrasesFile

OF_PLACES = frozenset({"place", "two_provinces", "one_province"})
"""What names of places say, which no wording has to."""


def laid_over(below: PhrasesFile | None, above: PhrasesFile) -> PhrasesFile:
    """The phrases of one folder with a later folder's: wordings are added, meanings and topics of one name are replaced."""
    if below is None:
        return above
    ideas = {**above.ideas, **{i: [*w, *above.ideas.get(i, [])] for i, w in below.ideas.items()}}
    return PhrasesFile.model_construct(
        None,
        spelt={**below.spelt, **above.spelt},
        denials=[*below.denials, *above.denials],
        doubts=[*below.doubts, *above.doubts],
        idle=[*below.idle, *above.idle],
        ideas=ideas,
        meanings={**below.meanings, **above.meanings},
        facts=[*below.facts, *above.facts],
        topics={**below.topics, **above.topics},
    )


def unknown_ideas(file: PhrasesFile) -> Iterator[tuple[str, str]]:
    """(path, idea) of every idea that is named and not declared."""
    for path, idea in _named_ideas(file):
        if idea not in file.ideas and idea not in OF_PLACES:
            yield path, idea


def _ideas_of(sign: str | Iterable[str]) -> Iterator[str]:
    """The ideas that the tokens of a sign name: ``a|b`` and ``a>b`` name two, ``-a``, ``no:a`` and ``=a`` one."""
    for token in [sign] if isinstance(sign, str) else sign:
        plain = token.removeprefix("-").removeprefix("no:").removeprefix("=")
        yield from plain.replace("|", ">").split(">")


def _named_ideas(file: PhrasesFile) -> Iterator[tuple[str, str]]:
    for name, meaning in file.meanings.items():
        for grade in ("clear", "likely", "hint"):
            for i, sign in enumerate(getattr(meaning, grade)):
                at = f"meanings.{name}.{grade}.{i}"
                yield from ((at, idea) for idea in _ideas_of(sign))
    for i, idea in enumerate(file.doubts):
        yield f"doubts.{i}", idea
    for i, stated in enumerate(file.facts):
        for token in stated.has:
            yield f"facts.{i}.has", token.removeprefix("-")
    for name, topic in file.topics.items():
        for idea in topic.about:
            yield f"topics.{name}.about.{idea}", idea
    for idea, wordings in file.ideas.items():
        for wording in wordings:
            named = wording.partition("<")[2].partition(">")[0]
            if named:
                yield f"ideas.{idea}", named
