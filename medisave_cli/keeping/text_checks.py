"""What is said of texts: each language is itself, links lead to authorities, figures agree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, partial
from typing import Any

from pydantic import BaseModel

from medisave_cli.keeping.checks import Checks
from medisave_cli.keeping.draft import PlaceDraft
from medisave_cli.keeping.figures import apart, working_days
from medisave_cli.keeping.finding import lint
from medisave_cli.keeping.format import PlaceFile, ProvisionShape
from medisave_cli.keeping.reading import Document
from medisave_cli.keeping.source_checks import is_authority

LINK = re.compile(r"(?:[a-z]+://|www\.)[!-~]+", re.IGNORECASE)
HAN = re.compile(r"[\u3400-\u9fff]")
LATIN = re.compile(r"[A-Za-z0-9]")
NAMES = {"documents", "channels"}
TEXTS = "texts"
"""The kind under which a place's sound texts are remembered."""


def check_texts(checks: Checks) -> None:
    """Note what is wrong with the texts of places, claims and the catalog."""
    for place in checks.draft.places.values():
        checks.once(TEXTS, place.document.digest, partial(_place, checks, place))
        _dates(checks, place.document, place.file)
    for document, i, claim in checks.draft.claims:
        for path, zh, en in texts_of(claim, f"claims.{i}"):
            _text(checks, document, path, zh, en, False)
    for home, (document, at) in checks.draft.homes.items():
        kind, _, name = home.partition(".")
        for path, zh, en in texts_of(checks.draft.catalog[kind][name], at):
            _text(checks, document, path, zh, en, kind in NAMES)


def _place(checks: Checks, place: PlaceDraft) -> None:
    for path, zh, en in texts_of(place.file, ""):
        _text(checks, place.document, path, zh, en, path.split(".")[0] in NAMES)
    for i, p in enumerate(place.file.provisions):
        if p is not None and p.rejected is None:
            _working_days(checks, place.document, place.file, p, f"provisions.{i}")


def texts_of(shape: Any, path: str) -> Iterator[tuple[str, str, str]]:
    """(path, zh, en) of every text in a checked shape."""
    if isinstance(shape, BaseModel):
        held = shape.__dict__
        values: dict[str, Any] = {key: held.get(name) for name, key in _keys(type(shape))}
        if isinstance(values.get("zh"), str) and isinstance(values.get("en"), str):
            yield path, values["zh"], values["en"]
    elif isinstance(shape, dict):
        values = shape
        if set(shape) == {"zh", "en"} and all(isinstance(v, str) for v in shape.values()):
            yield path, shape["zh"], shape["en"]
    elif isinstance(shape, list):
        values = {str(i): item for i, item in enumerate(shape)}
    else:
        return
    for key, value in values.items():
        if isinstance(value, (BaseModel, dict, list)):
            yield from texts_of(value, f"{path}.{key}" if path else key)


@cache
def _keys(shape: type[BaseModel]) -> tuple[tuple[str, str], ...]:
    """(attribute, key in the file) of each field of a shape."""
    return tuple((name, field.alias or name) for name, field in shape.model_fields.items())


def _dates(checks: Checks, document: Document, file: PlaceFile) -> None:
    if checks.today < file.checked < "9999":
        checks.at(
            document,
            "checked",
            lint("checked_ahead", checked=file.checked),
            lint("checked_ahead.mend", today=checks.today),
            warns=True,
        )
    for i, item in enumerate(file.looked_for):
        if item is not None and item.on > file.checked:
            checks.at(
                document,
                f"looked_for.{i}",
                lint("looked_for_after_check", on=item.on, checked=file.checked),
                lint("looked_for_after_check.mend"),
            )


def _text(checks: Checks, document: Document, path: str, zh: str, en: str, is_name: bool) -> None:
    if not HAN.search(zh) and not zh.isdigit():
        checks.at(document, f"{path}.zh", lint("not_chinese", zh=zh[:40]), lint("not_chinese.mend"))
    if not is_name and not LATIN.search(en):
        checks.at(document, f"{path}.en", lint("not_english", en=en[:40]), lint("not_english.mend"))
    for lang, text in (("zh", zh), ("en", en)):
        for link in LINK.findall(text) if "://" in text or "www." in text.lower() else ():
            if not is_authority(link if "://" in link else f"https://{link}"):
                checks.at(
                    document,
                    f"{path}.{lang}",
                    lint("text_links_elsewhere", link=link[:60]),
                    lint("text_links_elsewhere.mend"),
                )
    only_zh, only_en = apart(zh, en)
    if only_zh or only_en:
        checks.at(
            document,
            path,
            lint("figures_apart", zh=tuple(only_zh) or ("–",), en=tuple(only_en) or ("–",)),
            lint("figures_apart.mend"),
            warns=True,
        )


def _working_days(
    checks: Checks, document: Document, file: PlaceFile, p: ProvisionShape, at: str
) -> None:
    """A rule's sentence names no working days that its time limits do not have."""
    shared = file.procedures.get(p.procedure) if p.procedure else None
    limits = p.time_limit if p.time_limit is not None else shared.time_limit if shared else None
    stated = {t.working_days for t in limits or ()}
    noted = {n for t in limits or () if t.note for n in working_days(t.note.zh, t.note.en)}
    for n in sorted(working_days(p.summary.zh, p.summary.en) - stated - noted):
        checks.at(
            document,
            f"{at}.summary",
            lint("working_days", days=n),
            lint("working_days.mend", days=n),
        )
