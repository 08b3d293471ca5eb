"""The conversation, with numbered prompts fed line by line: what is said, what can be changed, how it ends."""

from __future__ import annotations

import io
import re

import pytest

from medisave_cli import Case, MedisaveError, ask
from medisave_cli.interview.desk import Desk
from medisave_cli.interview.numbered import Numbered
from medisave_cli.interview.session import Session
from medisave_cli.interview.talk import Talk

AS_OF = "2026-11-22"


class Held:
    """A conversation held: what was said to the person, what was shown and saved."""

    def __init__(
        self,
        book,
        *lines: str,
        lang: str = "zh",
        start: Session | None = None,
        exists=(),
        refuses=(),
    ):
        self.shown, self.saved, self.guided, self.ended = [], [], [], None
        out = io.StringIO()

        def save(advice, kind, name, replace):
            if name in refuses:
                raise MedisaveError("files.cannot_write", file=name, why="")
            if name in exists and not replace:
                raise FileExistsError(name)
            self.saved.append((advice, kind, name))

        prompts = Numbered(lang, io.StringIO("".join(f"{line}\n" for line in lines)), out)
        try:
            Talk(
                Desk(book, AS_OF),
                prompts,
                lang,
                self.shown.append,
                save,
                lambda *guide: self.guided.append(guide),
            ).run(start or Session())
        except EOFError as error:
            self.ended = error
        self.said = out.getvalue()

    @property
    def case(self):
        return self.shown[-1].situation.asked


def test_the_answer_is_what_check_gives(book):
    held = Held(book, "家人去世", "昆山", "1", "1", "1")
    assert held.case == Case("昆山市", "deceased", {"death_in_shared_data": True}, None, AS_OF)
    checked = ask(book, held.case)
    assert held.shown == [checked]
    assert held.ended is None


def test_each_question_says_why_and_takes_not_sure(book):
    held = Held(book, "去世", "昆山", "3", "1")
    fact = book.catalog_facts["death_in_shared_data"]
    assert (
        fact.question.zh in held.said
        and f"为什么问：{fact.why.zh}" in held.said
        and "3. 不清楚" in held.said
    )
    assert held.case.facts == {"death_in_shared_data": "unknown"}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_frame_is_in_one_language(book, lang):
    held = Held(
        book,
        "nothing at all",
        "died",
        "nowhere at all",
        "朝阳",
        "2",
        "?",
        "9",
        "1",
        "2",
        "0",
        "2",
        "<",
        "kunshan",
        "",
        "1",
        lang=lang,
        start=Session("emigrated"),
    )
    frame = re.sub(r"\([^()]*[\u4e00-\u9fff][^()]*\)|“[^”]*”", "", held.said)
    if lang == "en":
        assert not re.search(r"[\u4e00-\u9fff]", frame), held.said
    else:
        assert not re.search(r"[A-Za-z]{4,}", frame.replace("Markdown", "")), held.said


def test_a_shared_name_is_listed_with_provinces(book):
    held = Held(book, "朝阳区", "2", start=Session("deceased"))
    assert "“朝阳区”有 2 处，是哪一处？" in held.said
    assert "1. 北京市朝阳区  110105" in held.said and "2. 吉林省长春市朝阳区  220104" in held.said
    assert "→ 吉林省长春市朝阳区" in held.said


def test_a_name_that_no_place_carries_offers_the_nearest_and_never_guesses(book):
    held = Held(book, "昆衫", "2", "昆山", start=Session("deceased"))
    assert "是不是下面的？\n" in held.said and "昆山市" in held.said.split("是不是下面的？")[1]
    assert "都不是，重新填" in held.said


def test_places_without_mainland_insurance_are_refused_with_the_reason(book):
    held = Held(book, "香港", "昆山", start=Session("deceased"))
    assert "不适用内地的职工医保" in held.said and held.ended is not None


def test_a_long_paste_is_answered_shortly(book):
    held = Held(book, "这不是一个城市" * 400, "昆山", start=Session("deceased"))
    assert "没有找到“" in held.said and "…”" in held.said
    assert max(map(len, held.said.splitlines())) < 200


def test_control_characters_are_not_repeated(book):
    held = Held(book, "\x1b[31m\x07坏\u202e城", "昆山", start=Session("deceased"))
    assert not any(c in held.said for c in "\x1b\x07\u202e")


def test_a_move_offers_the_destination_and_takes_none(book):
    held = Held(book, "深圳", "", "1", "1", "1", "1", "1", start=Session("transfer"))
    assert "要转到哪里参保？" in held.said and "1. 还没定" in held.said
    if held.shown:
        assert held.case.destination is None


def test_a_destination_settles_the_province(book):
    held = Held(book, "深圳", "深圳", "北京", "1", "1", start=Session("transfer"))
    assert "和参保地是同一个地方" in held.said
    assert held.case == Case("深圳市", "transfer", {}, "北京市", AS_OF)
    assert "新参保地在同一个省吗" not in held.said


def test_back_changes_the_status_and_keeps_the_place(book):
    # Asked of a retiree first; back from the first fact to the place, and on to the status; then on with the same place.
    held = Held(book, "我退休了", "昆山", "0", "<", "去世", "1", "1", "1")
    assert "直接回车＝昆山市" in held.said and "直接回车＝我退休了" in held.said
    assert held.case == Case("昆山市", "deceased", {"death_in_shared_data": True}, None, AS_OF)
    assert held.said.count("医保交在哪里") == 2


def test_back_from_the_place_goes_to_the_status_at_once(book):
    held = Held(book, "我退休了", "<", "去世", "昆山", "1", "1", "1")
    assert "要改哪一个回答" not in held.said and held.case.status == "deceased"


def test_nothing_changes_when_going_back_is_thought_better_of(book):
    held = Held(book, "我退休了", "昆山", "0", "", "1", "1", "1")
    assert held.case.facts == {"pension": "monthly"}


def test_an_answer_can_be_changed_after_the_advice(book):
    held = Held(book, "我退休了", "昆山", "1", "1", "4", "3", "2", "1", start=None)
    assert [a.situation.asked.facts for a in held.shown] == [
        {"pension": "monthly"},
        {"pension": "lump_sum"},
    ]
    assert held.shown[0].verdict != held.shown[1].verdict


def test_an_assumption_can_be_put_right(book):
    held = Held(book, "我退休了", "昆山", "1", "2", "4", "3", "3", "1", "1")
    assert "没问到的，按平常的情况算。都对吗？" in held.said
    assert held.case.facts["settled"] == "abroad"
    assert held.shown[-1].situation.base_status == "emigrated"
    assert held.shown == [ask(book, held.case)]


def test_a_number_is_typed_and_checked(book):
    from medisave_cli.interview.prompts import Ask

    out = io.StringIO()
    prompts = Numbered("zh", io.StringIO("三\n-1\n2.5\n4\n"), out)
    talk = Talk(Desk(book, AS_OF), prompts, "zh", lambda advice: None, print, print)
    assert talk._typed(Ask("几个月？"), book.catalog_facts["gap_months"]) == 4
    assert out.getvalue().count("请填整数，不小于 0") == 3
    blank = Talk(
        Desk(book, AS_OF),
        Numbered("zh", io.StringIO("\n"), out),
        "zh",
        lambda advice: None,
        print,
        print,
    )
    assert blank._typed(Ask("几个月？"), book.catalog_facts["gap_months"]) == "unknown"


def test_the_handout_is_offered_and_saved(book):
    held = Held(book, "去世", "昆山", "1", "1", "2", "", "3", "手册.md", "1")
    assert [(kind, name) for _, kind, name in held.saved] == [
        ("html", "medisave-昆山市-参保人去世.html"),
        ("markdown", "手册.md"),
    ]
    assert held.saved[0][0] == held.shown[0]


def test_a_file_is_not_replaced_unasked(book):
    held = Held(
        book,
        "去世",
        "昆山",
        "1",
        "1",
        "2",
        "有.html",
        "1",
        "新.html",
        "2",
        "有.html",
        "2",
        "1",
        exists=("有.html",),
    )
    assert [name for _, _, name in held.saved] == ["新.html", "有.html"]


def test_a_file_that_cannot_be_written_loses_nothing(book):
    held = Held(
        book, "去世", "昆山", "1", "1", "2", "坏/坏.html", "好.html", "1", refuses=("坏/坏.html",)
    )
    assert "写不了" in held.said and [name for _, _, name in held.saved] == ["好.html"]


@pytest.mark.parametrize(
    "lines", [(), ("去世",), ("去世", "昆山"), ("去世", "昆山", "1"), ("去世", "昆山", "0")]
)
def test_the_end_of_input_before_the_answer_is_told_apart(book, lines):
    held = Held(book, *lines)
    assert isinstance(held.ended, EOFError) and not held.shown


def test_the_end_of_input_after_the_answer_is_no_failure(book):
    held = Held(book, "去世", "昆山", "1", "1")
    assert held.ended is None and len(held.shown) == 1
