"""``medisave policy diff``: which answers change between two policy folders or git revisions, for whom, from what to what."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING, Annotated, Any

import typer

from medisave_cli.commands.options import (
    Format,
    FormatOption,
    LangOption,
    OutputOption,
    checked_lang,
    chosen,
    deliver_json,
    render_page,
)
from medisave_cli.dates import today
from medisave_cli.show.wording import pick

if TYPE_CHECKING:
    from medisave_cli.keeping.differences import Change, Differences, Said
    from medisave_cli.model import Place, Status

NAMED = 8


def run(
    old: Annotated[str, typer.Argument(metavar="OLD")],
    new: Annotated[str | None, typer.Argument(metavar="[NEW]")] = None,
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="DATE")] = None,
    format: FormatOption = None,
    output: OutputOption = None,
    lang: LangOption = None,
) -> None:
    from medisave_cli.advisor.situation import read_date
    from medisave_cli.commands.policy_revisions import book_of
    from medisave_cli.keeping.differences import differences
    from medisave_cli.keeping.locate import policies

    language = checked_lang(lang)
    day = read_date(as_of, "--as-of") if as_of else today()
    with ExitStack() as stack:
        before, after = book_of(old, stack), book_of(new or str(policies()), stack)
    found = differences(before, after, day)
    sides = {
        "old": {"named": old, "digest": before.digest},
        "new": {"named": new, "digest": after.digest},
    }
    face = chosen(format, output)
    if face is Format.json:
        deliver_json(_json(found, sides, day, language), output)
    else:
        render_page(_page(found, sides, day, after.statuses, language), face, output)


# JSON.


def _json(found: Differences, sides: dict[str, Any], day: str, lang: str) -> dict[str, Any]:
    return {
        "schema": 1,
        **sides,
        "as_of": day,
        "compared": found.compared,
        "places_added": _places(found.places["added"], lang),
        "places_removed": _places(found.places["removed"], lang),
        "untold": [
            {
                "place": _places((u.place,), lang)[0],
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
                "places": _places(c.places, lang),
                "cases": [
                    {name: list(values) for name, values in region.items()} for region in c.regions
                ],
                "cases_text": _cases(c, lang),
                "old": _said_json(c.old, lang),
                "new": _said_json(c.new, lang),
            }
            for c in found.changes
        ],
        "other": {
            how: [{"kind": kind, "id": name} for kind, name in keys]
            for how, keys in found.other.items()
        },
    }


def _said_json(said: Said | None, lang: str) -> dict[str, Any] | None:
    if said is None:
        return None
    return {
        "verdict": said.verdict,
        "lean": said.lean,
        "disposition": said.disposition,
        "grade": said.grade,
        "rules": list(said.rules),
        "lines": [{"kind": kind, "text": _line(kind, item, lang)} for kind, item in said.lines],
    }


def _places(places: tuple[Place, ...], lang: str) -> list[dict[str, str]]:
    return [{"code": p.code, "name": pick(p.name, lang)} for p in places]


# For reading.


def _page(
    found: Differences, sides: dict[str, Any], day: str, statuses: dict[str, Status], lang: str
) -> Any:
    from medisave_cli.show.page import Item, Page, Section, Verdict

    zh = lang == "zh"
    answers = [c for c in found.changes if c.kind == "answer"]
    rest = [c for c in found.changes if c.kind != "answer"]
    nothing = not (
        found.changes or found.untold or any(found.other.values()) or any(found.places.values())
    )
    if nothing:
        head = (
            f"没有答案变化（比较了 {found.compared} 组地方和情形）"
            if zh
            else f"no answer changes ({found.compared} places and situations compared)"
        )
    else:
        head = (
            f"{len(answers)} 种答案变了，{len(rest)} 种只变了依据或细节（比较了 {found.compared} 组地方和情形）"
            if zh
            else f"{len(answers)} answers change; {len(rest)} keep their verdict and change in basis or detail ({found.compared} places and situations compared)"
        )
    sections = []
    for how, title in (
        ("added", ("新增的地方", "Places added")),
        ("removed", ("去掉的地方", "Places removed")),
    ):
        if found.places[how]:
            sections.append(
                Section(pick_pair(title, zh), (Item(_names(found.places[how], lang, 100)),))
            )
    if answers:
        sections.append(
            Section(
                "答案变了" if zh else "Answers that change",
                tuple(_item(c, statuses, lang) for c in answers),
            )
        )
    if found.untold:
        sections.append(
            Section(
                "什么都没说明时，结论的变化" if zh else "For someone who states nothing",
                tuple(_untold_items(found, statuses, lang)),
            )
        )
    if rest:
        sections.append(
            Section(
                "结论不变，依据或细节变了" if zh else "Same verdict, other basis or detail",
                tuple(_item(c, statuses, lang) for c in rest),
            )
        )
    for how, title in (
        ("added", ("新增的其他内容", "Other things added")),
        ("removed", ("去掉的其他内容", "Other things removed")),
        ("changed", ("改动的其他内容", "Other things changed")),
    ):
        if found.other[how]:
            by_kind: dict[str, list[str]] = {}
            for kind, name in found.other[how]:
                by_kind.setdefault(kind, []).append(name)
            sections.append(
                Section(
                    pick_pair(title, zh),
                    tuple(
                        Item(("、" if zh else ", ").join(names), KINDS[kind][0 if zh else 1])
                        for kind, names in by_kind.items()
                    ),
                )
            )
    named = (
        f"{sides['old']['named']} → {sides['new']['named'] or ('现在的文件' if zh else 'the files now')}，{day}"
        if zh
        else f"{sides['old']['named']} → {sides['new']['named'] or 'the files now'}, as of {day}"
    )
    return Page(
        "答案的变化" if zh else "How the answers change",
        named,
        lang,
        Verdict(head, "good" if not answers else "maybe", ""),
        sections=tuple(sections),
    )


KINDS = {
    "note": ("提示", "notes"),
    "guide": ("指引", "guides"),
    "contact": ("电话", "contacts"),
    "claim": ("流传的说法", "claims"),
    "source": ("来源", "sources"),
}


def pick_pair(pair: tuple[str, str], zh: bool) -> str:
    return pair[0] if zh else pair[1]


def _item(c: Change, statuses: dict[str, Status], lang: str) -> Any:
    from medisave_cli.show.page import Item

    zh = lang == "zh"
    colon = "：" if zh else ": "
    text = f"{pick(statuses[c.status].name, lang)} · {_option(c.family, c.portion, c.portions, lang)}{colon}{_verdict(c.old, lang)} → {_verdict(c.new, lang)}"
    notes = [
        ("谁：" if zh else "for whom: ") + (_cases(c, lang) or ("所有人" if zh else "everyone"))
    ]
    rules = (c.old.rules if c.old else ()), (c.new.rules if c.new else ())
    if rules[0] != rules[1]:
        notes.append(
            ("依据：" if zh else "rules: ")
            + f"{', '.join(rules[0]) or '—'} → {', '.join(rules[1]) or '—'}"
        )
    grades = (c.old.grade if c.old else None), (c.new.grade if c.new else None)
    if grades[0] != grades[1]:
        notes.append(("等级：" if zh else "grade: ") + f"{grades[0] or '—'} → {grades[1] or '—'}")
    lines = [
        {
            f"{_kind(kind, lang)}{colon}{_line(kind, item, lang)}": None
            for kind, item in (said.lines if said else ())
        }
        for said in (c.old, c.new)
    ]
    notes += [f"− {line}" for line in lines[0] if line not in lines[1]] + [
        f"+ {line}" for line in lines[1] if line not in lines[0]
    ]
    return Item(
        text, _names(c.places, lang, NAMED), tuple(notes), mark="warn" if c.kind == "answer" else ""
    )


def _untold_items(found: Differences, statuses: dict[str, Status], lang: str) -> list[Any]:
    from medisave_cli.show.page import Item
    from medisave_cli.show.wording import FAMILIES, VERDICTS

    grouped: dict[tuple, list[Place]] = {}
    for u in found.untold:
        grouped.setdefault((u.status, u.family, u.portion, u.old, u.new), []).append(u.place)
    colon = "：" if lang == "zh" else ": "
    items = []
    for (status, family, portion, old, new), places in grouped.items():
        words = [pick(VERDICTS[v], lang) for v in (old, new)]
        option = pick(FAMILIES[family], lang) + ("" if portion == "main" else f" · {portion}")
        items.append(
            Item(
                f"{pick(statuses[status].name, lang)} · {option}{colon}{words[0]} → {words[1]}",
                _names(tuple(places), lang, NAMED),
            )
        )
    return items


def _option(family: str, portion: str, portions: dict[str, Any], lang: str) -> str:
    from medisave_cli.show.wording import FAMILIES

    return pick(FAMILIES[family], lang) + (
        "" if portion == "main" else f" · {pick(portions[portion], lang)}"
    )


def _verdict(said: Said | None, lang: str) -> str:
    from medisave_cli.show.wording import DISPOSITIONS, LEANS, VERDICTS

    if said is None:
        return pick(VERDICTS["unknown"], lang)
    words = pick(LEANS[said.lean] if said.lean else VERDICTS[said.verdict], lang)
    if said.verdict == "eligible" and said.disposition:
        words += (
            f"（{pick(DISPOSITIONS[said.disposition], lang)}）"
            if lang == "zh"
            else f" ({pick(DISPOSITIONS[said.disposition], lang)})"
        )
    return words


def _cases(c: Change, lang: str) -> str:
    """For whom, in words; empty for everyone."""
    from medisave_cli.show.regions import region_text

    both, either = ("，并且", "；或者 ") if lang == "zh" else (" and ", "; or ")
    return either.join(
        both.join(pick(t, lang) for t in region_text(region, c.facts, c.full, c.judged))
        for region in c.regions
    )


def _kind(kind: str, lang: str) -> str:
    zh, en = {
        "documents": ("材料", "paper"),
        "before": ("先办", "first"),
        "steps": ("步骤", "step"),
        "channels": ("在哪里办", "where"),
        "time_limit": ("时限", "time"),
        "applicant": ("申请人", "applicant"),
        "pays_to": ("打到", "paid to"),
        "window": ("受理时间", "when open"),
    }[kind]
    return zh if lang == "zh" else en


def _line(kind: str, item: Any, lang: str) -> str:
    from medisave_cli.show.wording import time_text, window_text

    if kind == "documents":
        words = (" 或 " if lang == "zh" else " or ").join(
            pick(name, lang) for _, name in item.papers
        )
    elif kind == "channels":
        words = pick(item.name, lang)
    elif kind == "time_limit":
        words = pick(time_text(item.purpose, item.working_days, item.days), lang)
    elif kind == "window":
        words = pick(window_text(item), lang)
    else:
        words = pick(item.text if kind in ("before", "steps") else item, lang)
    side = {"out": ("在转出地", "at the old place"), "in": ("在转入地", "at the new place")}.get(
        getattr(item, "side", None) or ""
    )
    if side:
        return f"{words}（{side[0]}）" if lang == "zh" else f"{words} ({side[1]})"
    note = getattr(item, "note", None)
    return (
        f"{words}（{pick(note, lang)}）"
        if note and lang == "zh"
        else f"{words} ({pick(note, lang)})"
        if note
        else words
    )


def _names(places: tuple[Place, ...], lang: str, most: int) -> str:
    names = [pick(p.name, lang) for p in places[:most]]
    listed = ("、" if lang == "zh" else ", ").join(names)
    if len(places) > most:
        listed += f" 等 {len(places)} 处" if lang == "zh" else f" and {len(places) - most} more"
    return listed
