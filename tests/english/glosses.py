"""Chinese in an English text, and whether its English stands beside it."""

from __future__ import annotations

import re

HAN = "\u3400-\u9fff"
RUN = re.compile(f"[{HAN}][{HAN}0-9A-Z〔〕《》“”·、，。：；？！—（）【】+＋-]*")
SPOKEN = re.compile(f"“[^”]*[{HAN}][^”]*[。？！][^”]*”")
"""What is read aloud on the telephone: its sound and its meaning stand below it."""


def unglossed(text: str) -> list[str]:
    """Each Chinese name whose first mention has no English beside it: neither before it in brackets nor behind it in brackets."""
    flat = re.sub(r"\s+", " ", SPOKEN.sub("“…”", text))
    seen: set[str] = set()
    found = []
    for match in RUN.finditer(flat):
        run = match.group()
        if run in seen:
            continue
        seen.add(run)
        before, after = flat[: match.start()], flat[match.end() :]
        if _bracketed(before) or re.match(r'["”\']? \([^()]*[A-Za-z]', after):
            continue
        found.append(f"{before[-50:]}⟦{run}⟧{after[:30]}")
    return found


def _bracketed(before: str) -> bool:
    """Whether what follows stands in brackets, behind English."""
    depth = 0
    for place in range(len(before) - 1, -1, -1):
        sign = before[place]
        depth += (sign in ")）") - (sign in "(（")
        if depth < 0:
            english = re.search(r"[A-Za-z0-9”\"')?!.] ?$", before[:place])
            if english:
                return True
            depth = 0
        if len(before) - place > 400:
            return False
    return False
