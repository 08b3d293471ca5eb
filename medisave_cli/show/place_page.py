"""One place as a page: where it is, whose rules serve it, what is on file for each status, what was looked for in vain."""

from __future__ import annotations

from collections import Counter
from typing import Any, NamedTuple

from medisave_cli.language import Speaker
from medisave_cli.model import NATION, Closure, Contact, Place, Provision, Source, Status, Text
from medisave_cli.show.listing import (
    IN_FORCE,
    RULE_MARKS,
    STATE_WORDS,
    UNCONFIRMED,
    WRONG,
    contact_section,
    foot,
    place_name,
    place_title,
    state_on,
    why_not_firm,
)
from medisave_cli.show.page import Item, Page, Section
from medisave_cli.show.references import References, graded
from medisave_cli.show.wording import DISPOSITIONS, FAMILIES, pick


class PlaceView(NamedTuple):
    """All that a place page shows. ``serving``: the places whose rules serve it, nearest first.

    ``rules``: by place code, provisions with the base statuses they are written for. ``looked_for``: (place code, what, date).
    """

    place: Place
    also_called: list[str]
    serving: list[Place]
    rules: dict[str, list[tuple[Provision, tuple[str, ...]]]]
    closures: dict[str, list[Closure]]
    guides: Counter[str]
    looked_for: list[tuple[str, Text, str]]
    contacts: list[Contact]
    statuses: dict[str, Status]
    portions: dict[str, Text]
    sources: dict[str, Source]
    book: tuple[str, str]
    today: str


def place_page(view: PlaceView, lang: str, everything: bool = False) -> Page:
    """Return the page; ``everything`` lists the nation's rules too, which are the same for all places."""
    refs = References(view.sources, lang)
    sections = [_serving(view, lang), _by_status(view, lang)]
    for place in view.serving:
        if place.code != NATION or everything:
            sections += [_rules(view, place, refs, lang), _closed(view, place, refs, lang)]
    sections += [
        _looked_for(view, everything, lang),
        contact_section(view.contacts, view.place.area_code, refs, lang),
        _more(view, everything, lang),
        refs.section(),
    ]
    p = view.place
    title = place_title(p, lang)
    return Page(
        title,
        f"{p.code} · {Speaker(lang)(f'places.level_{p.level}')}",
        lang,
        lead=tuple(_lead(view, lang)),
        sections=tuple(s for s in sections if s.items or s.rows),
        foot=foot(view.book, lang),
    )


def _lead(view: PlaceView, lang: str) -> list[str]:
    zh, p = lang == "zh", view.place
    lines = []
    if view.also_called:
        lines.append(
            ("又叫：" if zh else "also called: ") + ("、" if zh else ", ").join(view.also_called)
        )
    first = view.serving[0]
    if first.code != p.code:
        own, by = place_name(p.name, lang), place_name(first.name, lang)
        lines.append(
            f"{own}没有单独收录规定，按{by}的规定回答。"
            if zh
            else f"No rules of {own}'s own are on file; it is answered by the rules of {by}."
        )
    return lines


def _serving(view: PlaceView, lang: str) -> Section:
    zh = lang == "zh"
    columns = (
        ("适用哪里的规定", "代码", "规定", "核对于")
        if zh
        else ("rules of", "code", "provisions", "last checked")
    )
    rows = tuple(
        (
            place_name(p.name, lang),
            p.code,
            _count(Counter(r.grade for r, _ in view.rules[p.code]), lang),
            p.checked or "",
        )
        for p in view.serving
    )
    return Section("先近后远" if zh else "Nearest first", columns=columns, rows=rows)


def _by_status(view: PlaceView, lang: str) -> Section:
    """Provisions by status and place, with their grades."""
    zh = lang == "zh"
    columns = ("情形" if zh else "status", *(place_name(p.name, lang) for p in view.serving))
    rows = []
    for status in view.statuses.values():
        if status.id != status.base:
            continue
        counts = [
            Counter(r.grade for r, statuses in view.rules[p.code] if status.id in statuses)
            for p in view.serving
        ]
        if any(counts):
            rows.append(
                (f"{pick(status.name, lang)}\n{status.id}", *(_count(c, lang) for c in counts))
            )
    lead = (
        "A 官方原文，B 官方说法经转引，C 无署名或未证实。"
        if zh
        else "A official text, B official as quoted or reported, C unsigned or unconfirmed."
    )
    return Section(
        "各种情形收录的规定" if zh else "Provisions on file by status",
        columns=columns,
        rows=tuple(rows),
        lead=lead,
    )


def _count(grades: Counter[str], lang: str) -> str:
    if not grades:
        return "—"
    each = ("、" if lang == "zh" else ", ").join(
        f"{grade} {grades[grade]}" for grade in "ABC" if grades[grade]
    )
    return (
        f"{sum(grades.values())} 条（{each}）"
        if lang == "zh"
        else f"{sum(grades.values())} ({each})"
    )


def _rules(view: PlaceView, place: Place, refs: References, lang: str) -> Section:
    zh = lang == "zh"
    items = []
    for p, statuses in view.rules[place.code]:
        why = why_not_firm(p, lang, view.today)
        state = state_on(p.start, p.until, view.today)
        tag = (
            pick(WRONG, lang)
            if p.rejected
            else pick(STATE_WORDS[state], lang)
            if state != IN_FORCE
            else pick(UNCONFIRMED, lang)
            if why
            else ""
        )
        names = ("、" if zh else ", ").join(
            pick(view.statuses[s].name, lang) or s for s in statuses
        )
        what = pick(FAMILIES["cash"] if p.family == "cash" else DISPOSITIONS[p.disposition], lang)
        portion = (
            ""
            if p.portion == "main"
            else f" · {pick(view.portions.get(p.portion), lang) or p.portion}"
        )
        notes = [f"{names} · {what}{portion} · {graded(p.grade, lang)} · {p.id}"]
        if why:
            notes.append(f"不作依据：{why}" if zh else f"not relied on: {why}")
        items.append(
            Item(
                pick(p.summary, lang) or "",
                tag or "",
                tuple(notes),
                refs.refs(p.cites),
                RULE_MARKS[p.rule] if not why else "",
            )
        )
    name = place_name(place.name, lang)
    return Section(f"{name}的规定" if zh else f"Rules of {name}", tuple(items))


def _closed(view: PlaceView, place: Place, refs: References, lang: str) -> Section:
    zh = lang == "zh"
    items = []
    for c in view.closures[place.code]:
        listed = ("、" if zh else ", ").join(
            pick(view.statuses[s].name, lang) or s for s in c.lists
        )
        family = pick(FAMILIES[c.family], lang)
        said = (
            f"{family}只限这些情形：{listed}（“{c.words}”）"
            if zh
            else f"{family} only for: {listed} (“{c.words}”)"
        )
        items.append(
            Item(
                said,
                notes=(f"{graded(c.grade, lang)} · {c.id}",),
                refs=refs.refs(c.cites),
                mark="warn",
            )
        )
    name = place_name(place.name, lang)
    return Section(
        f"{name}写明只限所列情形的" if zh else f"Lists of {name} that call themselves complete",
        tuple(items),
    )


def _looked_for(view: PlaceView, everything: bool, lang: str) -> Section:
    zh = lang == "zh"
    names = {p.code: place_name(p.name, lang) for p in view.serving}
    items = [
        Item(f"{pick(what, lang)}（{on}）" if zh else f"{pick(what, lang)} ({on})", names[code])
        for code, what, on in view.looked_for
        if code != NATION or everything or len(view.serving) == 1
    ]
    return Section("查过、没有找到的" if zh else "Looked for and not found", tuple(items))


def _more(view: PlaceView, everything: bool, lang: str) -> Section:
    """Where to read on."""
    zh, code = lang == "zh", view.place.code
    items = []
    for topic, zh_what, en_what in (
        ("uses", "能付什么", "what the money may pay"),
        ("sharing", "家庭共济", "family sharing"),
        ("balance", "查余额", "looking up the balance"),
    ):
        if view.guides[topic]:
            items.append(
                Item(
                    f"{zh_what}：medisave {topic} -c {code}"
                    if zh
                    else f"{en_what}: medisave {topic} -c {code}"
                )
            )
    if not everything and any(p.code == NATION for p in view.serving):
        items.append(
            Item(
                f"全国的规定逐条看：medisave place {code} --all"
                if zh
                else f"the nation's rules one by one: medisave place {code} --all"
            )
        )
    return Section("接着看" if zh else "Read on", tuple(items))


def place_data(view: PlaceView, lang: str) -> dict[str, Any]:
    """The same as plain data for JSON; nothing is left out."""
    from medisave_cli.show.records import (
        cite_ids,
        contact_record,
        envelope,
        place_record,
        provision_record,
        source_records,
    )

    return envelope(
        lang,
        view.book,
        place=place_record(view.place, lang),
        also_called=view.also_called,
        serving=[place_record(p, lang) for p in view.serving],
        provisions=[
            provision_record(p, statuses, lang, view.today, why_not_firm(p, lang, view.today))
            for near in view.serving
            for p, statuses in view.rules[near.code]
        ],
        closed=[
            {
                "id": c.id,
                "from": c.place,
                "family": c.family,
                "portion": c.portion,
                "words": c.words,
                "lists": list(c.lists),
                "grade": c.grade,
                "cites": cite_ids(c.cites),
            }
            for near in view.serving
            for c in view.closures[near.code]
        ],
        guides={topic: view.guides[topic] for topic in ("uses", "sharing", "balance")},
        looked_for=[
            {"from": code, "text": pick(what, lang), "on": on} for code, what, on in view.looked_for
        ],
        contacts=[contact_record(c, view.place.area_code, lang) for c in view.contacts],
        sources=source_records(view.sources, lang),
    )
