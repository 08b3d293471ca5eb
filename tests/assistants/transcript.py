"""The transcript in docs/assistants.*.md, from a real run: ``python -m tests.assistants.transcript`` writes it anew."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from medisave_cli import Book, open_book
from medisave_cli.assistants.answers import Desk

DOCS = Path(__file__).resolve().parents[2] / "docs"
FILES = {"zh": DOCS / "assistants.zh-CN.md", "en": DOCS / "assistants.md"}
DAY = "2026-11-22"
SAID = {
    "zh": (
        "我要移民加拿大了，医保在遵义交的，账户里的钱能取出来吗？",
        "我要移民加拿大了",
        "遵义",
        "本人答：内地居民。",
    ),
    "en": (
        "I am emigrating to Canada. I am insured in Zunyi; can I take the money out?",
        "I am emigrating to Canada",
        "Zunyi",
        "The person: a mainland resident.",
    ),
}


def transcript(book: Book, lang: str) -> str:
    """One question in a person's own words, through to its answer."""
    desk = Desk(book, lang)
    asked, words, place, reply = SAID[lang]
    situation = {"place": place, "situation": "emigrated", "as_of": DAY}
    known = {**situation, "facts": {"nationality": "mainland"}}
    parts = [f"> {asked}"]
    calls: list[tuple[str, dict[str, Any], str]] = [
        ("statuses", {"text": words}, ""),
        ("next_question", situation, reply),
        ("check", known, ""),
    ]
    for name, given, then in calls:
        answer = desk.answer(name, given)
        assert not answer.wrong, answer.text
        call = f"{name} {json.dumps(given, ensure_ascii=False)}"
        parts.append(f"```text\n{call}\n\n{answer.text.strip()}\n```")
        parts += [f"> {then}"] if then else []
    return "\n\n".join(parts)


def with_transcript(text: str, made: str) -> str:
    """The page with the transcript between its marks."""
    marks = r"(<!-- transcript -->\n).*?(<!-- end -->)"
    return re.sub(marks, lambda m: f"{m[1]}\n{made}\n\n{m[2]}", text, flags=re.DOTALL)


if __name__ == "__main__":
    for lang, path in FILES.items():
        text = with_transcript(path.read_text("utf-8"), transcript(open_book(), lang))
        path.write_text(text, encoding="utf-8")
