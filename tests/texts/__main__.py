"""Record what every command says, or compare with what was recorded.

    python -m tests.texts record DIR     one file a command line: its exit code, stdout and stderr
    python -m tests.texts compare DIR    exit code 1 where anything now differs, with the first differences

Each situation is asked at thirty places in both languages, and at a few of them in every format; guides, lookups and questions
asked wrongly too. Ids of cases and digests of the book are masked: they follow the book's content, not what is said.
"""

from __future__ import annotations

import contextlib
import difflib
import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from medisave_cli.cli import run

AS_OF = "2026-11-22"
PLACES = [
    "昆山",
    "北京",
    "天津",
    "上海",
    "重庆",
    "广州",
    "深圳",
    "汕头",
    "杭州",
    "宁波",
    "温州",
    "南京",
    "徐州",
    "宜兴",
    "合肥",
    "滁州",
    "厦门",
    "泉州",
    "济南",
    "威海",
    "武汉",
    "荆州",
    "长沙",
    "衡阳",
    "成都",
    "乐山",
    "遵义",
    "昆明",
    "西安",
    "唐山",
]
STATUSES = [
    "deceased",
    "retired",
    "emigrated",
    "transfer",
    "left_employment",
    "switched_to_resident",
    "enlisted",
    "discharged",
    "imprisoned",
    "lost_work_capacity",
    "duplicate_enrolment",
    "long_term_remote_care",
    "active",
    "cross_province_transfer",
    "intra_province_transfer",
    "transfer_refused",
    "remote_settled_retiree",
    "foreign_leaver",
]
FORMATS = ("table", "plain", "json", "markdown", "html")
FEW = PLACES[:3]
MASKED = re.compile(r"\b[0-9a-f]{16}\b")


def lines() -> Iterator[list[str]]:
    """Every command line of the sample, its language left out."""
    for status in STATUSES:
        for place in PLACES:
            yield ["check", "-c", place, "-s", status, "--as-of", AS_OF, "--format", "plain"]
        for place in FEW:
            for face in FORMATS:
                asked = ["check", "-c", place, "-s", status, "--as-of", AS_OF, "--format", face]
                yield [*asked, "--more"]
                yield [*asked, "--explain"]
    for origin, destination in (
        ("昆山", "北京"),
        ("深圳", "北京"),
        ("徐州", "合肥"),
        ("昆山", "苏州"),
    ):
        for face in FORMATS:
            yield ["transfer", origin, destination, "--as-of", AS_OF, "--format", face]
    for topic in ("uses", "sharing", "balance"):
        for place in PLACES[:10]:
            yield [topic, "-c", place, "--format", "plain"]
    for status in ("deceased", "retired"):
        yield ["compare", "-s", status, "-c", "昆山", "-c", "北京", "--as-of", AS_OF]
    yield from (["place", place, "--format", "plain"] for place in FEW)
    yield from (["statuses"], ["facts"], ["claims", "--format", "plain"], ["policy", "coverage"])
    yield from _wrong()


def _wrong() -> Iterator[list[str]]:
    yield from (
        ["check", "-c", "昆山"],
        ["check", "-c", "朝阳区", "-s", "deceased"],
        ["check", "-c", "昆仑山", "-s", "deceased"],
        ["check", "-c", "昆山", "-s", "nonsense"],
        ["check", "-c", "昆山", "-s", "deceased", "--fact", "heir=yes"],
        ["check", "-c", "昆山", "-s", "deceased", "--fact", "heir_exists=perhaps"],
        ["check", "-c", "昆山", "-s", "active", "--fact", "stage=retired"],
        ["check", "-c", "昆山", "-s", "deceased", "--to", "北京"],
        ["transfer", "昆山", "香港"],
    )


def said(words: list[str], lang: str) -> str:
    """What a command line says, ids and digests masked."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run([*words, "--lang", lang])
    text = f"$ medisave {' '.join(words)} --lang {lang}\nexit {code}\n{out.getvalue()}\n--\n{err.getvalue()}"
    return MASKED.sub("0" * 16, text)


def main(argv: list[str]) -> int:
    """Record or compare; 2 where asked wrongly."""
    if len(argv) != 2 or argv[0] not in ("record", "compare"):
        print(__doc__)
        return 2
    folder, different = Path(argv[1]), 0
    folder.mkdir(parents=True, exist_ok=True)
    for number, words in enumerate(lines()):
        for lang in ("zh", "en"):
            path, now = folder / f"{number:05}-{lang}.txt", said(words, lang)
            if argv[0] == "record":
                path.write_text(now, encoding="utf-8")
                continue
            was = path.read_text(encoding="utf-8") if path.exists() else ""
            if was != now:
                different += 1
                if different <= 20:
                    print(
                        "\n".join(
                            difflib.unified_diff(
                                was.split("\n"), now.split("\n"), path.name, "now", "", "", 0, ""
                            )
                        )
                    )
    print(f"{different} texts differ" if argv[0] == "compare" else f"recorded in {folder}")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
