"""The questionnaire by lines typed at random: it ends in an answer or with its input, never in an error of the program's own."""

from __future__ import annotations

import io
import random
from pathlib import Path

from medisave_cli import open_book
from medisave_cli.interview.desk import Desk
from medisave_cli.interview.numbered import Numbered
from medisave_cli.interview.session import Session
from medisave_cli.interview.talk import Talk
from tests.faults.doors import Once
from tests.faults.doors.words import control, typed

AS_OF = "2026-11-22"


def attack(folder: Path) -> Once:
    """One conversation after another, each of up to forty lines."""
    desk = Desk(open_book(), AS_OF)

    def once(dice: random.Random) -> str:
        lines = [
            str(dice.randint(0, 12)) if dice.random() < 0.6 else typed(dice).replace("\n", "")
            for _ in range(dice.randint(1, 40))
        ]
        out, lang = io.StringIO(), dice.choice(("zh", "en"))
        prompts = Numbered(lang, io.StringIO("".join(f"{line}\n" for line in lines)), out)
        shown: list[object] = []
        talk = Talk(
            desk, prompts, lang, shown.append, lambda *_: None, lambda *_: shown.append("guide")
        )
        try:
            talk.run(Session())
        except EOFError:
            assert not control(out.getvalue()), f"echoes {control(out.getvalue())!r}"
            return "answered" if shown else "input ended"
        except KeyboardInterrupt:
            return "stopped"
        assert not control(out.getvalue()), f"echoes {control(out.getvalue())!r}"
        return "answered" if shown else "left"

    return once
