"""The words of the book as pages: places, statuses and facts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any, NamedTuple

from medisave_cli.model import Fact, Place, Status, Text
from medisave_cli.show.listing import foot, place_name, place_title
from medisave_cli.show.page import Item, Page, Section
from medisave_cli.show.wording import pick


class PlaceRow(NamedTuple):
    """A place of the list. ``grades``: its own provisions by grade, None where it has no file of its own."""

    place: Place
    grades: Counter[str] | None


def places_page(
    found: list[PlaceRow],
    names: dict[str, Text],
    asked: str | None,
    exact: bool,
    book: tuple[str, str],
    lang: str,
) -> Page:
    """``names``: of every place whose rules serve one of them. ``asked``: what was searched for; not ``exact``: these are only near."""
    zh = lang == "zh"
    columns = (
        ("代码", "地方", "自己的规定", "核对于", "适用哪里的规定")
        if zh
        else ("code", "place", "provisions of its own", "last checked", "served by the rules of")
    )
    rows = []
    for place, grades in found:
        count = (
            "—"
            if not grades
            else str(sum(grades.values()))
            + (f"（{_grades(grades)}）" if zh else f" ({_grades(grades)})")
        )
        by = " › ".join(pick(names[code], lang) or "" for code in place.rules_from)
        rows.append((place.code, place_title(place, lang), count, place.checked or "", by))
    title = (
        (f"查“{asked}”" if zh else f"Places found for “{asked}”")
        if asked is not None
        else ("有规定的地方" if zh else "Places with rules on file")
    )
    lead = [f"{len(rows)} 处。" if zh else f"{len(rows)} place{'s' * (len(rows) != 1)}."]
    if not exact:
        lead = (
            ["没有这样的地名，相近的：" if zh else "No place is called so; the nearest:"]
            if rows
            else ["没有这样的地名。" if zh else "No place is called so."]
        )
    return Page(
        title,
        "",
        lang,
        lead=tuple(lead),
        sections=(Section("", columns=columns, rows=tuple(rows)),) if rows else (),
        foot=foot(book, lang)[1:],
    )


def _grades(grades: Counter[str]) -> str:
    return " ".join(f"{grade}{grades[grade]}" for grade in "ABC" if grades[grade])


def statuses_page(
    found: list[Status],
    statuses: Mapping[str, Status],
    facts: Mapping[str, Fact],
    places: Mapping[str, list[str]],
    book: tuple[str, str],
    lang: str,
) -> Page:
    """``places``: for each base status, the codes of the places that have rules on it."""
    zh = lang == "zh"
    base: list[Item] = []
    named: list[Item] = []
    for s in found:
        notes = [
            f"{s.label.zh} / {s.label.en}",
        ]
        if s.base != s.id or s.facts:
            fixed = "、".join(
                f"{name}={'|'.join(map(_typed, values))}" for name, values in s.facts.items()
            )
            notes.append(
                (f"等于 {s.base}，" if zh else f"the same as {s.base} with ") + fixed
                if s.base != s.id
                else (f"即 {fixed}" if zh else f"means {fixed}")
            )
        if s.presumes:
            assumed = "、".join(f"{name}={_typed(value)}" for name, value in s.presumes.items())
            notes.append(
                f"默认 {assumed}（不是这样就用 --fact 说明）"
                if zh
                else f"presumes {assumed} (say otherwise with --fact)"
            )
        notes += [other.says.zh if zh else other.says.en for other in s.becomes]
        count = len(places.get(s.base, ()))
        if s.base == s.id:
            notes.append(f"{count} 个地方有规定" if zh else f"rules on file in {count} places")
        (base if s.base == s.id else named).append(
            Item(f"{s.name.zh} / {s.name.en}", s.id, tuple(notes))
        )
    sections = (
        Section("基本情形" if zh else "Base statuses", tuple(base)),
        Section(
            "写明了细节的情形" if zh else "Named cases: a base status with facts fixed",
            tuple(named),
        ),
    )
    lead = () if found else ("没有匹配的情形。" if zh else "No status matches.",)
    return Page(
        "可以问的情形" if zh else "The statuses that can be asked about",
        "",
        lang,
        lead=lead,
        sections=tuple(s for s in sections if s.items),
        foot=foot(book, lang)[1:],
    )


def facts_page(
    found: list[Fact],
    users: Mapping[str, Any],
    statuses: Mapping[str, Status],
    names: Mapping[str, Text],
    local: Mapping[str, str],
    book: tuple[str, str],
    lang: str,
) -> Page:
    """``users``: which statuses and places each fact can matter to. ``local``: the place that alone asks about a fact."""
    zh = lang == "zh"
    items = []
    for f in found:
        notes = [f"{f.question.zh} / {f.question.en}", *_values(f, zh)]
        notes.append(f"{f.why.zh} / {f.why.en}")
        used = users[f.id]
        if used.statuses:
            notes.append(
                ("用于：" if zh else "matters to: ") + ("、" if zh else ", ").join(used.statuses)
            )
        if used.places:
            listed = [place_name(names[code], lang) for code in used.places]
            few = len(listed) <= 8
            count = f"{len(listed)} 个地方" if zh else f"{len(listed)} places"
            notes.append(
                ("在：" if zh else "in: ") + (("、" if zh else ", ").join(listed) if few else count)
            )
        if f.id in local:
            notes.append(
                f"只用于{place_name(names[local[f.id]], lang)}"
                if zh
                else f"used in {place_name(names[local[f.id]], lang)} alone"
            )
        items.append(Item(f"{f.name.zh} / {f.name.en}", f.id, tuple(notes)))
    lead = (
        (
            "不清楚的填 unknown；没给的事实算不知道，不算“否”。"
            if zh
            else "unknown is an answer; a fact not given is unknown, never “no”.",
        )
        if found
        else (("没有匹配的事实。" if zh else "No fact matches."),)
    )
    return Page(
        "会影响答案的事实" if zh else "The facts an answer may turn on",
        "",
        lang,
        lead=lead,
        sections=(Section("", tuple(items)),) if items else (),
        foot=foot(book, lang)[1:],
    )


def _values(fact: Fact, zh: bool) -> list[str]:
    if fact.says:
        return [
            f"--fact {fact.id}={_typed(value)}: {text.zh} / {text.en}"
            for value, text in fact.says.items()
        ]
    if fact.type == "date":
        return [f"--fact {fact.id}=2026-11-22"]
    unit = f"（{fact.unit.zh} / {fact.unit.en}）" if fact.unit else ""
    whole = ("整数" if zh else "a whole number") if fact.whole else ("数字" if zh else "a number")
    low = "" if fact.low is None else (f"，不小于 {fact.low}" if zh else f", {fact.low} or more")
    return [f"--fact {fact.id}=N: {whole}{low}{unit}"]


def _typed(value: Any) -> str:
    """A value as it is typed after --fact."""
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def status_record(s: Status, places: list[str]) -> dict[str, Any]:
    """A status as plain data, in both languages."""
    return {
        "id": s.id,
        "base_status": s.base,
        "name": _both(s.name),
        "label": _both(s.label),
        "presumes": dict(s.presumes),
        "facts": {f: list(v) for f, v in s.facts.items()},
        "becomes": [other.status for other in s.becomes],
        "places": places,
    }


def fact_record(f: Fact, used: Any, local: str | None) -> dict[str, Any]:
    """A fact as plain data, in both languages."""
    return {
        "id": f.id,
        "type": f.type,
        "name": _both(f.name),
        "question": _both(f.question),
        "why": _both(f.why),
        "values": [{"value": v, "typed": _typed(v), "means": _both(t)} for v, t in f.says.items()]
        or None,
        "unit": _both(f.unit) if f.unit else None,
        "min": f.low,
        "whole": f.whole,
        "statuses": list(used.statuses),
        "places": list(used.places),
        "only_in": local,
    }


def _both(text: Text) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}
