"""What an assistant is told: the same JSON as the command line's, and sentences that keep their doubt."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from medisave_cli.told.records import checked, write
from tests.assistants.conftest import Talk
from tests.commands.asking import data

DAY = "2026-11-22"


@pytest.fixture(scope="module")
def said(talk: Talk) -> dict[str, Any]:
    """What one server says of everything the tests below ask, by a name for each call."""

    calls: dict[str, tuple[str, dict[str, Any]]] = {
        "statuses": ("statuses", {}),
        "own words": ("statuses", {"text": "我爸走了"}),
        "places": ("places", {"search": "昆山"}),
        "check": ("check", {"place": "昆山", "situation": "deceased", "as_of": DAY}),
        "in own words": ("check", {"place": "昆山", "situation": "我爸走了", "as_of": DAY}),
        "unknown": ("check", {"place": "遵义", "situation": "imprisoned", "as_of": DAY}),
        "leaning": ("check", {"place": "遵义", "situation": "emigrated", "as_of": DAY}),
        "english": (
            "check",
            {"place": "Kunshan", "situation": "deceased", "as_of": DAY, "lang": "en"},
        ),
        "topic": ("check", {"place": "昆山", "situation": "卡刷不了"}),
        "transfer": ("transfer", {"from": "深圳", "to": "北京", "as_of": DAY}),
        "compare": (
            "compare",
            {"places": ["昆山", "北京"], "situation": "deceased", "as_of": DAY},
        ),
        "claims": ("claims", {"place": "北京", "most": 50}),
        "sources": ("sources", {"id": "jiangsu-guide-2022"}),
        "no place": ("next_question", {"situation": "我爸走了"}),
        "no situation": ("next_question", {"place": "昆山"}),
        "two places": ("next_question", {"place": "朝阳", "situation": "deceased"}),
        "asks": ("next_question", {"place": "昆山", "situation": "deceased"}),
    }

    async def conversation(session: Any) -> dict[str, Any]:
        tools = (await session.list_tools()).tools
        answers = {name: await session.call_tool(*call) for name, call in calls.items()}
        return {"tools": {tool.name: tool for tool in tools}, **answers}

    return talk(conversation)


def text_of(result: Any) -> str:
    assert [c.type for c in result.content] == ["text"]
    return result.content[0].text


def test_the_tools_name_the_facts_and_their_values(said: dict[str, Any], book: Any) -> None:
    assert set(said["tools"]) == {
        "statuses",
        "places",
        "check",
        "next_question",
        "transfer",
        "compare",
        "claims",
        "sources",
    }
    for tool in said["tools"].values():
        jsonschema.Draft202012Validator.check_schema(tool.inputSchema)
        assert tool.description
    facts = said["tools"]["check"].inputSchema["properties"]["facts"]["properties"]
    assert set(facts) == set(book.catalog_facts)
    for fact in book.catalog_facts.values():
        if fact.type == "choice":
            assert facts[fact.id]["enum"] == [*fact.says, "unknown"]


@pytest.mark.parametrize(
    ("name", "command"),
    [
        ("statuses", ("statuses",)),
        ("own words", ("statuses", "我爸走了")),
        ("places", ("places", "--search", "昆山")),
        ("check", ("check", "昆山", "deceased", "--as-of", DAY)),
        ("english", ("check", "Kunshan", "deceased", "--as-of", DAY, "--lang", "en")),
        ("topic", ("check", "昆山", "卡刷不了")),
        ("transfer", ("transfer", "深圳", "北京", "--as-of", DAY)),
        ("compare", ("compare", "-s", "deceased", "-c", "昆山", "-c", "北京", "--as-of", DAY)),
        ("claims", ("claims", "-c", "北京")),
        ("sources", ("sources", "jiangsu-guide-2022")),
    ],
)
def test_an_answer_is_the_json_of_the_command_line(
    said: dict[str, Any], capsys: Any, name: str, command: tuple[str, ...]
) -> None:
    result = said[name]
    assert not result.isError
    lang = () if "--lang" in command else ("--lang", "zh")
    assert result.structuredContent == data(capsys, *command, *lang)


@pytest.mark.parametrize("name", ["check", "in own words", "unknown", "leaning", "transfer"])
def test_the_grade_and_the_doubt_stand_inside_the_sentence(said: dict[str, Any], name: str) -> None:
    whole = said[name].structuredContent
    advice = whole.get("advice", whole)
    sentence = next(x for x in text_of(said[name]).splitlines()[1:] if x)
    assert sentence.startswith(advice["headline"].rstrip("。"))
    assert sentence.endswith("以参保地窗口答复为准）。")
    if advice["verdict"] == "unknown":
        assert "没有" in sentence and ("等级C" in sentence) == (advice["lean"] is not None)
    else:
        assert f"等级{advice['grade']}" in sentence


def test_no_command_line_is_spoken_of_in_an_answer(said: dict[str, Any]) -> None:
    for name in ("own words", "check", "unknown", "leaning", "transfer", "compare", "asks"):
        assert "--" not in text_of(said[name]), name
        assert not re.search(r"medisave [a-z]", text_of(said[name])), name


def test_what_is_not_known_is_asked_for(said: dict[str, Any]) -> None:
    asked = {
        name: said[name].structuredContent["question"] for name in ("no place", "no situation")
    }
    assert {name: q["fact"] for name, q in asked.items()} == {
        "no place": "place",
        "no situation": "situation",
    }
    choices = said["two places"].structuredContent["question"]["choices"]
    assert {"211300", "110105"} <= set(choices)
    first = said["check"].structuredContent["questions"][0]
    assert said["asks"].structuredContent["question"] == first
    assert first["text"] in text_of(said["asks"])


def test_the_questions_end(talk: Talk) -> None:
    async def conversation(session: Any) -> tuple[int, Any]:
        facts: dict[str, Any] = {}
        for n in range(40):
            asked = {"place": "遵义", "situation": "emigrated", "facts": facts}
            result = await session.call_tool("next_question", asked)
            question = result.structuredContent["question"]
            if question is None:
                return n, result
            facts[question["fact"]] = "unknown"
        raise AssertionError("it never stops asking")

    asked, last = talk(conversation)
    assert asked > 2
    assert "再问也不会改变答案了" in text_of(last)
    assert json.dumps(last.structuredContent)


@pytest.mark.parametrize("options", [(), ("--told",)])
def test_what_an_office_told_the_person_is_handed_out_only_where_the_server_may(
    talk: Talk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: tuple[str, ...]
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("MEDISAVE_TOLD", "yes")
    for place, status in (("320583", "deceased"), ("440300", "transfer")):
        write(checked(place, status, "no", "丙号窗口", DAY, {"note": "窗口丙号的原话"}))

    async def conversation(session: Any) -> list[Any]:
        asked = {"place": "昆山", "situation": "deceased"}
        return [
            await session.call_tool(name, given)
            for name, given in (
                ("check", asked),
                ("transfer", {"from": "深圳", "to": "北京"}),
                ("next_question", asked),
                ("compare", {"places": ["昆山", "北京"], "situation": "deceased"}),
                ("statuses", {"text": "我爸走了"}),
                ("places", {"search": "昆山"}),
                ("claims", {"place": "昆山"}),
                ("sources", {"place": "昆山"}),
            )
        ]

    answers = talk(conversation, *options)
    assert not any(answer.isError for answer in answers)
    check, transfer, *others = (answer.model_dump_json() for answer in answers)
    assert [("丙号窗口" in said) for said in (check, transfer)] == [bool(options)] * 2
    if not options:
        assert not any("丙号" in said for said in others)
    else:
        assert answers[0].structuredContent["verdict"] == "eligible"
