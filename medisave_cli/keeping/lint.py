"""What must hold in the policy files, and what a person should look at; each finding names file, line and mend."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from medisave_cli.dates import today as china_today
from medisave_cli.keeping.act_checks import check_acts
from medisave_cli.keeping.assemble import NEEDED_FACTS
from medisave_cli.keeping.checks import Checks
from medisave_cli.keeping.compile import Ready, assembled
from medisave_cli.keeping.entangled import check_entangled
from medisave_cli.keeping.finding import Finding
from medisave_cli.keeping.remembered import NOTHING, Memory
from medisave_cli.keeping.rule_checks import RuleChecks
from medisave_cli.keeping.source_checks import check_sources, is_authority
from medisave_cli.keeping.text_checks import check_texts

__all__ = ["errors_of", "findings_of", "is_authority", "lint"]


def lint(
    folders: Iterable[Path], today: str | None = None, memory: Memory = NOTHING
) -> list[Finding]:
    """Every finding in the policy folders, in file and line order. Later folders lie over the first.

    Raises:
        BadData: a folder is missing or is no policy folder, or the gazetteer is broken.
    """
    folders = tuple(folders)
    return findings_of(assembled(folders, memory), folders, today, memory)


def errors_of(ready: Ready, folders: tuple[Path, ...], memory: Memory = NOTHING) -> list[Finding]:
    """The findings for which a folder is refused."""
    return [f for f in findings_of(ready, folders, memory=memory) if not f.warns]


def findings_of(
    ready: Ready, folders: tuple[Path, ...], today: str | None = None, memory: Memory = NOTHING
) -> list[Finding]:
    """Every finding in folders that are read already. ``today``: ISO date (default: the clock's). ``memory``: of earlier runs."""
    checks = Checks(ready, folders, today or china_today(), memory)
    if checks.draft.whole:
        _check(checks)
    found = [*ready[0].findings, *checks.found]
    first: dict[tuple[str, int, str, str, bool], Finding] = {}
    for f in found:
        first.setdefault((f.file, f.line, str(f.what), str(f.mend), f.warns), f)
    return sorted(first.values(), key=lambda f: (f.file, f.line, f.warns))


def _check(checks: Checks) -> None:
    check_sources(checks)
    check_texts(checks)
    check_acts(checks)
    if all(name in checks.whole.facts for name in NEEDED_FACTS):
        RuleChecks(checks).run()
    if all(f.warns for f in (*checks.whole.findings, *checks.found)):
        check_entangled(checks)
