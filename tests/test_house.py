"""The house rules of docs/design.md, read off the imports: data flows one way, and each room keeps to itself."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parent.parent / "medisave_cli"
PACKAGE = "medisave_cli"

LEVELS = (
    {"model", "tuples"},
    {"errors", "language", "logic", "files", "dates", "digests", "streams", "installed"},
    {"book", "advisor", "show", "finder"},
    {"answer", "move", "plan", "lookups"},
    {"batch", "interview", "keeping", "told", "assistants", "site"},
    {"commands"},
    {"cli", "__main__"},
)
"""The floors of the house, lowest first: a room imports rooms of its own floor or below it."""

GROUND = LEVELS[0] | LEVELS[1]
"""What every room may speak: the types, what can go wrong, three-valued logic, words, and the one writer of files."""


def level(room: str) -> int:
    """The floor a room stands on."""
    return next(i for i, rooms in enumerate(LEVELS) if room in rooms)


ONLY_IN = {
    "typer": {"commands", "cli"},
    "click": {"commands", "cli"},
    "questionary": {"commands", "interview"},
    "prompt_toolkit": {"commands", "interview"},
    "rich": {"commands", "cli", "interview", "show"},
    "yaml": {"keeping"},
    "pydantic": {"keeping"},
    "sqlite3": {"book", "keeping"},
    "polars": {"batch"},
    "fastexcel": {"batch"},
    "xlsxwriter": {"batch"},
    "mcp": {"assistants"},
    "anyio": {"assistants"},
}
"""Libraries, and the rooms that may import them."""

PURE = {
    "advisor": {
        "os",
        "io",
        "pathlib",
        "sys",
        "time",
        "random",
        "subprocess",
        "socket",
        "sqlite3",
        "shutil",
        "tempfile",
        "locale",
    }
}
"""What a pure room may not touch: files, terminal, clock, chance."""

LATE = {
    "rich",
    "questionary",
    "prompt_toolkit",
    "yaml",
    "pydantic",
    "polars",
    "icalendar",
    "chinese_calendar",
    "duckdb",
    "pyspark",
    "mcp",
    "anyio",
}
"""Libraries too slow for a one-shot answer: none of them is loaded by it (start-up time is part of the product)."""


class Import(NamedTuple):
    """One import in one module: what it names, whether when the module loads, and where."""

    module: str
    target: str
    at_load: bool
    line: int

    @property
    def room(self) -> str:
        return room_of(self.module)


def room_of(module: str) -> str:
    """The room of a dotted module of the package: its first part below the package, or "" for the package itself."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else ""


def _imports() -> Iterator[Import]:
    for path in sorted(ROOT.rglob("*.py")):
        dotted = ".".join([PACKAGE, *path.relative_to(ROOT).with_suffix("").parts]).removesuffix(
            ".__init__"
        )
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node, at_load in _statements(tree.body):
            if isinstance(node, ast.Import):
                for name in node.names:
                    yield Import(dotted, name.name, at_load, node.lineno)
            elif isinstance(node, ast.ImportFrom):
                assert node.level == 0, (
                    f"{dotted}:{node.lineno}: write the whole name of what you import"
                )
                for name in node.names:
                    whole = f"{node.module}.{name.name}"
                    yield Import(
                        dotted,
                        whole if node.module == PACKAGE or _is_module(whole) else str(node.module),
                        at_load,
                        node.lineno,
                    )


def _statements(body: Iterable[ast.AST], at_load: bool = True) -> Iterator[tuple[ast.AST, bool]]:
    """Every statement, but for what only a type checker reads, with whether it runs when the module loads."""
    for node in body:
        yield node, at_load
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            continue
        inner = at_load and not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        for part in ("body", "orelse", "handlers", "finalbody", "cases"):
            yield from _statements(getattr(node, part, ()), inner)


def _is_module(dotted: str) -> bool:
    path = ROOT.parent / Path(*dotted.split("."))
    return path.with_suffix(".py").exists() or (path / "__init__.py").exists()


IMPORTS = list(_imports())
OWN = [
    i
    for i in IMPORTS
    if i.target.split(".")[0] == PACKAGE and i.target.split(".")[-1] != "__version__"
]


def _said(found: list[Import]) -> list[str]:
    return [f"{i.module}:{i.line} imports {i.target}" for i in found]


def test_there_is_something_to_hold() -> None:
    assert {"model", "advisor", "book", "show", "commands", "cli"} <= {i.room for i in IMPORTS}
    assert len(OWN) > 50


def test_model_imports_nothing_of_the_project() -> None:
    beside = [i for i in OWN if i.room == "model" and room_of(i.target) not in LEVELS[0]]
    assert _said(beside) == []


@pytest.mark.parametrize("room", ["advisor", "show"])
def test_advisor_and_show_import_only_the_ground_and_themselves(room: str) -> None:
    assert (
        _said([i for i in OWN if i.room == room and room_of(i.target) not in GROUND | {room}]) == []
    )


def test_data_flows_one_way() -> None:
    # The package itself hands out names when they are used; naming it is naming what is used.
    between = [i for i in OWN if i.room and room_of(i.target)[:1].islower()]
    assert _said([i for i in between if level(room_of(i.target)) > level(i.room)]) == []
    program = LEVELS[-1]
    assert _said([i for i in OWN if room_of(i.target) in program and i.room not in program]) == []


@pytest.mark.parametrize("library", sorted(ONLY_IN))
def test_a_library_is_imported_only_where_it_belongs(library: str) -> None:
    assert (
        _said(
            [
                i
                for i in IMPORTS
                if i.target.split(".")[0] == library and i.room not in ONLY_IN[library]
            ]
        )
        == []
    )


@pytest.mark.parametrize("room", sorted(PURE))
def test_the_advisor_touches_nothing_outside(room: str) -> None:
    assert (
        _said([i for i in IMPORTS if i.room == room and i.target.split(".")[0] in PURE[room]]) == []
    )
    for path in (ROOT / room).glob("*.py"):
        calls = {
            node.func.id
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        }
        assert not calls & {"open", "print", "input"}, path.name


def test_only_the_book_is_asked_in_sql() -> None:
    """Rows and tables are the book's own affair: another room asks it for what they mean."""
    asking = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in ROOT.rglob("*.py")
        if path.relative_to(ROOT).parts[0] != "book"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr == "query"
    ]
    assert asking == []


def test_commands_are_thin_to_load() -> None:
    """A command loads what its own answer needs inside its functions, so that no other command pays for it."""
    heavy = LATE | {f"{PACKAGE}.advisor", f"{PACKAGE}.batch", f"{PACKAGE}.interview"}
    found = [
        i
        for i in IMPORTS
        if i.room == "commands"
        and i.at_load
        and any(i.target == name or i.target.startswith(f"{name}.") for name in heavy)
    ]
    assert _said(found) == []


def test_an_answer_loads_nothing_slow() -> None:
    """Importing the public names and answering touches none of the slow libraries."""
    code = """
import sys
from medisave_cli import Case, ask, open_book
book = open_book()  # may have to build the book first, which is slow and is not the answer
built = set(sys.modules)
ask(book, Case("110000", "deceased", {}, None, "2026-11-22"))
print(*{name.split(".")[0] for name in set(sys.modules) - built})
"""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT.parent, check=True
    )
    assert not set(done.stdout.split()) & (LATE | {"typer", "click"})


CHINESE_READ = {
    "advisor/situation.py": "yes and no as people type them",
    "batch/columns.py": "the names that columns of offices' tables have",
    "batch/sheet_cells.py": "Excel's own formats of dates",
    "batch/work.py": "rows of totals in offices' tables",
    "book/gazetteer.py": "the kinds of division that names end in",
    "book/parts.py": "the parts of a pool's or a place's name",
    "book/places.py": "places outside the mainland as people write them",
    "book/store.py": "a question to the book about the names 省 and 区 end",
    "book/typed.py": "the ends of names as people type them",
    "commands/policy_stale.py": "a number of days as typed",
    "dates.py": "dates as typed",
    "finder/facts.py": "values of facts as people say them",
    "finder/units.py": "where Han characters begin",
    "keeping/conditions.py": "yes, no and seasons as people write them",
    "keeping/faults.py": "numerals and dates as people write them",
    "keeping/figures.py": "the figures in Chinese texts",
    "keeping/place_names.py": "the parts of place names",
    "keeping/source_checks.py": "how sources name who says it and how it was read",
    "keeping/values.py": "what people write for a value",
    "told/records.py": "yes and no as people type them",
    "told/report.py": "who may be named in a report: offices and hotlines",
}
"""Modules that read Chinese, and what: it is matched there, never shown."""

HAN = re.compile("[\u3400-\u9fff]")


def _chinese_words() -> dict[str, int]:
    """How many literals with Chinese in them each module outside ``language`` has; what documents a module is none."""
    found: dict[str, int] = {}
    for path in sorted(ROOT.rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        tree = ast.parse(path.read_text(encoding="utf-8"))
        silent = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        count = sum(
            1
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in silent
            and HAN.search(node.value)
        )
        if count and not name.startswith("language/"):
            found[name] = count
    return found


def test_what_is_said_stands_in_language_alone() -> None:
    """A sentence is a code with parameters wherever it is made; its words, in every language, stand in ``language/``."""
    found = _chinese_words()
    assert set(CHINESE_READ) <= set(found), "names modules that read no Chinese any more"
    assert {name: n for name, n in found.items() if name not in CHINESE_READ} == {}


def test_nobody_asks_which_language_it_is() -> None:
    """What differs between languages is a word of each, or whether its readers read the rules as written (``reads_chinese``)."""
    asked = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in ROOT.rglob("*.py")
        if path.relative_to(ROOT).parts[0] != "language"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Compare)
        for side in (node.left, *node.comparators)
        if (isinstance(side, ast.Constant) and side.value in ("zh", "en"))
        or (isinstance(side, ast.Name) and side.id in ("ZH", "EN"))
    ]
    assert asked == []


SCREEN = 50
"""So many lines are seen at once."""

LONGER_THAN_A_SCREEN = {
    "keeping/assemble.py:_provision": "one argument a key of a rule, in the order of the file",
    "keeping/assemble.py:_read_claim": "one argument a key of a claim",
    "keeping/differences.py:_compare": "one comparison of two books, told as it goes",
    "show/json_face.py:advice_json": "one key of the JSON a line",
}
"""Functions that do not fit a screen, and why: ten at most."""


def _lengths() -> Iterator[tuple[str, int]]:
    for path in sorted(ROOT.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                assert node.end_lineno is not None
                name = f"{path.relative_to(ROOT).as_posix()}:{node.name}"
                yield name, node.end_lineno - node.lineno + 1


def test_a_function_fits_a_screen() -> None:
    """What decides several things is split by what it decides (ruff's C901 holds how many: twelve)."""
    longer = {name for name, lines in _lengths() if lines > SCREEN}
    assert longer <= set(LONGER_THAN_A_SCREEN)
    assert len(LONGER_THAN_A_SCREEN) <= 10


def test_every_module_says_what_it_is() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for path in ROOT.rglob("*.py")
        if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert silent == []


def test_an_assertion_says_one_thing() -> None:
    """``assert this or that`` holds where either does: which of the two is meant is asked first, and then asserted."""
    either = [
        f"{path.relative_to(ROOT.parent)}:{node.lineno}"
        for path in sorted((ROOT.parent / "tests").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Assert)
        and isinstance(node.test, ast.BoolOp)
        and isinstance(node.test.op, ast.Or)
    ]
    assert either == []


def test_every_mutant_that_is_called_equivalent_has_a_reason() -> None:
    yaml = pytest.importorskip("yaml")
    listed = yaml.safe_load(Path(__file__).with_name("equivalent_mutants.yaml").read_text("utf-8"))
    assert [one for one in listed if set(one) != {"module", "was", "is", "why"}] == []
    assert [one for one in listed if not (ROOT / f"{one['module']}.py").exists()] == []
