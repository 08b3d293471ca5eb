"""Which policy folders a command for keepers works on, and how their files are named to a reader."""

from __future__ import annotations

from pathlib import Path

from medisave_cli.commands.options import overlays


def to_lint(folders: list[Path], policies: list[Path] | None) -> tuple[Path, ...]:
    """The folders to lint: a whole one (it has a gazetteer) by itself, any other laid over the bundled one; without any, what would answer."""
    from medisave_cli.keeping.locate import policies as bundled

    if folders and (folders[0] / "gazetteer").is_dir():
        return tuple(folders)
    return (bundled(), *(folders or overlays(policies)))


def shown(file: str) -> str:
    """A file's path as a reader in this folder would type it, without characters that could change the screen."""
    path = Path(file)
    try:
        path = path.resolve().relative_to(Path.cwd())
    except (OSError, ValueError):
        path = Path(file)
    return "".join(c if c.isprintable() else "�" for c in str(path))
