"""A headless Chromium, and what it makes of a page: pictures, paper, and measurements of the laid-out document."""

from __future__ import annotations

import html
import json
import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
)
REQUIRED = os.environ.get("MEDISAVE_REQUIRE_BROWSER") == "1"


def find() -> str | None:
    """The browser's path, or None where there is none."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def browse(*arguments: str) -> str:
    """Run the browser once, with a profile of its own; returns its stdout."""
    program = find()
    assert program is not None
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        done = subprocess.run(
            [program, *FLAGS, f"--user-data-dir={profile}", *arguments],
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def dark(is_dark: bool) -> list[str]:
    """The flags that make the browser prefer a dark page."""
    return ["--blink-settings=preferredColorScheme=0"] if is_dark else []


def picture(page: Path, target: Path, width: int, height: int, is_dark: bool = False) -> None:
    browse(
        *dark(is_dark), f"--screenshot={target}", f"--window-size={width},{height}", page.as_uri()
    )


def paper(page: Path, target: Path) -> None:
    """Print the page as its own style sheet says."""
    browse(f"--print-to-pdf={target}", "--no-pdf-header-footer", page.as_uri())


def measure(documents: list[tuple[str, int]], folder: Path, is_dark: bool = False) -> list[dict]:
    """Lay each document out so many pixels wide, all in one browser, and return what MEASURE finds in each.

    A page forbids itself scripts, so it stands in a frame and is measured from outside.
    """
    frames = "".join(
        f'<iframe style="border:0;width:{width}px;height:900px" srcdoc="{html.escape(document)}"></iframe>'
        for document, width in documents
    )
    holder = folder / f"measured-{is_dark}.html"
    holder.write_text(
        f"<!DOCTYPE html><meta charset=utf-8><body>{frames}<pre id=found></pre><script>{MEASURE}</script>",
        encoding="utf-8",
    )
    dumped = browse(
        *dark(is_dark),
        "--window-size=1400,1000",
        "--virtual-time-budget=10000",
        "--dump-dom",
        holder.as_uri(),
    )
    found = re.search(r'<pre id="found">(.*?)</pre>', dumped, re.DOTALL)
    assert found and found.group(1), "the pages were not measured"
    return json.loads(html.unescape(found.group(1)))


MEASURE = """
const number = colour => colour.match(/[\\d.]+/g).map(Number);
const light = ([r, g, b]) => [r, g, b].map(c => c / 255).map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
  .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
const contrast = (one, other) => { const [a, b] = [light(one), light(other)].sort((x, y) => y - x); return (a + 0.05) / (b + 0.05); };
const drawn = (letter, font) => {
  const canvas = document.createElement('canvas'), pen = canvas.getContext('2d');
  pen.font = '40px ' + font;
  pen.fillText(letter, 5, 50);
  return canvas.toDataURL();
};
const measured = frame => {
  const doc = frame.contentDocument, view = frame.contentWindow;
  const style = e => view.getComputedStyle(e);
  const ground = e => { for (; e; e = e.parentElement) { const c = number(style(e).backgroundColor); if (c.length < 4 || c[3] > 0) return c; } return [255, 255, 255]; };
  const all = [...doc.body.querySelectorAll('*')].filter(e => !e.closest('.heard'));
  const texts = all.filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()));
  const edge = doc.documentElement.clientWidth + 0.5;
  return {
    sideways: doc.documentElement.scrollWidth - doc.documentElement.clientWidth,
    sticking: all.filter(e => !e.closest('.table') && e.getBoundingClientRect().right > edge).map(e => e.outerHTML.slice(0, 80)),
    boxes: [...doc.querySelectorAll('.box')].map(e => ({width: e.getBoundingClientRect().width, border: parseFloat(style(e).borderTopWidth)})),
    lowest: Math.min(...texts.map(e => contrast(number(style(e).color), ground(e)))),
    smallest: Math.min(...texts.map(e => parseFloat(style(e).fontSize))),
    ground: light(number(style(doc.body).backgroundColor)),
    letters: new Set(['继', '承', '验', '\ufffe'].map(letter => drawn(letter, style(doc.body).fontFamily))).size,
    texts: texts.length,
    h1: doc.querySelectorAll('h1').length,
    ticks: doc.querySelectorAll('li.todo').length,
    lang: doc.documentElement.lang,
    title: doc.title,
    fetched: view.performance.getEntriesByType('resource').length,
    injected: typeof view.injected,
  };
};
window.onload = () => { document.getElementById('found').textContent = JSON.stringify([...document.querySelectorAll('iframe')].map(measured)); };
"""
