"""The policy folders as checked shapes: what every file says, before anything is known to fit together."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import TypeAdapter, ValidationError

from medisave_cli.book import format as shapes
from medisave_cli.book.reading import Document, Finding, Refused, read
from medisave_cli.errors import BadData
from medisave_cli.model import Text

CATALOG = {
    "statuses.yaml": shapes.StatusesFile,
    "facts.yaml": shapes.FactsFile,
    "documents.yaml": shapes.DocumentsFile,
    "channels.yaml": shapes.ChannelsFile,
}
LISTS = {
    "provisions": shapes.ProvisionShape,
    "closed": shapes.ClosureShape,
    "notes": shapes.NoteShape,
    "contacts": shapes.ContactShape,
    "looked_for": shapes.LookedForShape,
}
MAX_FILES = 5000


class PlaceDraft(NamedTuple):
    document: Document
    file: shapes.PlaceFile


class Draft(NamedTuple):
    """All folders' files, later folders laid over earlier ones: a place's file replaces the place's earlier file."""

    folders: tuple[Path, ...]
    places: dict[str, PlaceDraft]
    catalog: dict[str, Any]
    claims: list[tuple[Document, int, shapes.ClaimShape]]
    findings: list[Finding]


def load(folders: Iterable[Path]) -> Draft:
    """Read every file of the policy folders. What is wrong with a file is a finding, not an exception.

    Raises:
        BadData: a folder is missing, is not a policy folder, or holds too many files.
    """
    folders = tuple(folders)
    places: dict[str, PlaceDraft] = {}
    catalog: dict[str, Any] = {}
    claims: list[tuple[Document, int, shapes.ClaimShape]] = []
    findings: list[Finding] = []
    for folder in folders:
        _check_folder(folder)
        for name, shape in CATALOG.items():
            path = folder / "catalog" / name
            if path.exists():
                _merge_catalog(catalog, _read(path, shape, findings))
        here: dict[str, PlaceDraft] = {}
        for path in _place_files(folder):
            draft = _read_place(path, findings)
            if draft is None:
                continue
            code = draft.file.place
            if code in here:
                findings.append(_finding(draft.document, "place", f"{code} 已有文件 {here[code].document.path.name}", f"{code} already has the file {here[code].document.path.name}",
                                         "一个地方只留一个文件", "keep one file a place"))  # fmt: skip
            here[code] = draft
        places.update(here)
        claims_path = folder / "claims.yaml"
        if claims_path.exists():
            claims.extend(_read_claims(claims_path, findings))
    return Draft(folders, places, catalog, claims, findings)


def _check_folder(folder: Path) -> None:
    if not folder.is_dir():
        raise BadData(f"没有这个政策文件夹：{folder}", f"no such policy folder: {folder}")
    if not any((folder / name).exists() for name in ("places", "catalog", "claims.yaml")):
        raise BadData(f"{folder} 不是政策文件夹（里面没有 places/、catalog/ 或 claims.yaml）",
                      f"{folder} is not a policy folder (it holds no places/, catalog/ or claims.yaml)")  # fmt: skip


def _place_files(folder: Path) -> list[Path]:
    paths = sorted((folder / "places").glob("*.y*ml"))
    if len(paths) > MAX_FILES:
        raise BadData(f"{folder} 里文件太多（{len(paths)}）", f"too many files in {folder} ({len(paths)})")
    return paths


def _merge_catalog(catalog: dict[str, Any], file: Any) -> None:
    if file is None:
        return
    for name in type(file).model_fields:
        value = getattr(file, name)
        if isinstance(value, dict):
            catalog.setdefault(name, {}).update(value)
        else:
            catalog.setdefault(name, []).extend(value)


def _read(path: Path, shape: Any, findings: list[Finding]) -> Any:
    try:
        document = read(path)
    except Refused as refused:
        findings.append(refused.finding)
        return None
    return _shaped(document, document.data, shape, "", findings)


def _read_place(path: Path, findings: list[Finding]) -> PlaceDraft | None:
    try:
        document = read(path)
    except Refused as refused:
        findings.append(refused.finding)
        return None
    if not isinstance(document.data, dict):
        findings.append(_finding(document, "", "不是一个地方的文件", "is not a place file", "从 medisave policy new CODE 开始", "start from medisave policy new CODE"))
        return None
    # Each item on its own, so that one fault does not hide the next.
    frame = {key: value for key, value in document.data.items() if key not in LISTS}
    file = _shaped(document, frame, shapes.PlaceFile, "", findings)
    if file is None:
        return None
    for key, shape in LISTS.items():
        raw = document.data.get(key, [])
        if not isinstance(raw, list):
            findings.append(_finding(document, key, f"{key} 要写成列表", f"`{key}` must be a list", "每项以 - 开头", "start each item with -"))
            continue
        items = (_shaped(document, item, shape, f"{key}.{i}", findings) for i, item in enumerate(raw))
        # A refused item leaves a gap, so that positions still tell the line.
        setattr(file, key, list(items))
    return PlaceDraft(document, file)


def _read_claims(path: Path, findings: list[Finding]) -> list[tuple[Document, int, shapes.ClaimShape]]:
    try:
        document = read(path)
    except Refused as refused:
        findings.append(refused.finding)
        return []
    raw = document.data.get("claims") if isinstance(document.data, dict) else None
    if not isinstance(raw, list):
        findings.append(_finding(document, "", "顶层要有 claims 列表", "needs a top-level `claims` list", "claims: [- id: …]", "claims: [- id: …]"))
        return []
    shaped = ((i, _shaped(document, item, shapes.ClaimShape, f"claims.{i}", findings)) for i, item in enumerate(raw))
    return [(document, i, claim) for i, claim in shaped if claim is not None]


def _shaped(document: Document, data: Any, shape: Any, where: str, findings: list[Finding]) -> Any:
    try:
        return TypeAdapter(shape).validate_python(data)
    except ValidationError as error:
        seen = set()
        for fault in error.errors(include_url=False, include_context=False, include_input=False):
            path = ".".join([where] * bool(where) + [str(part) for part in fault["loc"]])
            # A union reports a fault for each of its members: one line is enough.
            line = document.line(path)
            if line in seen:
                continue
            seen.add(line)
            at, message = path or "the file", fault["msg"]
            findings.append(Finding(str(document.path), line, Text(f"格式不对（{at}）：{message}", f"wrong shape at {at}: {message}"),
                                    Text("对照 policies/README.md 改", "compare with policies/README.md")))  # fmt: skip
        return None


def _finding(document: Document, path: str, zh: str, en: str, mend_zh: str, mend_en: str) -> Finding:
    return Finding(str(document.path), document.line(path), Text(zh, en), Text(mend_zh, mend_en))
