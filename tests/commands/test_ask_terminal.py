"""The questionnaire on a real pseudo-terminal, in Chinese and English."""

from __future__ import annotations

import os
import re
import signal
import sys
from itertools import product

import pytest

from tests.sampling import quick_and_long

pexpect = pytest.importorskip("pexpect")

DOWN, ESCAPE, ENTER = "\x1b[B", "\x1b", "\r"
CTRL_C, CTRL_D, CTRL_U = "\x03", "\x04", "\x15"
PASTE = "\x1b[200~{}\x1b[201~"

WORDS = {
    "zh": {
        "status": "发生了什么事？",
        "place": "医保交在哪里",
        "to": "要转到哪里参保",
        "died": "去世",
        "family": "家人去世了",
        "fact": "医保经办机构能在系统里查到死亡信息吗",
        "why": "为什么问：",
        "assumed": "没问到的，按平常的情况算",
        "again": "这条命令可以再得到这个回答",
        "else": "还要做什么？",
        "file": "存到哪个文件？",
        "change": "要改哪一个回答？",
        "stopped": "已停止。",
        "several": "是哪一处？",
        "nowhere": "没有找到“",
        "moving": "我换城市工作",
    },
    "en": {
        "status": "What has happened?",
        "place": "Where is the person insured?",
        "to": "Where does the insurance move to?",
        "died": "died",
        "family": "a family member has died",
        "fact": "Can the bureau see the death",
        "why": "Why: ",
        "assumed": "The rest is taken to be as usual",
        "again": "This command gives the same answer again",
        "else": "Anything else?",
        "file": "Into which file?",
        "change": "Which answer do you want to change?",
        "stopped": "Stopped.",
        "several": "Which one?",
        "nowhere": "No place is called “",
        "moving": "my job and insurance move",
    },
}
LIBRARY_ENGLISH = (
    "Use arrow keys",
    "Cancelled",
    "Invalid input",
    "Description:",
    "Answer:",
    "WARNING",
    "too small",
    "Traceback",
)


class Person:
    """Someone at a terminal of ``size`` (lines, columns)."""

    def __init__(
        self,
        lang: str,
        *args: str,
        size: tuple[int, int] = (40, 100),
        command: str | None = None,
        **env: str,
    ):
        without = {
            k: v
            for k, v in os.environ.items()
            if k not in ("ACCESSIBLE", "NO_COLOR", "COLUMNS", "LINES")
        }
        settings = {
            **without,
            "TERM": "xterm-256color",
            "MEDISAVE_LANG": lang,
            "PYTHONIOENCODING": "utf-8",
            **env,
        }
        program, argv = (
            (sys.executable, ["-m", "medisave_cli", *args])
            if command is None
            else ("/bin/sh", ["-c", command])
        )
        self.words = WORDS[lang]
        self.child = pexpect.spawn(
            program, argv, dimensions=size, env=settings, encoding="utf-8", timeout=20
        )
        self.seen = ""

    def reads(self, word: str) -> Person:
        """Wait until the word (a key of WORDS, or itself) is on the screen."""
        self.child.expect_exact(self.words.get(word, word))
        self.seen += self.child.before + self.child.after
        return self

    def types(self, *keys: str) -> Person:
        for key in keys:
            self.child.send(key)
        return self

    def leaves(self) -> int:
        self.seen += self.child.read()
        self.child.close()
        assert self.child.signalstatus is None
        return self.child.exitstatus


def at_every_prompt(lang: str, then: str) -> list[tuple[str, list[tuple[str, tuple[str, ...]]]]]:
    died = WORDS[lang]["died"]
    walk = [
        ("status", (died, ENTER)),
        ("place", ("kunshan", ENTER)),
        ("fact", (ENTER,)),
        ("assumed", (ENTER,)),
        ("else", ("2", ENTER)),
        ("file", ()),
    ]
    return [(name, walk[:i]) for i, (name, _) in enumerate(walk) if name == then]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", [(24, 60), (40, 120)])
def test_a_whole_conversation(lang, size):
    person = Person(lang, size=size)
    person.reads("status").reads("family").types(WORDS[lang]["died"], ENTER)
    person.reads("place").types("昆山" if lang == "zh" else "kunshan", ENTER)
    person.reads("fact").reads("why").types(DOWN, ENTER)
    person.reads("assumed")
    if lang == "en":
        assert not re.search(r"[\u4e00-\u9fff]", re.sub(r"\([^()]*\)", "", person.seen))
    person.types(ENTER).reads("again").reads("death_in_shared_data=no").reads("else").types(ENTER)
    assert person.leaves() == 0
    assert not [word for word in LIBRARY_ENGLISH if word in person.seen]


@pytest.mark.parametrize(
    ("where", "key", "lang"),
    quick_and_long(
        list(
            product(
                ["status", "place", "fact", "assumed", "else", "file"],
                [CTRL_C, CTRL_D],
                ["zh", "en"],
            )
        ),
        7,
    ),
)
def test_leaving_at_each_prompt(where, key, lang):
    person = Person(lang)
    for name, keys in at_every_prompt(lang, where)[0][1]:
        person.reads(name).types(*keys)
    person.reads(where)
    if where == "file":
        person.reads(".html")
        if key == CTRL_D:
            person.types("\x15")
    person.types(key)
    code = person.leaves()
    assert "Traceback" not in person.seen and not [
        word for word in LIBRARY_ENGLISH if word in person.seen
    ]
    if key == CTRL_D and where in ("else", "file"):
        assert code == 0  # The answer has been given: that nothing more is wanted is no failure.
    else:
        assert code == 130 and WORDS[lang]["stopped"] in person.seen


def test_leaving_while_choosing_what_to_change_and_among_several_places():
    person = (
        Person("zh")
        .reads("status")
        .types("去世", ENTER)
        .reads("place")
        .types("朝阳区", ENTER)
        .reads("several")
        .types(CTRL_C)
    )
    assert person.leaves() == 130
    person = (
        Person("en")
        .reads("status")
        .types("died", ENTER)
        .reads("place")
        .types("kunshan", ENTER)
        .reads("fact")
        .types(ESCAPE)
        .reads("place")
        .types(CTRL_C)
    )
    assert person.leaves() == 130


def test_leaving_at_the_destination():
    person = Person("zh", "ask", "-s", "transfer", "-c", "深圳").reads("to").types(CTRL_C)
    assert person.leaves() == 130


@pytest.mark.parametrize("where", ["status", "fact"])
def test_an_interrupt_from_outside_leaves_cleanly_too(where):
    person = Person("en").reads("status")
    if where == "fact":
        person.types("died", ENTER).reads("place").types("kunshan", ENTER).reads("fact").reads(
            "not sure"
        )
    person.child.kill(signal.SIGINT)
    assert person.leaves() == 130 and "Stopped." in person.seen and "Traceback" not in person.seen


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_pasted_wrong_city_is_answered_shortly_and_asked_again(lang):
    person = Person(lang).reads("status").types(WORDS[lang]["died"], ENTER).reads("place")
    person.types(PASTE.format("这不是一个城市 not a city\n" * 60), ENTER)
    person.reads("nowhere").reads("…").reads("place").types("kunshan", ENTER).reads("fact").types(
        CTRL_C
    )
    assert person.leaves() == 130


def test_a_shared_name_is_listed_with_provinces_and_one_is_picked():
    person = Person("zh").reads("status").types("去世", ENTER).reads("place").types("朝阳区", ENTER)
    person.reads("several").reads("北京市朝阳区").reads("吉林省长春市朝阳区").types(
        "2", ENTER
    ).reads("→ 吉林省长春市朝阳区").types(CTRL_C)
    assert person.leaves() == 130


def test_suggestions_as_one_types_are_taken_with_the_arrow():
    person = (
        Person("zh")
        .reads("status")
        .types("去世", ENTER)
        .reads("place")
        .types("kunsh")
        .reads("江苏省苏州市昆山市")
        .reads("320583")
    )
    person.types(DOWN, ENTER).reads("fact").types(CTRL_C)
    assert person.leaves() == 130


def test_a_resize_in_the_middle_goes_on_and_nothing_is_cut():
    person = (
        Person("zh", size=(40, 120))
        .reads("status")
        .types("去世", ENTER)
        .reads("place")
        .types("昆山", ENTER)
        .reads("fact")
        .reads("不清楚")
    )
    person.child.setwinsize(30, 60)
    person.reads("查到死亡信息吗").reads("为什么问：").types(DOWN, DOWN, ENTER).reads(
        "assumed"
    ).types(ENTER).reads("death_in_shared_data=unknown")
    person.reads("else").types(ENTER)
    assert person.leaves() == 0


@pytest.mark.parametrize(("lang", "said"), [("zh", "窗口太矮了"), ("en", "this window is too low")])
def test_a_window_made_too_low_says_so_and_goes_on(lang, said):
    person = Person(lang, size=(30, 80)).reads("status").reads("family")
    person.child.setwinsize(6, 80)
    person.reads(said)
    person.child.setwinsize(30, 80)
    person.reads("family").types(CTRL_C)
    assert person.leaves() == 130 and "too small" not in person.seen


def test_escape_goes_back_to_an_earlier_answer_without_starting_over():
    person = (
        Person("zh")
        .reads("status")
        .types("去世", ENTER)
        .reads("place")
        .types("昆山", ENTER)
        .reads("fact")
        .reads("不清楚")
        .types(ESCAPE)
    )
    person.reads("place").reads("昆山市").types(CTRL_U, "南京", ENTER)
    # The status is not asked again.
    person.reads("fact").types(ENTER).reads("assumed").types(ENTER).reads(
        "medisave check -c 南京市 -s deceased"
    ).reads("else").types(ENTER)
    assert person.leaves() == 0


def test_the_handout_is_saved(tmp_path):
    person = (
        Person("en")
        .reads("status")
        .types("died", ENTER)
        .reads("place")
        .types("kunshan", ENTER)
        .reads("fact")
        .types(ENTER)
        .reads("assumed")
        .types(ENTER)
    )
    person.reads("else").types("2", ENTER).reads("file").reads(
        "medisave-Kunshan-deceased.html"
    ).types("\x15", str(tmp_path / "a.html"), ENTER)
    person.reads("Saved to").reads("else").types("3", ENTER).reads("file").reads(".md").types(
        "\x15", str(tmp_path / "no" / "b.md"), ENTER
    )
    person.reads("no folder").reads("file").types("\x15", str(tmp_path / "b.md"), ENTER).reads(
        "Saved to"
    ).reads("else").types(ENTER)
    assert person.leaves() == 0
    assert (
        (tmp_path / "a.html")
        .read_text(encoding="utf-8")
        .lstrip()
        .lower()
        .startswith("<!doctype html")
    )
    assert (tmp_path / "b.md").read_text(encoding="utf-8").startswith("# ")


def test_the_answer_alone_goes_where_standard_output_goes(tmp_path):
    target = tmp_path / "answer.txt"
    person = Person("zh", command=f"'{sys.executable}' -m medisave_cli ask > '{target}'")
    person.reads("status").types("去世", ENTER).reads("place").types("昆山", ENTER).reads(
        "fact"
    ).types(ENTER).reads("assumed").types(ENTER).reads("else").types(ENTER)
    assert person.leaves() == 0
    text = target.read_text(encoding="utf-8")
    assert (
        text.startswith("江苏省苏州市昆山市 · ")
        and "\x1b" not in text
        and "发生了什么事" not in text
    )


@pytest.mark.parametrize("env", [{"ACCESSIBLE": "1"}, {"TERM": "dumb"}])
def test_numbered_prompts_on_a_terminal_move_no_cursor(env):
    person = (
        Person("zh", **env)
        .reads("1. 家人去世了")
        .reads("请输入编号")
        .types("1\n")
        .reads("place")
        .reads("请输入")
        .types("昆山\n")
    )
    person.reads("fact").types("1\n").reads("assumed").types("1\n").reads("else").types("1\n")
    assert person.leaves() == 0
    assert "\x1b" not in person.seen


def test_no_color_is_respected():
    person = (
        Person("zh", NO_COLOR="1").reads("status").types("去世", ENTER).reads("place").types(CTRL_C)
    )
    assert person.leaves() == 130
    assert not re.search(r"\x1b\[[0-9;]*3[0-9]m", person.seen)


def test_the_terminal_is_left_as_it_was():
    person = (
        Person("en", command=f"'{sys.executable}' -m medisave_cli; stty -a")
        .reads("status")
        .types(CTRL_C)
        .reads("Stopped.")
    )
    person.leaves()
    settings = person.seen.split("Stopped.")[1].split()
    assert "icanon" in settings and "echo" in settings
