"""What must hold in the policy files, and what a person should look at; each finding names file, line and mend."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from medisave_cli.dates import today as china_today
from medisave_cli.keeping.assemble import NEEDED_FACTS
from medisave_cli.keeping.checks import Checks
from medisave_cli.keeping.compile import Ready, assembled
from medisave_cli.keeping.finding import Finding
from medisave_cli.keeping.rule_checks import RuleChecks, entangled
from medisave_cli.keeping.source_checks import check_sources, is_authority
from medisave_cli.keeping.text_checks import check_texts

__all__ = ["errors_of", "findings_of", "is_authority", "lint"]


def lint(folders: Iterable[Path], today: str | None = None) -> list[Finding]:
    """Every finding in the policy folders, in file and line order. Later folders lie over the first.

    Raises:
        BadData: a folder is missing or is no policy folder, or the gazetteer is broken.
    """
    return findings_of(assembled(tuple(folders)), tuple(folders), today)


def errors_of(ready: Ready, folders: tuple[Path, ...]) -> list[Finding]:
    """The findings for which a folder is refused."""
    return [f for f in findings_of(ready, folders) if not f.warns]


def findings_of(ready: Ready, folders: tuple[Path, ...], today: str | None = None) -> list[Finding]:
    """Every finding in folders that are read already. ``today``: ISO date (default: the clock's)."""
    checks = Checks(ready, folders, today or china_today())
    found = [*ready[0].findings]
    if ready[0].draft.whole:
        check_sources(checks)
        check_texts(checks)
        if all(name in ready[0].facts for name in NEEDED_FACTS):
            RuleChecks(checks).run()
        found += checks.found
        if not any(not f.warns for f in found):
            found += entangled(ready)
    unique = dict.fromkeys((f.file, f.line, str(f.what), str(f.mend), f.warns) for f in found)
    first = {
        key: f
        for f in reversed(found)
        if (key := (f.file, f.line, str(f.what), str(f.mend), f.warns))
    }
    return sorted((first[key] for key in unique), key=lambda f: (f.file, f.line, f.warns))
