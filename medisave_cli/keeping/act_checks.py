"""What a person can still bring about: a line's ``act`` names a fact that says how, and that a status of its rule lists."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from medisave_cli.keeping.assemble import chain_of
from medisave_cli.keeping.checks import Checks
from medisave_cli.keeping.draft import PlaceDraft
from medisave_cli.keeping.finding import lint
from medisave_cli.keeping.format import LineShape, ProcedureShape, ProvisionShape
from medisave_cli.keeping.offers import Entry, offers, shown
from medisave_cli.language import Message, scrub
from medisave_cli.model import ANY_STATUS_LEAVES_OUT, Fact


def check_acts(checks: Checks) -> None:
    """Note every ``act`` that would do nothing."""
    _catalog(checks)
    for code, place in checks.draft.places.items():
        if code in checks.whole.places:
            checks.once("acts", checks.chain_key(code), partial(_place, checks, code, place))


def _catalog(checks: Checks) -> None:
    """The facts that a status lists say what to do for them, and those that say so are listed."""
    statuses = checks.draft.catalog["statuses"]
    for name, status in statuses.items():
        document, at = checks.draft.homes[f"statuses.{name}"]
        for fact in status.acts:
            if fact in checks.whole.facts and checks.whole.facts[fact].act is None:
                what, mend = lint("act_says_nothing", fact=fact), lint("act_says_nothing.mend")
                checks.at(document, f"{at}.acts", what, mend)
    listed = {fact for status in statuses.values() for fact in status.acts}
    for fact in checks.whole.facts.values():
        if fact.act is not None and fact.id not in listed:
            checks.add(fact.id, lint("act_unlisted", fact=fact.id), lint("act_unlisted.mend"))


def _place(checks: Checks, code: str, place: PlaceDraft) -> None:
    facts = dict(checks.whole.facts)
    for c in chain_of(code, checks.known):
        if c in checks.whole.places:
            facts.update(checks.whole.places[c].facts)
    for name in place.file.facts:
        if name in facts and facts[name].act is not None:
            what = lint("act_of_place", fact=name)
            checks.at(place.document, f"facts.{name}.act", what, lint("act_of_place.mend"))
    known = {s.id for s in checks.whole.statuses.values()}
    for at, kind, line, served in _lines(checks, place):
        if served - known:
            continue  # a status that is none is told already
        told = _told(checks, facts, served, kind, line.act or "")
        if told is not None:
            checks.at(place.document, at, *told)


def _lines(checks: Checks, place: PlaceDraft) -> Iterator[tuple[str, str, LineShape, set[str]]]:
    """The lines of the place's rules that carry an act, each once, with the statuses that its rules are for."""
    holders: dict[str, tuple[ProcedureShape, set[str]]] = {}
    for i, p in enumerate(place.file.provisions):
        if p is not None:
            served = _served(checks, p)
            holders[f"provisions.{i}"] = (p, served)
            shared = place.file.procedures.get(p.procedure) if p.procedure else None
            if shared is not None:
                holders.setdefault(f"procedures.{p.procedure}", (shared, set()))[1].update(served)
    for at, (holder, served) in holders.items():
        for kind in ("before", "steps"):
            for i, line in enumerate(getattr(holder, kind) or ()):
                if line.act is not None:
                    yield f"{at}.{kind}.{i}.act", kind, line, served


def _told(
    checks: Checks, facts: dict[str, Fact], served: set[str], kind: str, name: str
) -> tuple[Message, Message] | None:
    """What is wrong with the act ``name`` on a line of rules for these statuses."""
    if kind != "before":
        return lint("act_on_step"), lint("act_on_step.mend")
    fact = facts.get(name)
    if fact is None or fact.act is None:
        known = [Entry(f.id, f.name) for f in facts.values() if f.act is not None]
        meant = offers(name, known)
        mend = lint("did_you_mean_one" if meant else "use_one_2", offers=shown(meant or known))
        return lint("act_no_fact", act=scrub(name)), mend
    lists = [s for s in checks.whole.statuses.values() if s.id == s.base and name in s.acts]
    if any(s.id in served or served & {b.status for b in s.becomes} for s in lists):
        return None
    mend = lint("act_not_of_status.mend", statuses=tuple(s.id for s in lists))
    return lint("act_not_of_status", act=name), mend


def _served(checks: Checks, p: ProvisionShape) -> set[str]:
    if p.status == "any":
        return {s for s in checks.whole.statuses if s != ANY_STATUS_LEAVES_OUT}
    return {p.status} if isinstance(p.status, str) else set(p.status)
