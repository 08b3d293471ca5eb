"""A page on paper: its HTML, printed to PDF by an installed Chromium."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from medisave_cli.errors import MedisaveError
from medisave_cli.show.html_face import render as html
from medisave_cli.show.page import Page

BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "chrome",
    "msedge",
)
FLAGS = (
    "--headless",
    "--disable-gpu",
    "--no-first-run",
    "--disable-extensions",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-pdf-header-footer",
)
LONGEST = 60
"""Seconds until the browser is given up."""


def browser() -> str | None:
    """The path of an installed Chromium or a kin of it."""
    return next((path for name in BROWSERS if (path := shutil.which(name))), None)


def render(page: Page) -> bytes:
    """Return the page as a PDF file.

    Raises:
        MedisaveError: no browser is installed, or it made no file; the message says how to print the HTML instead.
    """
    program = browser()
    if program is None:
        raise MedisaveError("faces.no_browser")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        source, target = Path(folder, "page.html"), Path(folder, "page.pdf")
        source.write_text(html(page), encoding="utf-8")
        command = [program, *FLAGS, f"--user-data-dir={folder}/profile"]
        if _is_root():
            command.append("--no-sandbox")
        try:
            subprocess.run(
                [*command, f"--print-to-pdf={target}", source.as_uri()],
                capture_output=True,
                timeout=LONGEST,
                check=False,
            )
            made = target.read_bytes()
        except (OSError, subprocess.TimeoutExpired):
            made = b""
    if not made.startswith(b"%PDF"):
        raise MedisaveError("faces.browser_failed")
    return made


def _is_root() -> bool:
    """Chromium refuses its sandbox to root; the page runs no script and fetches nothing."""
    import os

    return os.geteuid() == 0 if hasattr(os, "geteuid") else False
