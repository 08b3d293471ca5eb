"""Write anew what the documents show of the program:  python -m tests.docs"""

from __future__ import annotations

import sys

from tests.docs.printed import ROOT, documents, rewritten
from tests.docs.reference import PAGES, reference


def main() -> None:
    """Rewrite the reference of the commands and every marked block; names what changed."""
    fresh = {path: reference(lang) for lang, path in PAGES.items()}
    fresh |= {path: rewritten(path) for path in documents()}
    for path, text in fresh.items():
        if not path.exists() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8")
            print(path.relative_to(ROOT), file=sys.stderr)


if __name__ == "__main__":
    main()
