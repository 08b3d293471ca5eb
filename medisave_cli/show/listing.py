"""Pieces that the list pages share: names in both orders, why a rule does not decide, how a page closes."""

from __future__ import annotations

from collections.abc import Iterable

from medisave_cli.language import Speaker, pick, reads_chinese
from medisave_cli.model import Contact, Heard, Place, Provision, Text
from medisave_cli.show.page import Item, Section
from medisave_cli.show.references import References
from medisave_cli.show.wording import dial_of
from medisave_cli.show.words import why_reported

RULE_MARKS = {"allowed": "good", "barred": "bad", "open": "warn"}
IN_FORCE, LAPSED, COMING = "in_force", "lapsed", "coming"


def place_title(place: Place, lang: str) -> str:
    """江苏省苏州市昆山市, or Kunshan, Suzhou, Jiangsu (昆山市)."""
    if reads_chinese(lang):
        return "".join(text.zh for text in place.path)
    return ", ".join(text.en for text in reversed(place.path)) + f" ({place.name.zh})"


def place_name(name: Text, lang: str) -> str:
    """昆山市, or Kunshan (昆山市)."""
    return name.zh if reads_chinese(lang) else f"{name.en} ({name.zh})"


def screen_place(place: Place, speak: Speaker) -> str:
    """A place as a first screen heads it: 苏州市昆山市, or Kunshan."""
    named = place.path if reads_chinese(speak.lang) else (place.name,)
    return "".join(dict.fromkeys(speak.text(t) for t in named))


def typed_place(place: Place, speak: Speaker) -> str:
    """A place as it is typed behind -c: its name, or its code where a shell would read the name otherwise (Inner Mongolia, Xi'an)."""
    name = speak.text(place.name)
    return place.code if set(name) & set(" '") else name


def state_on(start: str | None, until: str | None, today: str) -> str:
    """Whether a thing with these dates is in force, lapsed or coming."""
    return (
        COMING
        if start is not None and start > today
        else LAPSED
        if until is not None and until < today
        else IN_FORCE
    )


def why_not_firm(provision: Provision, lang: str, today: str) -> str | None:
    """Why a provision does not decide; None where it is firm."""
    if provision.rejected is not None:
        return pick(provision.rejected, lang)
    if provision.is_firm(today):
        return None
    state = state_on(provision.start, provision.until, today)
    return why_reported(Heard(provision, "local" if state == IN_FORCE else state, "unknown"), lang)


def contact_section(
    contacts: Iterable[Contact], area_code: str | None, refs: References, lang: str
) -> Section:
    """Whom to call, each number once, as it is dialled from anywhere."""
    items: dict[str, Item] = {}
    for contact in contacts:
        dial, text = dial_of(contact.dial, area_code), pick(contact.text, lang) or ""
        items.setdefault(dial or text, Item(text, dial, refs=refs.refs(contact.cites)))
    return Section(Speaker(lang)("frame.whom_to_call"), tuple(items.values()))


def foot(book: tuple[str, str], lang: str) -> tuple[str, ...]:
    """How a page of rules closes."""
    speak = Speaker(lang)
    version, digest = book
    return (speak("frame.guidance"), speak("frame.edition", version=version, digest=digest))
