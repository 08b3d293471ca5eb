"""Every sentence has its twin in every language, with the same gaps."""

from __future__ import annotations

import pkgutil
from importlib import import_module
from string import Formatter

import pytest

from medisave_cli import language
from medisave_cli.errors import AskedWrongly
from medisave_cli.language import LANGUAGES, Speaker

TOPICS = sorted(
    {m.name for lang in LANGUAGES for m in pkgutil.iter_modules([f"{language.__path__[0]}/{lang}"])}
)


def gaps(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


@pytest.mark.parametrize("topic", TOPICS)
def test_each_sentence_has_its_twin_with_the_same_gaps(topic: str) -> None:
    words = {
        lang: import_module(f"medisave_cli.language.{lang}.{topic}").WORDS for lang in LANGUAGES
    }
    first = words[LANGUAGES[0]]
    for lang in LANGUAGES[1:]:
        assert words[lang].keys() == first.keys()
        assert {k: gaps(v) for k, v in words[lang].items()} == {
            k: gaps(v) for k, v in first.items()
        }


def test_a_list_is_joined_as_the_language_joins() -> None:
    assert Speaker("zh").list(["甲", "乙"]) == "甲、乙"
    assert Speaker("en").list(["a", "b"]) == "a, b"


def test_an_error_crosses_to_another_process_whole() -> None:
    import pickle

    error = pickle.loads(pickle.dumps(AskedWrongly("errors.x", typed="y")))
    assert (type(error), error.args, error.params) == (AskedWrongly, ("errors.x",), {"typed": "y"})
