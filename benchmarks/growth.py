"""What grows: the book ten and a hundred times its size, then ten thousand to ten million rows.

    python -m benchmarks.growth

The larger books are the real one with every place copied under new codes and names, with its rules, sources and claims.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from pathlib import Path

from benchmarks import lab
from benchmarks.report import ms, table, times
from benchmarks.timing import programs
from medisave_cli.book.printed import row_digest

FACTORS = (1, 10, 100)
ROUNDS = 15
NATION = "000000"
TELLS_MEMORY = """
import sys
from medisave_cli.cli import run
run(sys.argv[1:])
print(open("/proc/self/status").read().split("VmHWM:")[1].split()[0], file=sys.stderr)
"""
ASKED = {
    "check, by name": ["check", "-c", "昆山", "-s", "deceased", "--format", "json"],
    "check, by pinyin": ["check", "-c", "kunshan", "-s", "deceased", "--format", "json"],
    "check, a fact of the place's own": [
        "check",
        "-c",
        "宁波",
        "-s",
        "retired",
        "--fact",
        "ningbo_retirement_choice=unknown",
        "--format",
        "json",
    ],
    "check, a move": ["check", "-c", "深圳", "-s", "transfer", "--to", "北京", "--format", "json"],
    "transfer": ["transfer", "深圳", "北京", "--format", "json"],
    "place": ["place", "昆山", "--format", "json"],
}


def report() -> str:
    """The growth of single answers with the number of places, and of the batch with the number of rows."""
    return f"## Growth\n\n{places()}\n\n{rows()}"


def places() -> str:
    """Time and peak memory of single answers from books of 1, 10 and 100 times the places."""
    homes = {factor: _package(factor) for factor in FACTORS}
    try:
        commands = {
            (words, factor): [lab.python(), "-m", "medisave_cli", *ASKED[words]]
            for words in ASKED
            for factor in FACTORS
        }
        environments = {key: lab.environment(PYTHONPATH=str(homes[key[1]])) for key in commands}
        found = programs(
            {_name(*key): command for key, command in commands.items()},
            {_name(*key): env for key, env in environments.items()},
            cwd=str(lab.folder()),
            rounds=ROUNDS,
        )
        listed = []
        for words in ASKED:
            base, *larger = (found[_name(words, factor)].least for factor in FACTORS)
            memory = (
                _memory(environments[words, factor], ASKED[words])
                for factor in (FACTORS[0], FACTORS[-1])
            )
            listed.append(
                [
                    words,
                    *(ms(seconds) for seconds in (base, *larger)),
                    *(times(seconds / base) for seconds in larger),
                    *memory,
                ]
            )
        shown = table(
            [
                "one answer",
                "× 1, ms",
                "× 10, ms",
                "× 100, ms",
                "× 10 over × 1",
                "× 100 over × 1",
                "MiB at × 1",
                "MiB at × 100",
            ],
            listed,
        )
        sizes = ", ".join(
            f"× {factor}: {_places(home):,} places in {_book(home).stat().st_size / 2**20:.0f} MiB"
            for factor, home in homes.items()
        )
    finally:
        for home in homes.values():
            shutil.rmtree(home)
    lint = programs(
        {"lint": [lab.command(), "policy", "lint"]},
        env=lab.environment(),
        cwd=str(lab.folder()),
        rounds=5,
    )["lint"]
    return (
        f"Places. Books: {sizes}. The least of {ROUNDS} rounds. Goal: nothing grows.\n\n{shown}\n\n"
        f"For those who keep the data, who do read all of it: `medisave policy lint` takes {lint.least:.1f} s. Goal: under 3 s."
    )


def rows() -> str:
    """Time and peak memory of the batch, by the part that measures it."""
    from benchmarks import batch

    return batch.growth()


def _memory(env: dict[str, str], words: list[str]) -> str:
    """The largest memory of one answer in MiB, where the system tells it."""
    done = subprocess.run(
        [lab.python(), "-c", TELLS_MEMORY, *words],
        env=env,
        cwd=lab.folder(),
        capture_output=True,
        encoding="utf-8",
    )
    return f"{int(done.stderr) / 1024:.0f}" if done.stderr.strip().isdigit() else "?"


def _name(words: str, factor: int) -> str:
    return f"{words} × {factor}"


def _book(home: Path) -> Path:
    return home / "medisave_cli" / "book.sqlite"


def _places(home: Path) -> int:
    connection = sqlite3.connect(_book(home))
    try:
        return int(connection.execute("SELECT COUNT(*) FROM place").fetchone()[0])
    finally:
        connection.close()


def _package(factor: int) -> Path:
    """A folder with the installed package and a book of ``factor`` times the places."""
    import medisave_cli

    home = lab.folder() / f"x{factor}"
    shutil.rmtree(home, ignore_errors=True)
    shutil.copytree(
        Path(medisave_cli.__file__).parent,
        home / "medisave_cli",
        ignore=shutil.ignore_patterns("policies"),
    )
    connection = sqlite3.connect(_book(home))
    try:
        enlarge(connection, factor)
    finally:
        connection.close()
    return home


def enlarge(connection: sqlite3.Connection, factor: int) -> None:
    """Copy every place but the nation, with all that is said of it, ``factor - 1`` times."""
    tables = {
        name: [row[:-1] for row in connection.execute(f"SELECT * FROM {name}")]
        for name in ("place", "name", "rules", "local", "source", "claim")
    }
    connection.execute("PRAGMA synchronous = OFF")
    for copy in range(1, factor):
        for name, found in _copied(tables, copy):
            connection.executemany(
                f"INSERT INTO {name} VALUES ({','.join('?' * (len(found[0]) + 1))})",
                [(*row, row_digest(name, *row)) for row in found],
            )
    connection.commit()


def _copied(tables: dict[str, list[tuple]], copy: int) -> Iterator[tuple[str, list[tuple]]]:
    mark = f"c{copy}"

    def code(old: str) -> str:
        return old if old == NATION else old + mark

    def place(row: str) -> str:
        number, name, level, path, chain, rules_from, *rest = json.loads(row)
        return json.dumps(
            [
                code(number),
                name,
                level,
                path,
                [code(c) for c in chain],
                [code(c) for c in rules_from],
                *rest,
            ],
            ensure_ascii=False,
            separators=(",", ":"),
        )

    yield "place", [(code(c), place(row)) for c, row in tables["place"] if c != NATION]
    yield (
        "name",
        [
            (key + mark, code(c), kind, shown + mark)
            for key, c, kind, shown in tables["name"]
            if c != NATION
        ],
    )
    yield "rules", [(code(c), *rest) for c, *rest in tables["rules"] if c != NATION]
    yield "local", [(code(c), *rest) for c, *rest in tables["local"] if c != NATION]
    yield (
        "source",
        [(name + mark, code(c), *rest) for name, c, *rest in tables["source"] if c != NATION],
    )
    yield (
        "claim",
        [
            (name + mark, position + copy * 10_000, code(c), *rest)
            for name, position, c, *rest in tables["claim"]
            if c != NATION
        ],
    )


if __name__ == "__main__":
    lab.run("benchmarks.growth", report)
