"""The file a newcomer starts from: it lints as it stands, and asks the questions to answer in comments."""

from __future__ import annotations

from medisave_cli.book.store import Book
from medisave_cli.keeping.nameable import nameable
from medisave_cli.language import Speaker
from medisave_cli.logic.conditions import facts_in
from medisave_cli.model import MAIN, NATION, Place, Provision, Text

CORE = {"deceased": 3, "retired": 2, "emigrated": 2, "transfer": 3, "left_employment": 1}
"""The situations that a file starts with, and how many questions each asks."""
DISPOSITIONS = {"deceased": "payout_to_bank", "transfer": "transfer"}
A_ROW = 4
"""So many ids stand on a line."""


def place_file(book: Book, place: Place, pinyin: str, today: str, lang: str) -> str:
    """The text of a new place file. ``pinyin`` leads its ids, ``today`` is the ISO date of its first check, ``lang`` its comments' language."""
    say = Speaker(lang)
    lines = [*_head(place, pinyin, today, say), *nameable_lines(place, say), "provisions:"]
    for status in CORE:
        if status in book.statuses:
            lines += ["", *_status(book, place, status, pinyin, say)]
    others = say.list(
        say("template.other", name=s.name, id=s.id)
        for s in book.statuses.values()
        if s.id == s.base and s.id not in CORE
    )
    lines += [
        "",
        say("template.others", listed=others),
        "",
        *_lists(book, place, pinyin, today, say),
    ]
    return "\n".join(lines) + "\n"


def _head(place: Place, pinyin: str, today: str, say: Speaker) -> list[str]:
    return [
        "# yaml-language-server: $schema=../../schema/place.json",
        f"# {_path(place, say)}",
        say("template.how"),
        say("template.only"),
        f'place: "{place.code}"',
        f"checked: {today}   {say('template.checked')}",
        "",
        say("template.sources"),
        say("template.grades"),
        "sources:",
        f"#   {pinyin}-guide:",
        f'#     title: "…"   {say("template.title")}',
        f'#     title_en: "…"   {say("template.title_en")}',
        "#     issuer: unsigned",
        "#     grade: C",
        f"#     published: {today}",
        "#     url: https://…",
        "",
        say("template.provisions"),
    ]


def _path(place: Place, say: Speaker) -> str:
    """Where the place lies, as the language orders it."""
    names = [say.text(name) for name in place.path]
    ordered = names if say("template.widest_first") == "yes" else names[::-1]
    return say("template.path_between").join(ordered)


def _lists(book: Book, place: Place, pinyin: str, today: str, say: Speaker) -> list[str]:
    """Notes, guides, contacts, and what was looked for."""
    cite = f"[{pinyin}-guide]"
    dial = f"{place.area_code or '0000'}-12393"
    own = say("template.own_guide", zh=place.name.zh, en=place.name.en)
    return [
        say("template.notes"),
        "notes:",
        "#   - kind: instead",
        "#     status: [active, retired]",
        '#     zh: "…"',
        '#     en: "…"',
        f"#     cite: {cite}",
        "",
        say("template.guides"),
        *_subject_lines(book, say),
        "guides:",
        "#   sharing:",
        f"#     - id: {pinyin}-sharing",
        "#       rule: allowed   # allowed | barred | open",
        "#       about: [kin]",
        '#       zh: "…"',
        '#       en: "…"',
        f"#       cite: {cite}",
        "",
        say("template.contacts"),
        "contacts:",
        f'#   - {{id: {pinyin}-hotline, zh: "…", en: "…", dial: "{dial}", cite: {cite}}}',
        "",
        say("template.looked_for"),
        "looked_for:",
        f"#   - {{{own}, on: {today}}}",
    ]


def _subject_lines(book: Book, say: Speaker) -> list[str]:
    """What a guide can be about: the ids of each topic with their names, as comments."""
    lines = [say("template.about")]
    for topic, known in book.phrases().get("topics", {}).items():
        said = [f"{name} {say.text(Text(**text))}" for name, text in known["about"].items()]
        lines += [f"#    {topic}:", *_rows(said)]
    return lines


def nameable_lines(place: Place, say: Speaker) -> list[str]:
    """The ids of papers and channels that can be written, each with its name, as comments."""
    lines = [say("template.nameable")]
    for kind in ("documents", "channels"):
        said = [f"{e.id} {say.text(e.name)}" for e in nameable(place, kind)]
        lines += [f"#    {kind}:", *_rows(said)]
    return lines


def _rows(said: list[str]) -> list[str]:
    return [f"#      {'; '.join(said[i : i + A_ROW])}" for i in range(0, len(said), A_ROW)]


def _status(book: Book, place: Place, status: str, pinyin: str, say: Speaker) -> list[str]:
    """The questions to answer of a situation, what is on file for it, and a rule to fill in."""
    lines = [f"  # ── {say.text(book.statuses[status].name)} ({status}) ──"]
    lines += [
        say("template.question", text=say(f"template.{status}_{n}"))
        for n in range(1, CORE[status] + 1)
    ]
    for here in book.rules(place, status).chain:
        for p in here.provisions:
            if _is_told(p, place):
                about = {"where": here.name, "id": p.id, "grade": p.grade, "summary": p.summary}
                lines.append(say("template.on_file", **about))
    lines += [
        f"  # - id: {pinyin}-{status.replace('_', '-')}",
        f"  #   status: {status}",
        f"  #   disposition: {DISPOSITIONS.get(status, 'withdraw')}   # withdraw inherit payout_to_bank refund | transfer | keep_using frozen escheat",
        "  #   rule: allowed   # allowed | barred | open",
        "  #   summary:",
        '  #     zh: "…"',
        '  #     en: "…"',
    ]
    if status == "deceased":
        lines += [
            "  #   documents: [heir-id-card, heir-bank-account, {document: death-certificate, when: {death_in_shared_data: no}}]",
            "  #   channels: [counter]",
            "  #   time_limit: [{for: decision, working_days: 10}]",
        ]
    return [*lines, f"  #   cite: [{pinyin}-guide]"]


def _is_told(p: Provision, place: Place) -> bool:
    """Whether a wider place's rule is worth knowing before one writes another."""
    return (
        p.portion == MAIN
        and p.rejected is None
        and p.place != place.code
        and (p.place != NATION or p.family == "cash")
        and "scheme" not in facts_in(p.when)
    )
