"""A person's own policy folder, made hostile: an answer, or lines that say what to mend."""

from __future__ import annotations

import random
from pathlib import Path

from tests.faults.doors import Once
from tests.faults.doors.arguments import said
from tests.faults.doors.words import control, typed
from tests.keeping.policy_files import CITY, CITY_FILE, written

BITS = (
    "&a [*a]", "*a", "<<: *a", "!!python/object:os.system x", "!x y", "\x00", "\x1b[2J", "\t", "- ", ": ", "{", "[" * 300,
    "}", "'", '"', "|", ">", "#", "---", "...", "? x", "null", "~", "1e999", "0x7f", "2026-02-30", "9" * 400, "[red]x[/]",
    "<script>", "[x](javascript:alert(1))", "\ufeff", "\u2028", "%YAML 9.9", "id: id", "\n", "\n  ",
)  # fmt: skip


def broken(dice: random.Random) -> str:
    """A right file with a few lines or bits changed, doubled, moved or gone."""
    lines = CITY.splitlines()
    for _ in range(dice.randint(1, 3)):
        at, what = dice.randrange(len(lines)), dice.randrange(6)
        line = lines[at]
        cut = dice.randrange(len(line) + 1)
        if what == 0:
            lines[at] = line[:cut] + dice.choice(BITS) + line[cut:]
        elif what == 1:
            lines[at] = f"{line.split(':')[0]}: {dice.choice((*BITS, typed(dice)))}"
        elif what == 2 and len(lines) > 1:
            del lines[at]
        elif what == 3:
            lines.insert(at, line)
        elif what == 4:
            lines[at] = dice.choice((" ", "  ", "")) + line.lstrip()
        else:
            lines.insert(at, dice.choice(BITS))
    return "\n".join(lines) + "\n"


def attack(folder: Path) -> Once:
    """A folder is linted, as who keeps it would."""

    def once(dice: random.Random) -> str:
        mine = folder / "mine"
        written(mine, {})
        mine.mkdir(exist_ok=True)
        file = mine / CITY_FILE
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(broken(dice).encode("utf-8", "surrogatepass"))
        code, out, err = said(["policy", "lint", "--policies", str(mine)])
        assert code in (0, 1, 2), f"exit {code}"
        assert not control(out + err), f"echoes {control(out + err)!r}"
        return "accepted" if code == 0 else "refused"

    return once
