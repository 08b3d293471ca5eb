"""The call, and what stands below it: lines to note, what to do when refused, what others say. The same in every face."""

from __future__ import annotations

from collections.abc import Iterable

from medisave_cli.language import Message, Speaker, reads_chinese
from medisave_cli.model import Advice, Call, Cite
from medisave_cli.show.call_words import Said, dial, elsewhere_counts, sentences, worded
from medisave_cli.show.listing import typed_place
from medisave_cli.show.page import Item, Section
from medisave_cli.show.references import References

HOW = frozenset(("documents", "channel", "time", "payee"))
"""What is asked of how it is done."""


def asking_section(advice: Advice, call: Call, lang: str, tight: bool = False) -> Section:
    """What to say, numbered: the Chinese alone, or with its pinyin and meaning for who reads no Chinese.

    ``tight``: how it is done is asked in one breath.
    """
    speak = Speaker(lang)
    number = dial(advice)
    title = "title_rest" if not call.first else "title_dial" if number else "title"
    return Section(
        speak(f"call.{title}", dial=number),
        tuple(_item(said, lang) for said in (_breaths(call) if tight else sentences(call))),
        numbered=True,
    )


def _breaths(call: Call) -> list[Said]:
    """What to say, with all that is asked of how it is done as one."""
    said = list(zip(call.asks, sentences(call), strict=True))
    found = [one for ask, one in said if not HOW.issuperset(ask.about)]
    how = [one for ask, one in said if HOW.issuperset(ask.about)]
    if how:
        zh, pinyin, en = zip(*how, strict=True)
        found.append(Said("".join(zh), " ".join(pinyin), " ".join(en)))
    return found


def _item(said: Said, lang: str) -> Item:
    if reads_chinese(lang):
        return Item(f"“{said.zh}”")
    return Item(f"“{said.zh}”", notes=(said.pinyin, said.en))


def after_call(advice: Advice, call: Call, refs: References, brief: bool, handout: bool) -> Section:
    """What to note, what to do when refused, how to keep the answer, and what is said elsewhere. ``brief``: a line each."""
    speak = Speaker(refs.lang)
    items = [Item(speak("call.note_lines"), speak("call.note"))] if call.asks else []
    items += _refused(call, speak, refs, brief)
    s = advice.situation
    if call.asks and not handout:
        line = speak("call.tell_line", place=typed_place(s.place, speak), status=s.base_status)
        items.append(Item(line, speak("call.after")))
    counts = elsewhere_counts(advice, speak)
    if counts and advice.elsewhere is not None:
        key = "call.elsewhere_brief" if brief else "call.elsewhere_line"
        said = speak(
            key,
            places=advice.elsewhere.places,
            counts=counts,
            status=s.base_status,
            situation=advice.statuses[s.base_status].name,
            as_of=advice.elsewhere.as_of,
        )
        items.append(Item(said, speak("call.elsewhere")))
    return Section("", tuple(items))


def _refused(call: Call, speak: Speaker, refs: References, brief: bool) -> Iterable[Item]:
    if not call.refused:
        return
    cites = [c for r in call.refused for c in _first(r.cites)]
    if brief:
        yield Item(speak("call.refused_brief"), speak("call.refused"), refs=refs.refs(cites[:1]))
        return
    for refused in call.refused:
        words = refused.words
        said = worded(words, speak) if isinstance(words, Message) else speak.text(words)
        yield Item(said, speak("call.refused"), refs=refs.refs(refused.cites))


def _first(cites: tuple[Cite, ...]) -> tuple[Cite, ...]:
    return cites[:1]
