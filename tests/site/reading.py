"""What a page holds, read as a browser reads it."""

from __future__ import annotations

from html.parser import HTMLParser
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit


class Read(HTMLParser):
    """``links`` are all addresses of links, ``ids`` all anchors, ``scripts`` and ``styles`` what stands in those, ``loads`` all that
    a browser would fetch by itself, ``handlers`` what would run or style from within a tag; ``text`` is what is read."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.links: list[str] = []
        self.ids: list[str] = []
        self.loads: list[str] = []
        self.handlers: list[str] = []
        self.inside: dict[str, list[str]] = {"script": [], "style": [], "title": []}
        self.policy, self.lang, self.text = "", "", ""
        self._open = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "a":
            self.links.append(given["href"])
        if tag == "html":
            self.lang = given["lang"]
        if given.get("http-equiv") == "Content-Security-Policy":
            self.policy = given["content"]
        self.ids += [given["id"]] if "id" in given else []
        self.loads += [
            v for n, v in given.items() if n in ("src", "srcset", "data", "poster", "xlink:href")
        ]
        self.loads += [tag] if tag in ("link", "iframe", "object", "embed", "base") else []
        self.handlers += [n for n in given if n.startswith("on") or n == "style"]
        self._open = tag
        if tag in self.inside:
            self.inside[tag].append("")

    def handle_endtag(self, tag: str) -> None:
        self._open = ""

    def handle_data(self, data: str) -> None:
        if self._open in self.inside:
            self.inside[self._open][-1] += data
        else:
            self.text += data


def astray(read: dict[str, Read]) -> list[tuple[str, str]]:
    """The links between pages that lead to no page or to no anchor of it, as (file, link)."""
    found = []
    for file, page in read.items():
        if len(page.ids) != len(set(page.ids)):
            found.append((file, "an anchor twice"))
        for link in set(page.links):
            parts = urlsplit(link)
            if parts.scheme:
                found += [(file, link)] * (parts.scheme not in ("https", "http", "tel"))
                continue
            target = normpath(join(dirname(file), unquote(parts.path))) if parts.path else file
            anchor = unquote(parts.fragment)
            if target not in read or (anchor and anchor not in read[target].ids):
                found.append((file, link))
    return found
