"""A page as one self-contained HTML file: to read on a screen or a phone, in the dark, or printed on A4.

No script, nothing fetched, and no text becomes markup: everything is escaped, and the page forbids itself the rest.
"""

from __future__ import annotations

import re
from html import escape
from itertools import groupby

from medisave_cli.language import Speaker, reads_chinese
from medisave_cli.show.page import Item, Page, Section, Verdict, labelled
from medisave_cli.tuples import NamedTuple

CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff\ud800-\udfff]"
)
CHINESE = re.compile(
    r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff][\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff01-\uff60\U00020000-\U0003ffff·—“”‘’…]*"
)
PHONE = re.compile(r"(?<![0-9A-Za-z.-])(?:0\d{2,3}-\d{5,8}|12393)(?![0-9A-Za-z-])")
LINK = re.compile(r"https?://[^\s<>\"']+")
SIGNS = {"good": "+", "bad": "−", "warn": "!"}

# Each pair is (light, dark). Text on its ground keeps a contrast of at least 4.5 to 1 (WCAG 2.1, 1.4.3); a test holds it.
PALETTE = {
    "ground": ("#ffffff", "#15181b"),
    "text": ("#1b1b1b", "#e9eaeb"),
    "muted": ("#525860", "#b3bac2"),
    "rule": ("#c9ced4", "#444b53"),
    "link": ("#0b50a8", "#8ab8ff"),
    "good": ("#14592b", "#9be0b0"),
    "good-ground": ("#e9f5ec", "#14301d"),
    "maybe": ("#6b4700", "#f3cf7d"),
    "maybe-ground": ("#fdf4dc", "#35290c"),
    "bad": ("#8f1a1a", "#ffb3ad"),
    "bad-ground": ("#fcebea", "#3b1715"),
    "unknown": ("#4c2f8a", "#d3c0ff"),
    "unknown-ground": ("#f2edfb", "#271d3d"),
}
TONES = ("good", "maybe", "bad", "unknown")


class Hand(NamedTuple):
    """How a page is written into a document that holds others beside it: the level of its headings, and what its anchors
    begin with."""

    lang: str
    level: int = 2
    anchor: str = ""


def render(page: Page) -> str:
    """Return the page as an HTML document, in the page's language."""
    hand = Hand(page.lang)
    foot = "\n".join(["<footer>", *(paragraph(line, hand.lang) for line in page.foot), "</footer>"])
    parts = [heading(page, hand.lang), f"<main>\n{written(page, hand)}\n</main>"]
    body = "\n".join(parts + [foot] * bool(page.foot))
    return document(page.title, hand.lang, body, CLOSE * (page.compact and _fills_a_sheet(body)))


def _fills_a_sheet(body: str) -> bool:
    """Whether the text would go over one sheet of A4 in print of the usual size."""
    from medisave_cli.show.wrap import cells

    return cells(re.sub(r"<[^>]*>", "", body)) > SHEET


SHEET = 5000
"""Columns of text (a Chinese character takes two) that one sheet of A4 holds in print of the usual size."""
CLOSE = """
@media print {
  body, :lang(zh) body { font-size: 8.4pt; line-height: 1.22; }
  h1 { font-size: 12pt; }
  h2 { font-size: 9.5pt; }
  .verdict { font-size: 9pt; }
  .sources { font-size: 6.5pt; }
}
"""
"""Added to the style of a page that would else go over one sheet."""


def document(title: str, lang: str, body: str, style: str = "", script: str = "") -> str:
    """A whole document around ``body``. ``style`` is added to the one of every page; ``script`` is the one script that may run."""
    rest = "default-src 'none'; {}base-uri 'none'; form-action 'none'"
    allowed = "style-src 'unsafe-inline'; "
    if script:
        allowed += f"script-src 'sha256-{_hash(script)}'; "
    return (
        HEAD.format(
            lang=Speaker(lang)("frame.code"),
            policy=rest.format(allowed),
            title=escape(_plain(title)),
            style=STYLE + style,
        )
        + body
        + (f"\n<script>{script}</script>" if script else "")
        + "\n</body>\n</html>\n"
    )


def _hash(script: str) -> str:
    """What a Content-Security-Policy knows the script by."""
    from base64 import b64encode
    from hashlib import sha256

    return b64encode(sha256(script.encode()).digest()).decode()


def heading(page: Page, lang: str) -> str:
    """What stands above a page."""
    under = f'\n<p class="subtitle">{text_html(page.subtitle, lang)}</p>' if page.subtitle else ""
    return f"<header>\n<h1>{text_html(page.title, lang)}</h1>{under}\n</header>"


def written(page: Page, hand: Hand) -> str:
    """All of a page between its heading and its foot."""
    body = [_verdict(page.verdict, hand.lang)] if page.verdict else []
    body += [paragraph(line, hand.lang) for line in page.lead]
    for whole, sections in groupby(page.sections, _takes_the_width):
        # On paper, runs of lists are set in two columns; tables and sources take the whole width.
        body += (
            ['<div class="run">'] * (not whole)
            + [_section(section, hand) for section in sections]
            + ["</div>"] * (not whole)
        )
    return "\n".join(body)


def paragraph(line: str, lang: str) -> str:
    """One line of text as a paragraph."""
    return f"<p>{text_html(line, lang)}</p>"


def _verdict(verdict: Verdict, lang: str) -> str:
    tone = verdict.tone if verdict.tone in TONES else "unknown"
    sure = "".join(f"\n{paragraph(line, lang)}" for line in (verdict.sure, verdict.aside) if line)
    return f'<div class="verdict {tone}">\n<p><strong>{text_html(verdict.text, lang)}</strong></p>{sure}\n</div>'


def _takes_the_width(section: Section) -> bool:
    return bool(section.columns) or section.key == "sources"


def _section(section: Section, hand: Hand) -> str:
    listed = section.key == "sources"
    parts = ["<section>"]
    if section.title:
        title = text_html(section.title, hand.lang) + _refs(section.refs, hand)
        parts.append(f"<h{hand.level}>{title}</h{hand.level}>")
    if section.lead:
        parts.append(paragraph(section.lead, hand.lang))
    if section.columns:
        parts.append(_table(section, hand.lang))
    if section.items:
        tag = "ol" if section.numbered else "ul"
        items = [
            _item(item, hand, f' id="{hand.anchor}source-{n}"' if listed else "")
            for n, item in enumerate(section.items, 1)
        ]
        parts += [f'<{tag} class="sources">' if listed else f"<{tag}>", *items, f"</{tag}>"]
    return "\n".join([*parts, "</section>"])


def _table(section: Section, lang: str) -> str:
    # The box around the table scrolls on a narrow screen; it can be reached with the keyboard, so it has a name.
    name = escape(_plain(section.title or Speaker(lang)("faces.table")))
    head = "".join(f'<th scope="col">{text_html(column, lang)}</th>' for column in section.columns)
    rows = []
    for n, (first, *rest) in enumerate(section.rows):
        cells = "".join(f"<td>{text_html(cell, lang)}</td>" for cell in rest)
        link = section.links[n] if n < len(section.links) else ""
        rows.append(
            f'<tr><th scope="row">{_linked(text_html(first, lang, bool(link)), link)}</th>{cells}</tr>'
        )
    many = " wide" if len(section.columns) > 5 else ""
    return (
        f'<div class="table{many}" role="region" aria-label="{name}" tabindex="0">\n<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n'
        + "\n".join(rows)
        + "\n</tbody>\n</table>\n</div>"
    )


def _linked(text: str, link: str) -> str:
    away = ' rel="noreferrer noopener"' if LINK.match(link) else ""
    return f'<a href="{escape(link)}"{away}>{text}</a>' if link else text


def _item(item: Item, hand: Hand, attributes: str) -> str:
    tag, said = labelled(item, hand.lang)
    text = _linked(text_html(said, hand.lang, bool(item.link)), item.link)
    if tag:
        text = f"<b>{text_html(tag, hand.lang)}</b>{text}"
    if item.mark == "no":
        text = f"<s>{text}</s>"
    mark = _mark(item.mark, hand.lang)
    if mark:
        attributes += f' class="{item.mark}"'
    notes = "".join(f"\n<li>{_note(note, hand.lang)}</li>" for note in item.notes)
    hanging = f'\n<ul class="notes">{notes}\n</ul>' if notes else ""
    return f"<li{attributes}>{mark}{text}{_refs(item.refs, hand)}{hanging}</li>"


def _mark(mark: str, lang: str) -> str:
    """What stands before an item: a drawn square to tick, or a sign; in words for those who hear the page."""
    speak = Speaker(lang)
    if not speak.knows(f"faces.mark_{mark}"):
        return ""
    drawn = (
        f'<span class="sign" aria-hidden="true">{SIGNS[mark]}</span>'
        if mark in SIGNS
        else '<span class="box" aria-hidden="true"></span>'
        if mark != "no"
        else ""
    )
    return f'{drawn}<span class="heard">{speak(f"faces.mark_{mark}")}</span>'


def _note(note: str, lang: str) -> str:
    return _linked(escape(note), note) if LINK.fullmatch(note) else text_html(note, lang)


def _refs(refs: tuple[int, ...], hand: Hand) -> str:
    if not refs:
        return ""
    numbers = "".join(f'<a href="#{hand.anchor}source-{n}">[{n}]</a>' for n in refs)
    return f' <span class="refs">{numbers}</span>'


def text_html(text: str, lang: str, within: bool = False) -> str:
    """``text`` escaped, with phone numbers to tap; in an English page Chinese words are marked, for glyphs and screen readers.

    ``within``: it stands in a link, which can hold no other.
    """
    lines = []
    for line in _plain(text).split("\n"):
        safe = escape(line)
        if not within:
            safe = PHONE.sub(r'<a href="tel:\g<0>">\g<0></a>', safe)
        lines.append(
            safe
            if reads_chinese(lang)
            else CHINESE.sub(lambda found: f'<span lang="zh-CN">{found.group()}</span>', safe)
        )
    return "<br>".join(lines)


def _plain(text: str) -> str:
    """``text`` without control characters and without marks that turn its direction."""
    return CONTROL.sub("", text)


def _colours(column: int) -> str:
    return " ".join(f"--{name}: {pair[column]};" for name, pair in PALETTE.items())


HEAD = """<!DOCTYPE html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<style>
{style}</style>
</head>
<body>
"""

CHINESE_FONTS = '"PingFang SC", "Microsoft YaHei", "HarmonyOS Sans SC", "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "WenQuanYi Micro Hei", sans-serif'

STYLE = (
    f":root {{ color-scheme: light dark; {_colours(0)} }}\n"
    f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {_colours(1)} }} }}\n"
    """* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0 auto; padding: 1.2rem 1rem 2rem; max-width: 48rem; background: var(--ground); color: var(--text);
  font: 1rem/1.65 system-ui, -apple-system, """
    + CHINESE_FONTS
    + """;
  overflow-wrap: anywhere; }
h1 { margin: 0; font-size: 1.45rem; line-height: 1.35; }
h2 { margin: 1.6rem 0 .4rem; padding-bottom: .2rem; border-bottom: 1px solid var(--rule); font-size: 1.1rem; line-height: 1.4; }
p { margin: .4rem 0; }
.subtitle, footer, .notes, .refs, .sources { color: var(--muted); }
.verdict { margin: 1rem 0; padding: .7rem .9rem; border: 1px solid; border-left-width: .4rem; border-radius: .3rem; font-size: 1.08rem; }
.verdict p:first-child { margin-top: 0; }
.verdict p:last-child { margin-bottom: 0; }
"""
    + "".join(
        f".verdict.{tone} {{ color: var(--{tone}); background: var(--{tone}-ground); }}\n"
        for tone in TONES
    )
    + """ul, ol { margin: .4rem 0; padding-left: 1.6rem; }
li { margin: .3rem 0; }
ul > li.todo, ul > li.maybe, ul > li.good, ul > li.bad, ul > li.warn { list-style: none; }
ul > li.todo > .box, ul > li.maybe > .box, ul > li > .sign { float: left; margin-left: -1.5rem; }
.box { display: inline-block; width: 1em; height: 1em; margin-top: .33em; border: .11em solid var(--text); border-radius: .1em; }
ol .box { margin: 0 .4em 0 0; vertical-align: -.12em; }
.maybe > .box { border-style: dashed; }
.sign { font-weight: bold; width: 1em; text-align: center; }
li.good > .sign { color: var(--good); }
li.bad > .sign { color: var(--bad); }
li.warn > .sign { color: var(--maybe); }
ul.notes { padding-left: 0; margin: 0; font-size: .9em; }
ul.notes > li { list-style: none; margin: 0; }
.refs { font-size: .8em; white-space: nowrap; }
.sources, footer { font-size: .88em; }
a { color: var(--link); }
.refs a { color: inherit; text-decoration: none; padding: 0 .1em; }
.table { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .95em; }
.wide table { width: max-content; min-width: 100%; }
.wide th, .wide td { max-width: 18rem; }
th, td { padding: .4rem .5rem; border: 1px solid var(--rule); text-align: left; vertical-align: top; min-width: 4.5em; }
thead th { white-space: normal; }
tbody th { font-weight: 600; }
footer { margin-top: 1.6rem; padding-top: .4rem; border-top: 1px solid var(--rule); }
:target { outline: 2px solid var(--link); outline-offset: 2px; }
.heard { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@page { size: A4; margin: 10mm 12mm; }
@media print {
  body { max-width: none; padding: 0; font: 9pt/1.32 "Helvetica Neue", Arial, "Liberation Sans", "DejaVu Sans Condensed", """
    + CHINESE_FONTS
    + """; }
  :lang(zh) body { font-size: 9.5pt; }
  h1 { font-size: 13.5pt; }
  h2 { margin: .65em 0 .15em; padding: 0; font-size: 10.5pt; break-after: avoid; }
  p { margin: .2em 0; }
  ul, ol { margin: .1em 0; }
  li { margin: .06em 0; }
  li, tr, .verdict { break-inside: avoid; }
  .verdict { margin: .35em 0; padding: .3em .7em; font-size: 10pt; }
  .box { margin-top: .2em; }
  .table { overflow: visible; }
  table { font-size: 8pt; }
  .wide table { width: 100%; font-size: 7.5pt; }
  th, td { padding: .12em .4em; min-width: 0; }
  .run { columns: 2; column-gap: 8mm; }
  .run > section:first-child > h2 { margin-top: .2em; }
  .sources { font-size: 7pt; line-height: 1.25; }
  footer { margin-top: .4em; font-size: 7.5pt; }
  footer p { margin: .1em 0; }
  a { color: inherit; text-decoration: none; }
}
"""
)
