"""The compiled book, damaged: no fault of the file changes an answer; it ends in the program's own error, or nothing is missed."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

from medisave_cli import Book, Case, ask, open_book
from medisave_cli.book import holdings
from medisave_cli.book.places import find, search
from medisave_cli.errors import BadData
from tests.faults.doors import Once

AS_OF = "2026-11-22"

QUESTIONS: dict[str, Callable[[Book], object]] = {
    "a county": lambda book: ask(book, Case("昆山", "deceased", as_of=AS_OF)),
    "a move": lambda book: ask(book, Case("chengdu", "transfer", {}, "上海", as_of=AS_OF)),
    "one of two": lambda book: str(_found(book, "朝阳")),
    "claims": lambda book: book.claims(find(book, "苏州")),
    "a list": lambda book: [place.code for place in search(book, "shan")],
    "own rules": lambda book: holdings.provisions_at(book, "320500"),
    "phrases": lambda book: book.phrases(),
}
"""What is asked of each damaged book, by every kind of read."""


def _found(book: Book, typed: str) -> object:
    from medisave_cli.errors import AskedWrongly

    try:
        return find(book, typed).code
    except AskedWrongly as error:
        return error.text.en


def printed(folder: Path) -> Path:
    """A copy of the bundled book as it was printed."""
    book = open_book()
    path = folder / "book.sqlite"
    shutil.copyfile(book.query("PRAGMA database_list")[0][2], path)
    return path


def answers(path: Path, names: tuple[str, ...]) -> dict[str, object]:
    """What the book in ``path`` answers; an error of its own where it tells that it is damaged."""
    found: dict[str, object] = {}
    for name in names:
        try:
            book = Book.at(path)
        except BadData as error:
            return dict.fromkeys(names, error)
        try:
            found[name] = QUESTIONS[name](book)
        except BadData as error:
            found[name] = error
        finally:
            book.close()
    return found


class Damaged:
    """A copy of the book that is damaged and mended in place, and what it answers when whole."""

    def __init__(self, folder: Path):
        self.path = printed(folder)
        self.whole = self.path.read_bytes()
        self.right = answers(self.path, tuple(QUESTIONS))
        assert not any(isinstance(a, BadData) for a in self.right.values())

    def wrong(self, names: tuple[str, ...]) -> str | None:
        """The first question that the damaged book answers otherwise; None where there is none."""
        for name, said in answers(self.path, names).items():
            if not isinstance(said, BadData) and said != self.right[name]:
                return name
        return None

    def flipped(self, at: int, bit: int, names: tuple[str, ...]) -> str | None:
        """``wrong`` while one bit is another."""
        with self.path.open("r+b") as file:
            os.pwrite(file.fileno(), bytes([self.whole[at] ^ 1 << bit]), at)
            try:
                return self.wrong(names)
            finally:
                os.pwrite(file.fileno(), self.whole[at : at + 1], at)

    def cut(self, at: int, names: tuple[str, ...]) -> str | None:
        """``wrong`` while the file ends at ``at``."""
        os.truncate(self.path, at)
        try:
            return self.wrong(names)
        finally:
            with self.path.open("r+b") as file:
                os.pwrite(file.fileno(), self.whole[at:], at)


def attack(folder: Path) -> Once:
    """One bit flipped, or the file cut, anywhere; one question asked."""
    book = Damaged(folder)

    def once(dice: random.Random) -> str:
        name, at = dice.choice(list(QUESTIONS)), dice.randrange(len(book.whole))
        if dice.random() < 0.3:
            wrong, what = book.cut(at, (name,)), "cut"
        else:
            wrong, what = book.flipped(at, dice.randrange(8), (name,)), "bit flipped"
        assert wrong is None, f"{what} at {at}: {wrong} is answered otherwise"
        return what

    return once
