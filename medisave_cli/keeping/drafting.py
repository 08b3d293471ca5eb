"""A draft of a place's file from what somebody noted: an evidence file, or the report of what an office answered.

Nothing of it counts as it stands: each rule carries ``verify``, by which it never decides until a person has judged it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from medisave_cli.book.store import Book
from medisave_cli.errors import AskedWrongly, BadData
from medisave_cli.keeping.finding import Refused
from medisave_cli.keeping.offers import Entry, offers
from medisave_cli.keeping.reading import read
from medisave_cli.keeping.source_checks import NOBODY, PARTLY_READ, is_authority
from medisave_cli.keeping.template import nameable_lines
from medisave_cli.language.speaker import both
from medisave_cli.model import Place, Text

GRADES = {"official": "A", "official_reported": "B"}
TOPIC_OF = {"family_sharing": "sharing", "usage": "uses", "inquiry": "balance"}
RULES = {"allowed": "allowed", "conditional": "allowed", "not_allowed": "barred", "unclear": "open"}
SAID = {"yes": "allowed", "conditional": "allowed", "no": "barred"}
CASH = ("withdraw", "inherit", "payout_to_bank", "refund")


def drafted(file: Path, book: Book, place: Place, pinyin: str, today: str, words: Words) -> str:
    """The text of a place file drafted from ``file``; ``pinyin`` leads its ids, ``today`` is its ISO date.

    Raises:
        AskedWrongly: the file is neither an evidence file nor a report, or is about another place.
        BadData: it cannot be read.
    """
    try:
        data = read(file).data
    except Refused as refused:
        first = refused.findings[0]
        raise BadData(
            "lint.refused", file=first.file, line=first.line, what=first.what, mend=first.mend
        ) from None
    if isinstance(data, dict) and isinstance(data.get("claims"), list):
        noted = _evidence(data)
    elif isinstance(data, dict) and _said(data) in SAID:
        noted = _report(data)
    else:
        raise AskedWrongly("drafting.no_form", file=file.name)
    if noted["place"] not in ("", place.code):
        raise AskedWrongly("drafting.other_place", code=noted["place"], place=place.name)
    lines = ["# yaml-language-server: $schema=../../schema/place.json", *words.head(place)]
    lines += [f'place: "{place.code}"', f"checked: {today}", "", "sources:"]
    for source in noted["sources"]:
        lines += _source(source, pinyin, _partly(source, noted["claims"]), words)
    lines += ["", *nameable_lines(place, words.say)]
    return "\n".join([*lines, *_sections(noted["claims"], book, pinyin, words), ""])


class Words:
    """The lists of papers and channels that may be named, and the comments' sentences."""

    def __init__(self, documents: list[Entry], channels: list[Entry], say: Any):
        self.entries = {"documents": documents, "channels": channels}
        self.say = say

    def head(self, place: Place) -> list[str]:
        """The comment that opens a draft."""
        return [f"# {line}" for line in self.say("drafting.head", place=place.name).splitlines()]


def _evidence(data: dict[str, Any]) -> dict[str, Any]:
    where = data.get("jurisdiction")
    code = str(where.get("code", "")) if isinstance(where, dict) else ""
    sources = [s for s in data.get("sources") or () if isinstance(s, dict)]
    claims = [c for c in data["claims"] if isinstance(c, dict)]
    return {"place": code, "sources": sources, "claims": claims}


def _said(data: dict[str, Any]) -> str:
    """What the office said; YAML reads a bare yes or no as a truth value."""
    said = data.get("said")
    return {True: "yes", False: "no"}[said] if isinstance(said, bool) else str(said)


def _report(data: dict[str, Any]) -> dict[str, Any]:
    """A report of what an office answered, as one claim with one source."""
    said = _said(data)
    source = {
        "id": "told",
        "title": data.get("source") or data.get("document") or both("drafting.spoken").zh,
        "issuer": data.get("issuer") or data.get("by") or "unsigned",
        "tier": "told",
        "published": str(data.get("date") or data.get("on") or ""),
    }
    verify = data.get("verify")
    claim = {
        "situation": data.get("status", "any"),
        "stance": {"yes": "allowed", "no": "not_allowed"}.get(said, said),
        "disposition": "withdraw",
        "statement_zh": str(data.get("zh") or both("drafting.answered").zh),
        "statement_en": str(data.get("en") or both("drafting.answered").en),
        "sources": ["told"],
        "conditions": verify if isinstance(verify, list) else [verify] if verify else [],
    }
    return {"place": str(data.get("place", "")), "sources": [source], "claims": [claim]}


def _partly(source: dict[str, Any], claims: list[dict[str, Any]]) -> str | None:
    """What a note says of how little of the source was read."""
    notes = [
        str(c.get("note") or "") for c in claims if source.get("id") in (c.get("sources") or ())
    ]
    parts = [part for note in notes for part in re.split("[。;；]", note)]
    return next((part for part in parts if PARTLY_READ.search(part)), None)


def _source(source: dict[str, Any], pinyin: str, partly: str | None, words: Words) -> Iterator[str]:
    published = str(source.get("published") or "")
    grade = GRADES.get(str(source.get("tier")), "C")
    url = str(source.get("url") or "")
    if grade == "B" and not published:
        grade = "C"
    yield f"  {_id(pinyin, source.get('id'))}:"
    yield f"    title: {_quoted(source.get('title') or '—')}"
    yield f"    # title_en: {words.say('drafting.title_en')}"
    issuer = str(source.get("issuer") or "unsigned")
    yield f"    issuer: {_quoted('unsigned' if issuer.lower() in NOBODY else issuer)}"
    if source.get("doc_no"):
        yield f"    number: {_quoted(source['doc_no'])}"
    yield f"    grade: {grade}"
    if re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", published):
        yield f'    published: "{published}"'
    if url and is_authority(url):
        yield f"    url: {_quoted(url)}"
    read = both("drafting.third_party") if url and not is_authority(url) else None
    if partly is not None:
        read = Text(partly, both("drafting.partly").en)
    if read is not None:
        yield f"    read: {_in_both(read)}"


def _sections(claims: list[dict[str, Any]], book: Book, pinyin: str, words: Words) -> Iterator[str]:
    rules: list[tuple[int, dict[str, Any]]] = []
    notes: list[tuple[int, dict[str, Any]]] = []
    guides: dict[str, list[tuple[int, dict[str, Any]]]] = {}
    for n, claim in enumerate(claims, 1):
        situation = str(claim.get("situation"))
        if situation in TOPIC_OF:
            guides.setdefault(TOPIC_OF[situation], []).append((n, claim))
        elif situation in book.statuses and claim.get("stance") in RULES:
            rules.append((n, claim))
        else:
            notes.append((n, claim))
    if rules:
        yield from ("", "provisions:")
        for n, claim in rules:
            yield from _provision(n, claim, book, pinyin, words)
    if notes:
        yield from ("", "notes:")
        for n, claim in notes:
            yield f"  - id: {pinyin}-note-{n}"
            yield from ("    kind: tip", f"    status: {_status_of(claim, book)}")
            yield from _texts(claim, "    ")
            yield from _unplaced(claim, "    ", words, "note", "conditions", "steps", "documents")
            yield f"    cite: {_cites(claim, pinyin)}"
    if guides:
        yield from ("", "guides:")
        for topic, listed in guides.items():
            yield f"  {topic}:"
            for n, claim in listed:
                yield f"    - id: {pinyin}-{topic}-{n}"
                yield f"      rule: {RULES.get(str(claim.get('stance')), 'allowed')}"
                yield from _texts(claim, "      ")
                yield f"      doubt: {_verify_texts(claim, words)}"
                for kind in ("documents", "channels"):
                    yield from _named(kind, claim.get(kind), words, "      ")
                yield from _unplaced(claim, "      ", words, "conditions", "steps")
                yield f"      cite: {_cites(claim, pinyin)}"


def _provision(
    n: int, claim: dict[str, Any], book: Book, pinyin: str, words: Words
) -> Iterator[str]:
    status = book.statuses[str(claim["situation"])]
    rule = RULES[str(claim["stance"])]
    disposition = str(claim.get("disposition") or "withdraw")
    if rule == "barred" and disposition not in CASH:
        disposition = "withdraw"  # "no cash, it stays usable" bars the drawing
    yield f"  - id: {pinyin}-{status.base.replace('_', '-')}-{n}"
    yield f"    status: {status.base}"
    yield f"    disposition: {disposition}"
    yield f"    rule: {rule}"
    own = {f: v for f, v in status.facts.items() if f not in book.statuses[status.base].facts}
    if own:
        yield f"    when: {{{', '.join(f'{f}: {_value(v)}' for f, v in own.items())}}}"
    yield "    summary:"
    yield from _texts(claim, "      ")
    yield f"    verify: [{', '.join(map(_quoted, _verify(claim, words)))}]"
    for kind in ("documents", "channels"):
        yield from _named(kind, claim.get(kind), words, "    ")
    yield from _unplaced(claim, "    ", words, "steps")
    yield f"    cite: {_cites(claim, pinyin)}"


def _unplaced(claim: dict[str, Any], indent: str, words: Words, *keys: str) -> Iterator[str]:
    """As comments, what a person has yet to put where it belongs."""
    for key in keys:
        said = claim.get(key)
        for text in said if isinstance(said, list) else [said] if said else ():
            yield f"{indent}# {words.say(f'drafting.{key}', text=_quoted(text))}"


def _named(kind: str, said: Any, words: Words, indent: str) -> Iterator[str]:
    """The ids that were meant, and as comments what has none."""
    found: list[tuple[str, list[Entry]]] = []
    rest: list[tuple[str, list[Entry]]] = []
    for text in said if isinstance(said, list) else ():
        head = re.split("[—→（(-]", str(text))[0]
        meant = offers(str(text), words.entries[kind]) or offers(head, words.entries[kind])
        exact = [e for e in meant if str(text) in (e.name.zh, *e.also)]
        (found if exact else rest).append((str(text), (exact or meant)[:2]))
    if found:
        yield f"{indent}{kind}: [{', '.join(meant[0].id for _, meant in found)}]"
    for text, meant in rest:
        near = ", ".join(f"{e.id} ({e.name.zh})" for e in meant)
        yield f"{indent}# {kind}: {json.dumps(text, ensure_ascii=False)}{' → ' + near if near else ''}"


def _verify(claim: dict[str, Any], words: Words) -> list[str]:
    """What must be judged before the rule may count."""
    said = [words.say("drafting.verify_source")]
    said += [words.say("drafting.verify_condition", text=c) for c in claim.get("conditions") or ()]
    if claim.get("note"):
        said.append(str(claim["note"]))
    return said


def _verify_texts(claim: dict[str, Any], words: Words) -> str:
    zh, en = both("drafting.to_verify")
    return _in_both(Text(f"{zh}{claim.get('note') or ''}", en))


def _in_both(text: Text) -> str:
    return f"{{zh: {_quoted(text.zh)}, en: {_quoted(text.en)}}}"


def _texts(claim: dict[str, Any], indent: str) -> Iterator[str]:
    yield f"{indent}zh: {_quoted(claim.get('statement_zh') or '—')}"
    yield f"{indent}en: {_quoted(claim.get('statement_en') or '—')}"


def _cites(claim: dict[str, Any], pinyin: str) -> str:
    ids = [_id(pinyin, s) for s in claim.get("sources") or ()]
    at = claim.get("locator")
    if at and len(ids) == 1:
        return f"[{{source: {ids[0]}, at: {_quoted(at)}}}]"
    return f"[{', '.join(ids)}]"


def _status_of(claim: dict[str, Any], book: Book) -> str:
    status = book.statuses.get(str(claim.get("situation")))
    return status.base if status else "all"


def _id(pinyin: str, raw: Any) -> str:
    slug = re.sub(r"[^a-z0-9]+", "-", str(raw).lower()).strip("-") or "source"
    return f"{pinyin}-{slug}"


def _value(values: tuple[Any, ...]) -> str:
    said = [{True: "yes", False: "no"}.get(v, str(v)) for v in values]
    return said[0] if len(said) == 1 else f"[{', '.join(said)}]"


def _quoted(text: Any) -> str:
    return json.dumps(str(text).strip(), ensure_ascii=False)
