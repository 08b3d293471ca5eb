"""Numbered prompts: lines of text and a number or words typed in return. For screen readers, simple terminals and pipes."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any, TextIO

from medisave_cli.interview.prompts import BACK, Ask, Choice
from medisave_cli.language import Speaker

GO_BACK = "<"


class Numbered:
    """Prompts on ``out``, answers from ``source``, one a line. No colours, no cursor movements."""

    def __init__(self, lang: str, source: TextIO | None = None, out: TextIO | None = None):
        self.say = Speaker(lang)
        self.source, self.out = source or sys.stdin, out or sys.stderr
        if hasattr(self.source, "reconfigure"):
            self.source.reconfigure(errors="replace")

    def tell(self, text: str) -> None:
        print(text, file=self.out, flush=True)

    def choose(self, ask: Ask, choices: list[Choice], start: Any = None) -> Any:
        self._head(ask)
        self._listed(choices)
        if ask.back:
            self.tell(self.say("interview.zero_back"))
        while True:
            typed = self._read(self.say("interview.number"))
            if ask.back and typed in ("0", GO_BACK):
                return BACK
            picked = _numbered(typed, choices)
            if picked is not None:
                return picked.value
            self.tell(self.say("interview.number_from", most=len(choices)))

    def enter(
        self, ask: Ask, suggest: Callable[[str], list[Choice]], hint: str = "", start: str = ""
    ) -> Any:
        self._head(ask)
        listed = suggest("")
        self._listed(listed)
        if ask.back:
            self.tell(self.say("interview.sign_back", sign=GO_BACK))
        prompt = self.say("interview.number_or_words") if listed else self.say("interview.type")
        if start:
            prompt = self.say("interview.type_or_enter", start=start)
        if hint and not start:
            self.tell(self.say("interview.hint", hint=hint))
        typed = self._read(prompt)
        if ask.back and typed == GO_BACK:
            return BACK
        return _numbered(typed, listed) or typed or start

    def _head(self, ask: Ask) -> None:
        self.tell("")
        self.tell(ask.text)
        for line in ask.lines:
            self.tell(f"  {line}")

    def _listed(self, choices: list[Choice]) -> None:
        for number, choice in enumerate(choices, 1):
            self.tell(
                f"  {number}. {choice.label}" + (f"  {choice.detail}" if choice.detail else "")
            )

    def _read(self, prompt: str) -> str:
        """One line, without what cannot be printed.

        Raises:
            EOFError: the input ended.
        """
        self.out.write(prompt)
        self.out.flush()
        line = self.source.readline()
        if not self.source.isatty():
            self.out.write("\n")
        if not line:
            raise EOFError
        return "".join(c for c in line if c.isprintable()).strip()


def _numbered(typed: str, choices: list[Choice]) -> Choice | None:
    """The choice with this number or this very label."""
    if typed.isdecimal() and len(typed) <= 3 and 1 <= int(typed) <= len(choices):
        return choices[int(typed) - 1]
    return next((c for c in choices if typed and typed == c.label), None)
