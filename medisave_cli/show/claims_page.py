"""What circulates, and what is true of it, as a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from medisave_cli.model import Claim, Source, Status, Text
from medisave_cli.show.advice_page import FINDINGS
from medisave_cli.show.listing import foot, place_name
from medisave_cli.show.page import Item, Page, Section
from medisave_cli.show.references import References
from medisave_cli.show.wording import pick

MARKS = {
    "supported": "good",
    "partly": "warn",
    "outdated": "warn",
    "unsupported": "bad",
    "contradicted": "bad",
    "misattributed": "bad",
}
EXPLAINED = {
    "supported": Text("有规定可查", "a rule says so"),
    "partly": Text("只在部分情形或部分地方成立", "holds in some cases or places only"),
    "outdated": Text("以前是，现在不是了", "was so once, is no longer"),
    "unsupported": Text("找不到任何依据", "no source was found for it"),
    "contradicted": Text("与规定相反", "the rules say the opposite"),
    "misattributed": Text(
        "有这条规定，但说的不是这件事", "the rule it cites is about something else"
    ),
}


def claims_page(
    claims: list[Claim],
    sources: dict[str, Source],
    names: Mapping[str, Text],
    statuses: Mapping[str, Status],
    asked: str,
    book: tuple[str, str],
    lang: str,
) -> Page:
    """``names``: of every place the claims speak of or point to. ``asked``: what the list was narrowed by, for the subtitle."""
    zh = lang == "zh"
    refs = References(sources, lang)
    items = []
    for c in claims:
        finding = pick(FINDINGS[c.finding], lang) or c.finding
        notes = [
            pick(c.truth, lang) or "",
            f"{finding}：{EXPLAINED[c.finding].zh}"
            if zh
            else f"{finding}: {EXPLAINED[c.finding].en}",
        ]
        about = ("、" if zh else ", ").join(pick(statuses[s].name, lang) or s for s in c.statuses)
        if set(c.statuses) >= {s.id for s in statuses.values() if s.id == s.base}:
            about = "所有情形" if zh else "every status"
        where = place_name(names[c.place], lang)
        notes.append(f"{where} · {about} · {c.id}")
        see = ("、" if zh else ", ").join(
            f"{place_name(names[code], lang)} {code}" for code in c.see if code != c.place
        )
        if see:
            notes.append(f"对照：{see}" if zh else f"compare: {see}")
        items.append(
            Item(
                f"“{pick(c.claim, lang)}”",
                finding,
                tuple(notes),
                refs.refs(c.cites),
                MARKS[c.finding],
            )
        )
    title = "网上流传的说法，哪些是真的" if zh else "What circulates, and what is true of it"
    sections = (Section("", tuple(items)), refs.section()) if items else ()
    return Page(
        title, asked, lang, lead=(_lead(claims, lang),), sections=sections, foot=foot(book, lang)
    )


def _lead(claims: list[Claim], lang: str) -> str:
    if not claims:
        return "没有匹配的说法。" if lang == "zh" else "No claim matches."
    counts = Counter(c.finding for c in claims)
    said = [f"{pick(FINDINGS[f], lang)} {counts[f]}" for f in FINDINGS if counts[f]]
    return (
        f"共 {len(claims)} 条：{'，'.join(said)}。"
        if lang == "zh"
        else f"{len(claims)} in all: {', '.join(said)}."
    )
