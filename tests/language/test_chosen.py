"""The reader's language, from every place where systems keep it."""

from __future__ import annotations

import pytest

from medisave_cli.language import chosen_language

KEPT_IN = ("MEDISAVE_LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


@pytest.mark.parametrize(
    ("environment", "lang"),
    [
        ({}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_TW"}, "zh"),
        ({"LANG": "zh-Hans-CN"}, "zh"),
        ({"LANG": "Chinese_China.936"}, "zh"),
        ({"LANG": "Chinese (Simplified)_China.936"}, "zh"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "C"}, "en"),
        ({"LANGUAGE": "zh_CN:en"}, "zh"),
        ({"LANGUAGE": "zh_CN:en", "LANG": "en_US.UTF-8"}, "zh"),
        ({"LANGUAGE": "en:zh_CN", "LANG": "zh_CN.UTF-8"}, "en"),
        ({"LANGUAGE": "de:zh_CN", "LANG": "de_DE.UTF-8"}, "zh"),
        ({"LANGUAGE": "zh_CN", "LANG": "C"}, "en"),
        ({"LANGUAGE": "", "LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LC_ALL": "en_US.UTF-8", "LANG": "zh_CN.UTF-8"}, "en"),
        ({"LC_ALL": "", "LC_MESSAGES": "zh_CN", "LANG": "en_US"}, "zh"),
        ({"MEDISAVE_LANG": "zh_CN", "LANG": "en_US.UTF-8"}, "zh"),
        ({"MEDISAVE_LANG": "ZH", "LANG": "en_US.UTF-8"}, "zh"),
        ({"MEDISAVE_LANG": "en_GB.UTF-8", "LANG": "zh_CN"}, "en"),
        ({"MEDISAVE_LANG": "中文"}, "zh"),
        ({"MEDISAVE_LANG": "fr", "LANG": "zh_CN"}, "zh"),
    ],
)
def test_it_is_read_from_the_environment(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], lang: str
) -> None:
    for name in KEPT_IN:
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert chosen_language([]) == lang
    assert chosen_language(["--lang", "en"]) == "en"


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_without_a_variable_the_system_tells(
    monkeypatch: pytest.MonkeyPatch, platform: str
) -> None:
    import locale
    import sys

    for name in KEPT_IN:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(locale, "getlocale", lambda: ("Chinese (Simplified)_China", "936"))
    assert chosen_language([]) == "zh"
    monkeypatch.setattr(locale, "getlocale", lambda: (None, None))
    assert chosen_language([]) == "en"
