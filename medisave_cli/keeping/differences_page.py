"""How the answers change between two books, as a page (Markdown for a pull request) and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from medisave_cli.keeping.differences import Change, Differences, Said, Untold
from medisave_cli.language import Speaker
from medisave_cli.model import ELIGIBLE, MAIN, UNKNOWN, Place, Source, Status, Text
from medisave_cli.show.page import Item, Page, Section, Verdict
from medisave_cli.show.regions import region_text
from medisave_cli.show.terms import disposition_term, family_term, verdict_term
from medisave_cli.show.wording import time_text, window_text
from medisave_cli.tuples import NamedTuple

NAMED = 8
"""So many places of a change are named."""
MOVES = ("added", "removed", "changed")


class Sides(NamedTuple):
    """What was compared: the name and the digest of each side, and the ISO date of the rules."""

    old: str
    new: str
    old_digest: str
    new_digest: str
    day: str


def changes_answers(found: Differences) -> bool:
    """Whether somebody is answered otherwise than before."""
    return any(c.kind == "answer" for c in found.changes)


def differences_json(found: Differences, sides: Sides, say: Speaker) -> dict[str, Any]:
    """Everything that was found, for programs."""
    return {
        "schema": 1,
        "old": {"named": sides.old, "digest": sides.old_digest},
        "new": {"named": sides.new, "digest": sides.new_digest},
        "as_of": sides.day,
        "compared": found.compared,
        "places_added": _places(found.places["added"], say),
        "places_removed": _places(found.places["removed"], say),
        "untold": [
            {
                "place": _places((u.place,), say)[0],
                "status": u.status,
                "family": u.family,
                "portion": u.portion,
                "old": u.old,
                "new": u.new,
            }
            for u in found.untold
        ],
        "changes": [
            {
                "kind": c.kind,
                "status": c.status,
                "family": c.family,
                "portion": c.portion,
                "places": _places(c.places, say),
                "cases": [
                    {name: list(values) for name, values in region.items()} for region in c.regions
                ],
                "cases_text": _cases(c, say),
                "old": _said_json(c.old, say),
                "new": _said_json(c.new, say),
            }
            for c in found.changes
        ],
        "other": {
            how: [{"kind": kind, "id": name} for kind, name in keys]
            for how, keys in found.other.items()
        },
    }


def _said_json(said: Said | None, say: Speaker) -> dict[str, Any] | None:
    if said is None:
        return None
    return {
        "verdict": said.verdict,
        "lean": said.lean,
        "disposition": said.disposition,
        "grade": said.grade,
        "rules": list(said.rules),
        "lines": [{"kind": kind, "text": _line(kind, item, say)} for kind, item in said.lines],
    }


def _places(places: tuple[Place, ...], say: Speaker) -> list[dict[str, str]]:
    return [{"code": p.code, "name": say.text(p.name)} for p in places]


def differences_page(
    found: Differences,
    sides: Sides,
    statuses: Mapping[str, Status],
    sources: Mapping[str, Source],
    say: Speaker,
) -> Page:
    """The page. ``statuses`` and ``sources`` are those of the newer book."""
    answers = [c for c in found.changes if c.kind == "answer"]
    rest = [c for c in found.changes if c.kind != "answer"]
    sections = [
        *_moved(found, say),
        _section("answers", (_item(c, statuses, say) for c in answers), say),
        _section("untold", _untold_items(found, statuses, say), say),
        *(
            _section(f"grades_{way}", _grades(found.changes, way, statuses, say), say)
            for way in ("down", "up")
        ),
        _section("rest", (_item(c, statuses, say) for c in rest), say),
        _section("sources", _sources(found, sources, say), say),
        *(_section(f"other_{how}", _others(found, how, say), say) for how in MOVES),
    ]
    return Page(
        say("differences.title"),
        say("differences.subtitle", old=sides.old, new=sides.new, day=sides.day),
        say.lang,
        Verdict(_head(found, len(answers), len(rest), say), "maybe" if answers else "good", ""),
        sections=tuple(s for s in sections if s.items),
    )


def _head(found: Differences, answers: int, rest: int, say: Speaker) -> str:
    moved = [found.changes, found.untold, *found.other.values(), *found.places.values()]
    if not any(moved):
        return say("differences.none", compared=found.compared)
    return say("differences.head", answers=answers, rest=rest, compared=found.compared)


def _section(key: str, items: Iterator[Item], say: Speaker) -> Section:
    return Section(say(f"differences.{key}"), tuple(items))


def _moved(found: Differences, say: Speaker) -> Iterator[Section]:
    for how in ("added", "removed"):
        if found.places[how]:
            names = _names(found.places[how], 100, say)
            yield Section(say(f"differences.places_{how}"), (Item(names),))


def _item(c: Change, statuses: Mapping[str, Status], say: Speaker) -> Item:
    old, new = _verdict(c.old, say), _verdict(c.new, say)
    text = say("differences.from_to", what=_what(c, statuses, say), old=old, new=new)
    notes = [say("differences.whom", cases=_cases(c, say) or say("differences.everyone"))]
    rules = (c.old.rules if c.old else ()), (c.new.rules if c.new else ())
    if rules[0] != rules[1]:
        before, after = (", ".join(side) or "—" for side in rules)
        notes.append(say("differences.rules", old=before, new=after))
    grades = (c.old.grade if c.old else None), (c.new.grade if c.new else None)
    if grades[0] != grades[1]:
        notes.append(say("differences.grade", old=grades[0] or "—", new=grades[1] or "—"))
    lines = [
        {
            say(
                "differences.line", kind=say(f"differences.{kind}"), words=_line(kind, item, say)
            ): 0
            for kind, item in (said.lines if said else ())
        }
        for said in (c.old, c.new)
    ]
    notes += [f"− {line}" for line in lines[0] if line not in lines[1]]
    notes += [f"+ {line}" for line in lines[1] if line not in lines[0]]
    mark = "warn" if c.kind == "answer" else ""
    return Item(text, _names(c.places, NAMED, say), tuple(notes), mark=mark)


def _untold_items(
    found: Differences, statuses: Mapping[str, Status], say: Speaker
) -> Iterator[Item]:
    grouped: dict[tuple[str, ...], list[Place]] = {}
    for u in found.untold:
        what = _what(u, statuses, say)
        grouped.setdefault((what, u.old, u.new), []).append(u.place)
    for (what, old, new), places in grouped.items():
        words = {"old": verdict_term(old), "new": verdict_term(new)}
        yield Item(
            say("differences.from_to", what=what, **words), _names(tuple(places), NAMED, say)
        )


def _grades(
    changes: tuple[Change, ...], way: str, statuses: Mapping[str, Status], say: Speaker
) -> Iterator[Item]:
    """The answers that rest on better (``up``) or weaker grades than before, each once."""
    seen: dict[tuple[str, str], dict[str, Place]] = {}
    for c in changes:
        old, new = (said.grade if said else None for said in (c.old, c.new))
        if old and new and (new < old if way == "up" else new > old):
            text = say("differences.from_to", what=_what(c, statuses, say), old=old, new=new)
            seen.setdefault((text, ""), {}).update({p.code: p for p in c.places})
    for (text, _), places in seen.items():
        yield Item(text, _names(tuple(places.values()), NAMED, say))


def _sources(found: Differences, sources: Mapping[str, Source], say: Speaker) -> Iterator[Item]:
    for kind, name in found.other["added"]:
        if kind == "source":
            s = sources[name]
            named = say(
                "differences.source_named",
                title=Text(s.title, s.title_en or s.title),
                issuer=Text(s.issuer, s.issuer_en or s.issuer),
                grade=s.grade,
            )
            yield Item(named, name, link=s.url or "")


def _others(found: Differences, how: str, say: Speaker) -> Iterator[Item]:
    by_kind: dict[str, list[str]] = {}
    for kind, name in found.other[how]:
        if (kind, how) != ("source", "added"):
            by_kind.setdefault(kind, []).append(name)
    for kind, names in by_kind.items():
        yield Item(say.list(names), say(f"differences.{kind}"))


def _what(c: Change | Untold, statuses: Mapping[str, Status], say: Speaker) -> str:
    option = say.message(family_term(c.family))
    if c.portion != MAIN:
        option += f" · {say.text(c.portions[c.portion])}"
    return f"{say.text(statuses[c.status].name)} · {option}"


def _verdict(said: Said | None, say: Speaker) -> str:
    if said is None:
        return say.message(verdict_term(UNKNOWN))
    words = say.message(verdict_term(said.verdict, said.lean))
    if said.verdict == ELIGIBLE and said.disposition:
        words = say("differences.aside", words=words, aside=disposition_term(said.disposition))
    return words


def _cases(c: Change, say: Speaker) -> str:
    """For whom, in words; empty for everyone."""
    return say("differences.or").join(
        say("differences.and").join(
            say.text(t) for t in region_text(region, c.facts, c.full, c.judged)
        )
        for region in c.regions
    )


def _line(kind: str, item: Any, say: Speaker) -> str:
    if kind == "documents":
        words = say("differences.or_paper").join(say.text(name) for _, name in item.papers)
    elif kind == "channels":
        words = say.text(item.name)
    elif kind == "time_limit":
        words = say.text(time_text(item))
    elif kind == "window":
        words = say.text(window_text(item))
    else:
        words = say.text(item.text if kind in ("before", "steps") else item)
    side, note = getattr(item, "side", None), getattr(item, "note", None)
    if side:
        return say("differences.aside", words=words, aside=say(f"differences.side_{side}"))
    return say("differences.aside", words=words, aside=note) if note else words


def _names(places: tuple[Place, ...], most: int, say: Speaker) -> str:
    listed = say.list(p.name for p in places[:most])
    if len(places) > most:
        return say("differences.and_more", listed=listed, more=len(places) - most)
    return listed
