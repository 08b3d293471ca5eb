"""What an office answered, without the person: the report from which ``policy new --from`` drafts a rule."""

from __future__ import annotations

import json
import re

from medisave_cli.language import Speaker
from medisave_cli.model import Told

OFFICE = re.compile(
    r"12393|12345|12333|[\u4e00-\u9fff]{0,12}(?:局|中心|窗口|大厅|热线|经办处|经办机构|服务站|社保所)"
)
"""What of the words for who answered may leave: the kind of office, no person and no number of anyone's."""
PERSONAL = re.compile(r"\d{7,}[\dXx]?|\d{3,4}[-\s]\d{4}[-\s]?\d{3,4}|\S+@\S+")
"""Numbers long enough to be somebody's, and addresses."""


def report(record: Told) -> str:
    """YAML with what a keeper needs to judge it; no note, no name, no number of a person."""
    zh, en = Speaker("zh"), Speaker("en")
    found = OFFICE.search(record.by)
    office = found[0] if found else zh("told.some_office")
    document = PERSONAL.sub("…", record.document) if record.document else None
    key = "told.report_says" if document is None else "told.report_says_document"
    gaps = {"office": office, "on": record.on, "document": document}
    verify = [zh(f"told.verify_{name}") for name in ("document", "condition", "date")]
    data: dict[str, object] = {
        "place": record.place,
        "status": record.status,
        "said": record.said,
        "source": document or zh("told.report_title"),
        "issuer": office,
        "date": record.on,
        "verify": verify,
        "zh": zh(key, said=zh(f"told.{record.said}"), **gaps),
        "en": en(key, said=en(f"told.{record.said}"), **gaps),
    }
    return "".join(f"{k}: {json.dumps(v, ensure_ascii=False)}\n" for k, v in data.items())
