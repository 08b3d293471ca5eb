"""What pydantic says of a wrong shape, as findings: where, what is wrong, and how to mend it; one slip is told once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from pydantic import BaseModel

from medisave_cli.keeping import format as shapes
from medisave_cli.keeping.finding import lint
from medisave_cli.keeping.offers import Entry, offers, plain, shown, spelt_like
from medisave_cli.keeping.reading import Document
from medisave_cli.keeping.values import KEYS, VALUES, meaning
from medisave_cli.language import LANGUAGES, Message, scrub
from medisave_cli.model import Text
from medisave_cli.tuples import NamedTuple

DATES = {"checked", "effective_from", "from", "until", "start", "end", "on", "published", "ended"}
MANY = 3
"""So many keys missing from one entry are one fault: it is another kind of thing."""
NUMERALS = {c: n for n, c in enumerate("零一二三四五六七八九十")} | {"两": 2, "半": 0}


class Told(NamedTuple):
    """One fault: its path in the document, what is wrong, how to mend it."""

    path: str
    what: Message
    mend: Message


class Fault(NamedTuple):
    """One of pydantic's errors, with its path in the data."""

    kind: str
    path: tuple[str, ...]
    value: Any
    ctx: dict[str, Any]

    @property
    def parent(self) -> tuple[str, ...]:
        return self.path[:-1]

    @property
    def key(self) -> str:
        """The last part of the path that is a name."""
        return next((part for part in reversed(self.path) if not part.isdigit()), "")


def explain(errors: Iterable[Any], data: Any, document: Document, where: str) -> Iterator[Told]:
    """Findings for pydantic's ``errors`` on ``data``, which stands at ``where`` in the document."""
    faults = [Fault(e["type"], _path(e, data), e["input"], e.get("ctx", {})) for e in errors]
    for parent in dict.fromkeys(f.parent for f in faults):
        here = [f for f in faults if f.parent == parent]
        taken: set[tuple[str, ...]] = set()
        for fault in here:
            if fault.path in taken:
                continue
            told, covers = _explained(fault, here, faults, data, document, where)
            taken |= covers
            if told is not None:
                yield told._replace(path=".".join(p for p in (where, told.path) if p))


def _explained(
    fault: Fault, here: list[Fault], faults: list[Fault], data: Any, document: Document, where: str
) -> tuple[Told | None, set[tuple[str, ...]]]:
    """What to say of a fault, and the faults beside it that are the same slip."""
    own = {fault.path}
    missing = [f.path[-1] for f in here if f.kind == "missing"]
    extra = [f for f in here if f.kind == "extra_forbidden"]
    if fault.kind == "extra_forbidden" and fault.path[-1] in LANGUAGES:
        owner = _empty_before(_at(data, fault.parent), fault.path[-1])
        if owner is not None:
            told = Told(
                ".".join(fault.path), lint("unindented", key=owner), lint("unindented.mend")
            )
            return told, {(*fault.parent, k) for k in (*LANGUAGES, owner)}
    if _emptied(fault, data, faults):
        return None, own
    if len(missing) >= MANY and fault.path[-1] in (*missing, *(f.path[-1] for f in extra)):
        entry = ".".join((where, *fault.parent)).strip(".") or "?"
        told = Told(
            ".".join(fault.parent), lint("wants", entry=entry, keys=tuple(missing)), _shape(entry)
        )
        return told, {f.path for f in here}
    if fault.kind == "extra_forbidden":
        flow = ".".join(p for p in (where, *fault.parent) if p) in document.flow
        if flow and fault.value is None:
            run, text, key = _comma_run(_at(data, fault.parent), fault.path[-1])
            if key:
                mend = lint("quote_it", key=key, text=scrub(text.replace('"', '\\"')))
                told = Told(".".join(fault.path), lint("comma_in_text"), mend)
                return told, {(*fault.parent, k) for k in run}
        return Told(".".join(fault.path), *unknown_key(fault.path[-1])), own
    if fault.kind == "missing":
        if any(_folds_to(f.path[-1], fault.path[-1]) for f in extra):
            return None, own  # the key is there, misspelt, and is told as such
        return Told(".".join(fault.parent), *_missing(fault.path[-1])), own
    path = ".".join(p for p in (where, *fault.path) if p)
    stem = document.path.name[:6]
    if path == "place" and fault.kind == "string_pattern_mismatch" and re.match(r"[0-9]{6}", stem):
        return Told(path, lint("no_code"), lint("no_code.named", code=stem)), own
    if not fault.path and isinstance(data, str):
        kind = where.partition(".")[0]
        mend = lint("text_shape", text=scrub(data)) if kind in TEXTS else README
        return Told("", lint("must_key_value", shown=where), mend), own
    return Told(".".join(fault.path), *_wrong(fault, document.bare.get(path))), own


README = lint("see_words")
TEXTS = ("channels", "documents", "portions")
"""Lists whose entries are names in two languages."""


def _shape(entry: str) -> Message:
    """How an entry is written that is written like another kind of thing."""
    return lint("fact_shape") if entry.startswith("facts.") else README


def _folds_to(written: str, key: str) -> bool:
    return (
        plain(written).rstrip(":") == key
        or KEYS.get(plain(written)) == key
        or plain(written).split(":")[0] == key
        or (spelt_like(written, [key]) is not None)
    )


def _empty_before(mapping: Any, key: str) -> str | None:
    """The key just before ``key`` that was left empty and takes a text in two languages."""
    if not isinstance(mapping, dict):
        return None
    before: str | None = None
    for name, value in mapping.items():
        if name == key:
            return before
        if name not in LANGUAGES:
            before = name if value is None else None
    return None


def _emptied(fault: Fault, data: Any, faults: list[Fault]) -> bool:
    """Whether an empty key's text stands beside it, which is told there."""
    mapping = _at(data, fault.parent)
    return (
        fault.value is None
        and isinstance(mapping, dict)
        and any(
            f.kind == "extra_forbidden"
            and f.parent == fault.parent
            and f.path[-1] in LANGUAGES
            and _empty_before(mapping, f.path[-1]) == fault.path[-1]
            for f in faults
        )
    )


def _comma_run(mapping: Any, key: str) -> tuple[list[str], str, str]:
    """The empty keys from ``key`` on, the text they were cut from, and that text's key."""
    names = list(mapping)
    at = names.index(key)
    run = []
    for name in names[at:]:
        if mapping[name] is not None:
            break
        run.append(name)
    owner = names[at - 1] if at and isinstance(mapping[names[at - 1]], str) else ""
    return run, ", ".join([str(mapping.get(owner, "")), *run]), owner


def _at(data: Any, path: tuple[str, ...]) -> Any:
    for part in path:
        data = data[int(part)] if isinstance(data, list) else data[part]
    return data


def _path(error: Any, data: Any) -> tuple[str, ...]:
    """The error's place as keys and positions of the data: pydantic also names the members of unions it tried."""
    path: list[str] = []
    loc = error["loc"]
    for i, part in enumerate(loc):
        last = i == len(loc) - 1
        if (
            part in data
            if isinstance(data, dict)
            else isinstance(data, list) and isinstance(part, int) and part < len(data)
        ):
            data = data[part]
        elif not (last and error["type"] == "missing"):
            continue
        path.append(str(part))
    return tuple(path)


# Keys.


@cache
def homes_of_keys() -> dict[str, tuple[str, ...]]:
    """Every key of the policy files, and where it may stand."""
    kinds: dict[str, type[BaseModel]] = {
        "": shapes.PlaceFile,
        "sources": shapes.SourceShape,
        "facts": shapes.FactShape,
        "procedures": shapes.ProcedureShape,
        "provisions": shapes.ProvisionShape,
        "closed": shapes.ClosureShape,
        "notes": shapes.NoteShape,
        "guides": shapes.GuideShape,
        "contacts": shapes.ContactShape,
        "looked_for": shapes.LookedForShape,
        "documents": shapes.DocumentShape,
        "steps": shapes.LineShape,
        "channels": shapes.ChannelShape,
        "time_limit": shapes.TimeShape,
        "window": shapes.WindowShape,
        "cite": shapes.CiteShape,
        "claims": shapes.ClaimShape,
        "statuses": shapes.StatusShape,
        "named_cases": shapes.NamedCaseShape,
    }
    homes: dict[str, tuple[str, ...]] = {}
    for home, kind in kinds.items():
        for name, field in kind.model_fields.items():
            key = field.alias or name
            homes[key] = (*homes.get(key, ()), home)
    return homes


@cache
def _key_entries() -> tuple[Entry, ...]:
    """The keys, each by the first words of its line."""
    found: dict[str, Text] = {}
    for kind in vars(shapes).values():
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            for name, field in kind.model_fields.items():
                zh, _, en = (field.description or "").partition(" · ")
                first = Text(re.split(r"[：；，。（、]", zh)[0], re.split(r"[:;,(]", en)[0])
                found.setdefault(field.alias or name, first)
    return tuple(Entry(key, name) for key, name in found.items())


def unknown_key(key: str) -> tuple[Message, Message]:
    """What to say of a key that does not stand here."""
    sign = re.search("[：﹕∶]", key)
    if sign:
        return lint("wide_colon", sign=sign[0]), lint(
            "wide_colon.mend", key=plain(key[: sign.start()])
        )
    what = lint("unknown_key", key=scrub(key))
    folded = plain(key)
    homes = homes_of_keys()
    if folded in homes and folded == key.lower() != key:
        return what, lint("did_you_mean", near=folded)
    if folded != key and folded in homes:
        return lint("wide_letters", typed=scrub(key)), lint("wide_letters.mend", word=folded)
    head = folded.split(":")[0]
    if ":" in folded and head in homes:
        return lint("tight_colon", key=head), lint("tight_colon.mend", key=head)
    if key in homes:
        places = tuple(home or "top" for home in homes[key])
        return lint("key_elsewhere", key=key), lint("key_elsewhere.mend", places=places)
    if folded in KEYS:
        return what, lint("did_you_mean", near=KEYS[folded])
    near = spelt_like(key, homes)
    if near:
        return what, lint("did_you_mean", near=near)
    meant = [e for e in offers(key, _key_entries()) if not key.isascii()]
    if meant:
        return what, lint("did_you_mean_one", offers=shown(meant))
    return what, lint("delete_move_where_belongs_keys")


def id_fault(name: str) -> tuple[Message, Message]:
    """What to say of a key that should be an id and can be none."""
    sign = re.search("[：﹕∶]", name)
    if sign:
        return lint("wide_colon", sign=sign[0]), lint(
            "wide_colon.mend", key=plain(name[: sign.start()])
        )
    return _no_pattern("id", scrub(name))


def _missing(key: str) -> tuple[Message, Message]:
    told = {"cite": "no_citation", "issuer": "no_issuer", "grade": "no_grade"}.get(key)
    if told:
        return lint(told), lint(f"{told}.mend")
    if key in LANGUAGES:
        return lint(f"no_{key}"), lint(f"no_{key}.mend")
    return lint("missing", key=key), lint("add", key=key)


# Values.


def _wrong(fault: Fault, bare: str | None) -> tuple[Message, Message]:
    """What to say of a value; ``bare`` is how it was written, where YAML took it for no text."""
    kind, value = fault.kind, fault.value
    name = ".".join(fault.path)
    typed = scrub(bare if bare is not None else value)
    if value is None and kind not in ("missing", "extra_forbidden"):
        return lint("empty", shown=name), lint("write_delete_key")
    if isinstance(value, str) and kind not in ("string_too_short", "string_too_long"):
        folded = plain(value)
        if folded != value.lower() and folded.isascii() and kind != "literal_error":
            return lint("wide_digits", typed=typed), lint("wide_digits.mend", word=folded)
    return _of_kind(fault, name, typed)


def _of_kind(fault: Fault, name: str, typed: str) -> tuple[Message, Message]:
    """What to say of a value by what is wrong with it, in the kinds of pydantic."""
    kind, key, value = fault.kind, fault.key, fault.value
    if kind == "literal_error":
        return _not_one_of(name, key, value, fault.ctx)
    if kind == "string_type":
        several = isinstance(value, (dict, list))
        mend = lint("must_text.mend") if several else lint("put_quotes", fault=typed)
        return lint("must_text", shown=name), mend
    if kind == "bool_type":
        return lint("yes_no", shown=name), lint("write_yes_no_without_quotes")
    if kind.startswith("int_") or kind in ("greater_than_equal", "less_than_equal"):
        return _no_number(fault, name, typed)
    if kind == "value_error" or (kind == "string_pattern_mismatch" and key in DATES):
        iso = _iso(str(value))
        return lint("no_date_2", shown=name, fault=typed), (
            lint("write_date", date=iso) if iso else lint("write_like")
        )
    if kind == "string_pattern_mismatch":
        return _no_pattern(key, typed)
    if kind in ("string_too_short", "too_short"):
        told = "any_of_one" if key == "any_of" else "empty_too_short"
        return lint(told, shown=name), lint(
            "any_of_one.mend" if key == "any_of" else "write_delete_key"
        )
    if kind in ("string_too_long", "too_long"):
        return lint("too_long", shown=name), lint("make_shorter")
    if kind in ("model_type", "dict_type", "model_attributes_type"):
        return _no_mapping(name, key, value)
    if kind == "list_type":
        return _no_list(name, value, typed)
    return lint("not_right", shown=name, fault=typed), README


def _no_number(fault: Fault, name: str, typed: str) -> tuple[Message, Message]:
    what = lint("no_whole_number", shown=name, fault=typed)
    for bound, limit in (("most", fault.ctx.get("le")), ("least", fault.ctx.get("ge"))):
        if limit is not None:
            return what, lint(f"whole_number.{bound}", bound=limit)
    number = _number(fault.value)
    return what, lint("whole_number") if number is None else lint("write_number", number=number)


def _no_mapping(name: str, key: str, value: Any) -> tuple[Message, Message]:
    if isinstance(value, str) and (sign := re.search(r"\b(zh|en)(:|：)", value)):
        return lint("wide_colon", sign=sign[2]), lint("wide_colon.mend", key=sign[1])
    mend = lint("window_shape") if key == "window" else README
    return lint("must_key_value", shown=name), mend


def _no_list(name: str, value: Any, typed: str) -> tuple[Message, Message]:
    if isinstance(value, str) and (m := re.match(r"【(.*)】$", value)):
        return lint("wide_sign", sign="【"), lint("write_list", word=m[1])
    one = isinstance(value, str)
    mend = lint("write_list", word=typed) if one else lint("start_each_item_write")
    return lint("must_list", shown=name), mend


def _not_one_of(name: str, key: str, value: Any, ctx: dict[str, Any]) -> tuple[Message, Message]:
    allowed = re.findall(r"'([^']*)'", str(ctx.get("expected", "")))
    known = VALUES.get(key, {})
    entries = [
        Entry(v, meaning(key, v), tuple(known[v].split())) if v in known else Entry(v, Text(v, v))
        for v in allowed
    ]
    word = (
        {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)
    )
    what = lint("cannot_2", shown=name, fault=scrub(word))
    meant = offers(word, entries)
    if meant:
        return what, lint("did_you_mean_one", offers=shown(meant[:1]))
    return what, lint("use_one_2", offers=shown(entries) if known else tuple(allowed))


def _no_pattern(key: str, typed: str) -> tuple[Message, Message]:
    told = {"place": "no_code", "see": "no_code", "url": "no_link", "dial": "no_dial"}.get(key)
    if told:
        return lint(told), lint(f"{told}.mend")
    slug = re.sub(r"[^a-z0-9]+", "-", plain(typed)).strip("-")
    mend = (
        lint("write_id", id=slug)
        if slug and typed.isascii()
        else lint("use_lower_case_letters_digits")
    )
    return lint("no_id", fault=typed), mend


def _number(value: Any) -> int | None:
    """The whole number that was meant: 10 for "10", １０, 十, 10个工作日."""
    if isinstance(value, float):
        return int(value) if value.is_integer() else None
    if not isinstance(value, str):
        return None
    found = re.search(r"\d+", plain(value))
    if found:
        return int(found[0])
    tens = re.match(r"([二三四五六七八九]?)十([一二三四五六七八九]?)", value)
    if tens:
        return 10 * (NUMERALS[tens[1]] if tens[1] else 1) + (NUMERALS[tens[2]] if tens[2] else 0)
    return NUMERALS.get(value[:1])


def _iso(value: str) -> str | None:
    """The date that was meant: 2024-05-01 for 2024/5/1, 2024年5月1日."""
    import datetime

    found = re.fullmatch(r"\s*(\d{4})[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?|月)?\s*", plain(value))
    if not found:
        return None
    try:
        day = datetime.date(int(found[1]), int(found[2]), int(found[3] or 1)).isoformat()
    except ValueError:
        return None
    return day if found[3] else day[:7]
