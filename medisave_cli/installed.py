"""How the program was installed, and the line that adds one of its optional parts to that installation."""

from __future__ import annotations

import json
import shlex
import sys
from pathlib import Path
from typing import Any

PIPX, UV_TOOL, UV, PIP, EDITABLE, CHECKOUT = (
    "pipx",
    "uv tool",
    "uv pip",
    "pip",
    "editable",
    "checkout",
)


def how() -> str:
    """One word for how this program was installed."""
    origin = _origin()
    if origin is None:
        return CHECKOUT
    if (origin.get("dir_info") or {}).get("editable"):
        return EDITABLE
    home = Path(sys.prefix)
    if (home / "pipx_metadata.json").exists():
        return PIPX
    if (home / "uv-receipt.toml").exists():
        return UV_TOOL
    return UV if _made_by_uv(home) else PIP


def line_for(extra: str) -> str:
    """The command that adds ``extra`` (as pyproject.toml has it) where the program is."""
    way, origin = how(), _origin() or {}
    url = str(origin.get("url", ""))
    python = shlex.quote(sys.executable)
    if way in (CHECKOUT, EDITABLE):
        return f"{python} -m pip install -e {shlex.quote(f'{_root()}[{extra}]')}"
    wanted = shlex.quote(f"medisave[{extra}] @ {url}" if url else f"medisave[{extra}]")
    return {
        PIPX: f"pipx install --force {wanted}",
        UV_TOOL: f"uv tool install --force {wanted}",
        UV: f"uv pip install --python {python} {wanted}",
        PIP: f"{python} -m pip install {wanted}",
    }[way]


def _origin() -> dict[str, Any] | None:
    """Where the installed distribution came from (PEP 610), {} for a package index; None where this code is not the installed."""
    from importlib.metadata import PackageNotFoundError, distribution

    try:
        found = distribution("medisave")
    except PackageNotFoundError:
        return None
    try:
        origin: dict[str, Any] = json.loads(found.read_text("direct_url.json") or "{}")
    except ValueError:
        origin = {}
    ours = Path(__file__).resolve().parent
    if Path(str(found.locate_file("medisave_cli"))).resolve() == ours or origin.get("dir_info"):
        return origin
    return None


def _made_by_uv(home: Path) -> bool:
    try:
        return "\nuv = " in "\n" + (home / "pyvenv.cfg").read_text(encoding="utf-8")
    except OSError:
        return False


def _root() -> Path:
    return Path(__file__).resolve().parent.parent
