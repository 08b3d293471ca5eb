"""The language of this run, and the words of the program's frame. Rules' own words come from the policy files."""

from __future__ import annotations

import os
import sys

from medisave_cli.model import Text

ZH, EN = "zh", "en"


def language(argv: list[str] | None = None) -> str:
    """zh or en: ``--lang`` on the command line, else MEDISAVE_LANG, else the locale."""
    args = sys.argv[1:] if argv is None else argv
    for i, arg in enumerate(args):
        if arg == "--":
            break
        value = arg[7:] if arg.startswith("--lang=") else args[i + 1] if arg == "--lang" and i + 1 < len(args) else ""
        if value in (ZH, EN):
            return value
    named = os.environ.get("MEDISAVE_LANG", "")
    if named in (ZH, EN):
        return named
    locale = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return ZH if locale.lower().startswith("zh") else EN


def pick(text: Text, lang: str) -> str:
    """The text in one language."""
    return text.zh if lang == ZH else text.en


_current = language()


def say(zh: str, en: str) -> str:
    """A word of the frame in the language of this run: help texts and prompts."""
    return zh if _current == ZH else en
