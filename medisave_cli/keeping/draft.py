"""The policy folders as checked shapes: what every file says, before anything is known to fit together."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from medisave_cli.errors import BadData
from medisave_cli.keeping import format as shapes
from medisave_cli.keeping import phrases
from medisave_cli.keeping.finding import Finding, Refused, lint
from medisave_cli.keeping.mending import mended
from medisave_cli.keeping.offers import plain
from medisave_cli.keeping.reading import Document, read
from medisave_cli.keeping.remembered import Memory
from medisave_cli.language import Message
from medisave_cli.model import TOPICS
from medisave_cli.tuples import NamedTuple

Shape = type[BaseModel]

CATALOG: dict[str, dict[str, Shape]] = {
    "statuses.yaml": {"statuses": shapes.StatusShape, "named_cases": shapes.NamedCaseShape},
    "facts.yaml": {"facts": shapes.FactShape},
    "documents.yaml": {"documents": shapes.PaperShape},
    "channels.yaml": {"channels": shapes.WordShape},
    "issuers.yaml": {"issuers": shapes.TextShape},
}
OPTIONAL = {"issuers.yaml"}
"""Catalog files that only help some readers: a folder may do without."""
MAPS: dict[str, Shape] = {
    "sources": shapes.SourceShape,
    "portions": shapes.TextShape,
    "facts": shapes.FactShape,
    "documents": shapes.PaperShape,
    "channels": shapes.WordShape,
    "procedures": shapes.ProcedureShape,
}
LISTS: dict[str, Shape] = {
    "provisions": shapes.ProvisionShape,
    "closed": shapes.ClosureShape,
    "notes": shapes.NoteShape,
    "contacts": shapes.ContactShape,
    "looked_for": shapes.LookedForShape,
}
MAX_FILES = 5000
MAX_FOLDER_BYTES = 64_000_000
MAX_FINDINGS_A_FILE = 200


class PlaceDraft(NamedTuple):
    """One place's file. ``broken``: the ids of entries that were refused, so that what names them is not blamed too.

    ``half``: refused entries by their path, with their faults out of the way: what they name is checked in the same run.
    ``misnamed``: that the file's name does not begin with its code; worth telling only where the code is right.
    """

    document: Document
    file: shapes.PlaceFile
    broken: frozenset[str]
    half: dict[str, Any]
    misnamed: Finding | None


class Draft(NamedTuple):
    """All folders' files, later folders laid over earlier ones: a place's file replaces the place's earlier file.

    ``catalog`` holds shapes by kind and id, ``homes`` where each stands (``facts.pension`` → document, path). ``unread``: the codes of
    files that could not be read; ``whole`` is False where the catalog could not, so that nothing else can be told.
    """

    places: dict[str, PlaceDraft]
    catalog: dict[str, dict[str, Any]]
    impossible: list[tuple[dict[str, Any], Document, str]]
    homes: dict[str, tuple[Document, str]]
    claims: list[tuple[Document, int, shapes.ClaimShape]]
    phrases: tuple[Document, shapes.PhrasesFile] | None
    findings: list[Finding]
    unread: frozenset[str]
    broken: frozenset[str]
    whole: bool


def load(
    folders: Iterable[Path], only: Collection[str] | None = None, memory: Memory | None = None
) -> Draft:
    """Read every file of the policy folders; the first must hold the catalog. What is wrong with a file is a finding, not an exception.

    ``only``: the codes of the places to read; claims are then left out. ``memory``: what earlier runs read.

    Raises:
        BadData: a folder is missing, is not a policy folder, or holds too much.
    """
    reader = _Reader(only, memory)
    for folder in folders:
        check_folder(folder)
        reader.folder(folder)
    catalog = {kind: reader.catalog.get(kind, {}) for files in CATALOG.values() for kind in files}
    return Draft(
        reader.places,
        catalog,
        reader.impossible,
        reader.homes,
        [*reader.claims.values()],
        reader.phrases,
        reader.findings,
        frozenset(reader.unread - set(reader.places)),
        frozenset(reader.broken),
        reader.whole,
    )


def check_folder(folder: Path) -> None:
    """Refuse what is not a policy folder.

    Raises:
        BadData: it does not exist, is no folder, or holds none of a policy folder's parts.
    """
    if not folder.exists():
        raise BadData("keeping.no_folder", folder=folder)
    if not folder.is_dir():
        raise BadData("keeping.folder_is_file", folder=folder)
    if not any((folder / name).exists() for name in ("places", "catalog", "claims.yaml")):
        raise BadData("keeping.no_parts", folder=folder)


def place_files(folder: Path) -> list[Path]:
    """The place files of a policy folder, in order.

    Raises:
        BadData: there are too many, or they are too large together.
    """
    try:
        paths = sorted((folder / "places").glob("*.y*ml"))
        size = sum(path.stat().st_size for path in paths if path.is_file())
    except OSError as error:
        raise BadData("keeping.folder_unread", folder=folder, why=error.strerror) from None
    if len(paths) > MAX_FILES:
        raise BadData("keeping.too_many_files", folder=folder, found=len(paths), most=MAX_FILES)
    if size > MAX_FOLDER_BYTES:
        raise BadData(
            "keeping.too_much", folder=folder, size=f"{size:,}", most=f"{MAX_FOLDER_BYTES:,}"
        )
    return paths


class _Reader:
    def __init__(self, only: Collection[str] | None, memory: Memory | None) -> None:
        self.only, self.memory = only, memory
        self.places: dict[str, PlaceDraft] = {}
        self.catalog: dict[str, dict[str, Any]] = {}
        self.impossible: list[tuple[dict[str, Any], Document, str]] = []
        self.homes: dict[str, tuple[Document, str]] = {}
        self.claims: dict[Any, tuple[Document, int, shapes.ClaimShape]] = {}
        self.phrases: tuple[Document, shapes.PhrasesFile] | None = None
        self.findings: list[Finding] = []
        self.half: dict[str, Any] = {}
        self.unread: set[str] = set()
        self.broken: set[str] = set()
        self.whole = True
        self.first = True

    def folder(self, folder: Path) -> None:
        for name, kinds in CATALOG.items():
            path = folder / "catalog" / name
            if path.exists() or (self.first and name not in OPTIONAL):
                self._catalog(path, kinds)
        if (folder / "catalog" / "phrases.yaml").exists():
            self._phrases(folder / "catalog" / "phrases.yaml")
        self.first = False
        here: dict[str, PlaceDraft] = {}
        for path in place_files(folder):
            if self.only is not None and path.name[:6] not in self.only:
                continue
            draft = self._place(path)
            if draft is None:
                self.unread.add(path.name[:6])
                continue
            code = draft.file.place
            misnamed = None
            if code in here:
                other = here[code].document.path.name
                self._find(
                    draft.document,
                    "place",
                    lint("already_has_file", code=code, other=other),
                    lint("keep_one_file_place"),
                )
            elif not path.name.startswith(code):
                misnamed = Finding(
                    str(path),
                    draft.document.line("place"),
                    lint("file_name_does_not_begin", name=path.name, code=code),
                    lint("name_yaml", code=code, stated=path.name[:6]),
                )
            here[code] = draft._replace(misnamed=misnamed)
        self._overlooked(folder)
        self.places.update(here)
        if self.only is None and (folder / "claims.yaml").exists():
            self._claims(folder / "claims.yaml")

    def _overlooked(self, folder: Path) -> None:
        """A file that was meant as a place's but is not read: editors like to add .txt."""
        for path in sorted((folder / "places").glob("[0-9]*")):
            lower = path.name.lower()
            if lower.endswith((".yaml.txt", ".yml.txt")) or (
                lower.endswith((".yaml", ".yml")) and not path.name.endswith((".yaml", ".yml"))
            ):
                self.findings.append(
                    Finding(
                        str(path),
                        1,
                        lint("file_s_name_keeps_from"),
                        lint("make_end_yaml"),
                    )
                )

    def _catalog(self, path: Path, kinds: dict[str, Shape]) -> None:
        document = self._read(path)
        if document is None:
            self.whole = False
            return
        allowed = [*kinds, *(["impossible"] if "facts" in kinds else [])]
        self._only(document, document.data, allowed)
        for kind, shape in kinds.items():
            entries, broken = self._entries(document, document.data, kind, shape)
            self.catalog.setdefault(kind, {}).update(entries)
            self.broken |= broken
            self.homes.update({f"{kind}.{name}": (document, f"{kind}.{name}") for name in entries})
        if document.data.get("impossible"):
            raw = {"facts": {}, "impossible": document.data["impossible"]}
            file = self._shaped(document, raw, shapes.FactsFile, "")
            if file is not None:
                self.impossible += [
                    (combination, document, f"impossible.{i}")
                    for i, combination in enumerate(file.impossible)
                ]

    def _place(self, path: Path) -> PlaceDraft | None:
        document = self._read(path)
        if document is None:
            return None
        data = document.data
        frame = {
            key: value
            for key, value in data.items()
            if key not in MAPS and key not in LISTS and key != "guides"
        }
        file = self._shaped(document, frame, shapes.PlaceFile, "")
        if file is None:
            code = plain(document.bare.get("place", str(frame.get("place"))))
            if not re.fullmatch(r"[0-9]{6}", code):
                code = path.name[:6]
                if not re.fullmatch(r"[0-9]{6}", code):
                    return None
            file = shapes.PlaceFile.model_construct(place=code, checked="9999-12-31")
        # Each entry on its own, so that one fault does not hide the next; a refused item leaves a gap, so that positions still tell the line.
        broken: set[str] = set()
        self.half = {}
        for kind, shape in MAPS.items():
            entries, refused = self._entries(document, data, kind, shape)
            setattr(file, kind, entries)
            broken |= refused
        for kind, shape in LISTS.items():
            setattr(file, kind, self._items(document, data.get(kind), shape, kind))
        guides = data.get("guides") or {}
        if isinstance(guides, dict):
            self._only(document, guides, TOPICS, "guides.")
            shown: dict[str, Any] = {
                t: self._items(document, guides.get(t), shapes.GuideShape, f"guides.{t}")
                for t in TOPICS
            }
            file.guides = shapes.GuidesShape.model_construct(None, **shown)
        else:
            self._not_a_map(document, "guides")
        return PlaceDraft(document, file, frozenset(broken), self.half, None)

    def _phrases(self, path: Path) -> None:
        document = self._read(path)
        if document is None:
            self.whole = False
            return
        file = self._shaped(document, document.data, shapes.PhrasesFile, "")
        if file is None:
            return
        self.phrases = (document, phrases.laid_over(self.phrases and self.phrases[1], file))
        for where, idea in phrases.unknown_ideas(self.phrases[1]):
            self._find(
                document,
                where,
                lint("no_idea", idea=idea),
                lint("no_idea.mend"),
            )

    def _claims(self, path: Path) -> None:
        document = self._read(path)
        if document is None:
            return
        self._only(document, document.data, ["claims"])
        here = [
            (i, claim)
            for i, claim in enumerate(
                self._items(document, document.data.get("claims"), shapes.ClaimShape, "claims")
            )
            if claim is not None
        ]
        for _, claim in here:
            self.claims.pop(claim.id, None)
        for i, claim in here:
            # One id twice in a file is kept twice, for the finding.
            self.claims[claim.id if claim.id not in self.claims else (claim.id, i)] = (
                document,
                i,
                claim,
            )

    def _read(self, path: Path) -> Document | None:
        try:
            document = read(path, self.memory, on=True)
        except Refused as refused:
            self.findings += refused.findings
            return None
        self.findings += document.findings[:MAX_FINDINGS_A_FILE]
        if isinstance(document.data, dict):
            return document
        self._find(
            document,
            "",
            lint("top_level_must_key_value"),
            lint("start_from_file_medisave_policy"),
        )
        return None

    def _entries(
        self, document: Document, data: dict[str, Any], kind: str, shape: Shape
    ) -> tuple[dict[str, Any], set[str]]:
        """The entries of a mapping of ids, and the ids of those refused."""
        raw = data.get(kind)
        if raw is None:
            return {}, set()
        if not isinstance(raw, dict):
            self._not_a_map(document, kind)
            return {}, set()
        entries, broken = {}, set()
        for name, value in raw.items():
            if not shapes.is_id(name):
                from medisave_cli.keeping.faults import id_fault

                self._find(
                    document,
                    f"{kind}.{name}",
                    *id_fault(name),
                )
                continue
            shaped = self._shaped(document, value, shape, f"{kind}.{name}")
            if shaped is None:
                broken.add(name)
            else:
                entries[name] = shaped
        return entries, broken

    def _items(self, document: Document, raw: Any, shape: Shape, where: str) -> list[Any]:
        if raw is None:
            return []
        if not isinstance(raw, list):
            self._find(
                document,
                where,
                lint("must_list_2", where=where),
                lint("start_each_item"),
            )
            return []
        return [self._shaped(document, item, shape, f"{where}.{i}") for i, item in enumerate(raw)]

    def _shaped(self, document: Document, data: Any, shape: Shape, where: str) -> Any:
        try:
            return shape.model_validate(data)
        except ValidationError as error:
            from medisave_cli.keeping.faults import explain

            faults = error.errors(include_url=False)[:MAX_FINDINGS_A_FILE]
            for path, what, mend in explain(faults, data, document, where):
                line = document.line(path)
                self.findings.append(Finding(str(document.path), line, what, mend))
            if where:
                self.half[where] = mended(data, shape, error)
            return None

    def _only(
        self, document: Document, data: dict[str, Any], allowed: Iterable[str], where: str = ""
    ) -> None:
        for key in data:
            if key not in allowed:
                from medisave_cli.keeping.faults import unknown_key

                what, mend = unknown_key(key)
                if mend.key == "lint.delete_move_where_belongs_keys":
                    mend = lint("here_stand_only", keys=tuple(allowed))
                self._find(document, f"{where}{key}", what, mend)

    def _not_a_map(self, document: Document, path: str) -> None:
        self._find(document, path, lint("must_key_value", shown=path), lint("see_words"))

    def _find(self, document: Document, path: str, what: Message, mend: Message) -> None:
        self.findings.append(Finding(str(document.path), document.line(path), what, mend))
