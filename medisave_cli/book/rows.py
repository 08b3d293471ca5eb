"""The model as JSON arrays in the book, and back. One pair of functions a type; the order of fields is the model's."""

from __future__ import annotations

from typing import Any

from medisave_cli import model as m


def pack(value: Any) -> Any:
    """Return ``value`` with every condition tagged by its kind, ready for JSON (named tuples become arrays)."""
    if isinstance(value, m.OneOf):
        return ["in", value.fact, list(value.values)]
    if isinstance(value, m.Within):
        return ["within", *value]
    if isinstance(value, m.Judgement):
        return ["judgement", value.id, value.text]
    if isinstance(value, m.Not):
        return ["not", pack(value.part)]
    if isinstance(value, m.All):
        return ["all", [pack(part) for part in value.parts]]
    if isinstance(value, m.AnyOf):
        return ["any", [pack(part) for part in value.parts]]
    if isinstance(value, m.Worded):
        return ["worded", pack(value.part), value.says, value.cites]
    if isinstance(value, (tuple, list)):
        return [pack(item) for item in value]
    return value


def condition(row: Any) -> m.Condition | None:
    return None if row is None else _condition(row)


def _condition(row: Any) -> m.Condition:
    kind = row[0]
    if kind == "in":
        return m.OneOf(row[1], tuple(row[2]))
    if kind == "within":
        return m.Within(*row[1:])
    if kind == "judgement":
        return m.Judgement(row[1], m.Text(*row[2]))
    if kind == "not":
        return m.Not(_condition(row[1]))
    if kind == "all":
        return m.All(tuple(_condition(part) for part in row[1]))
    if kind == "any":
        return m.AnyOf(tuple(_condition(part) for part in row[1]))
    return m.Worded(_condition(row[1]), text(row[2]), cites(row[3]))


def text(row: Any) -> m.Text | None:
    return None if row is None else m.Text(*row)


def cites(row: Any) -> tuple[m.Cite, ...]:
    return tuple(m.Cite(*item) for item in row)


def _documents(row: Any) -> tuple[m.DocumentLine, ...] | None:
    if row is None:
        return None
    return tuple(
        m.DocumentLine(
            tuple((n, m.Text(*t)) for n, t in papers),
            text(note),
            condition(when),
            cites(c),
            tuple((n, _condition(c)) for n, c in whose),
        )
        for papers, note, when, c, whose in row
    )


def _lines(row: Any) -> tuple[m.TextLine, ...] | None:
    return (
        None
        if row is None
        else tuple(
            m.TextLine(m.Text(*t), condition(when), cites(c), side, act)
            for t, when, c, side, act in row
        )
    )


def _channels(row: Any) -> tuple[m.ChannelLine, ...] | None:
    if row is None:
        return None
    return tuple(
        m.ChannelLine(n, m.Text(*t), text(note), condition(when), cites(c))
        for n, t, note, when, c in row
    )


def _times(row: Any) -> tuple[m.TimeLine, ...] | None:
    if row is None:
        return None
    return tuple(
        m.TimeLine(purpose, working, days, text(note), condition(when), cites(c))
        for purpose, working, days, note, when, c in row
    )


def _window(row: Any) -> m.Window | None:
    return None if row is None else m.Window(tuple(row[0]), *row[1:])


def provision(row: list[Any]) -> m.Provision:
    p = m.Provision._make(row)
    return p._replace(
        summary=m.Text(*p.summary),
        when=condition(p.when),
        doubt=text(p.doubt),
        rejected=text(p.rejected),
        conflicts_with=tuple(p.conflicts_with),
        supplies=tuple((f, v) for f, v in p.supplies),
        window=_window(p.window),
        applicant=text(p.applicant),
        pays_to=text(p.pays_to),
        documents=_documents(p.documents),
        before=_lines(p.before),
        steps=_lines(p.steps),
        channels=_channels(p.channels),
        time_limit=_times(p.time_limit),
        cites=cites(p.cites),
        ended=text(p.ended),
    )


def closure(row: list[Any]) -> m.Closure:
    c = m.Closure._make(row)
    return c._replace(lists=tuple(c.lists), doubt=text(c.doubt), cites=cites(c.cites))


def note(row: list[Any]) -> m.Note:
    n = m.Note._make(row)
    when, brief = condition(n.when), text(n.brief)
    return n._replace(text=m.Text(*n.text), when=when, cites=cites(n.cites), brief=brief)


def guide(row: list[Any]) -> m.Guide:
    g = m.Guide._make(row)
    return g._replace(
        text=m.Text(*g.text),
        doubt=text(g.doubt),
        documents=_documents(g.documents),
        steps=_lines(g.steps),
        channels=_channels(g.channels),
        cites=cites(g.cites),
        window=_window(g.window),
        about=tuple(g.about),
        brief=text(g.brief),
    )


def contact(row: list[Any]) -> m.Contact:
    c = m.Contact._make(row)
    return c._replace(text=m.Text(*c.text), cites=cites(c.cites))


def source(row: list[Any]) -> m.Source:
    s = m.Source._make(row)
    return s._replace(read=text(s.read))


def claim(row: list[Any]) -> m.Claim:
    c = m.Claim._make(row)
    return c._replace(
        statuses=tuple(c.statuses),
        claim=m.Text(*c.claim),
        truth=m.Text(*c.truth),
        see=tuple(c.see),
        cites=cites(c.cites),
        when=condition(c.when),
    )


def fact_row(fact: m.Fact) -> list[Any]:
    return [*fact._replace(says=[[value, said] for value, said in fact.says.items()])]  # type: ignore[arg-type]


def fact(row: list[Any]) -> m.Fact:
    f = m.Fact._make(row)
    return f._replace(
        name=m.Text(*f.name),
        question=m.Text(*f.question),
        why=m.Text(*f.why),
        unit=text(f.unit),
        act=text(f.act),
        costs=text(f.costs),
        says={value: m.Text(*said) for value, said in f.says},
    )


def moot(fact: str, combination: dict[str, m.Values]) -> m.Moot:
    """From an impossible combination, and the fact in it that such people never had: where they cannot answer no, yes says that
    they had it once."""
    given = {name: values for name, values in combination.items() if name != fact}
    return m.Moot(fact, given, (True,) if combination[fact] == (False,) else ())


def status_row(status: m.Status) -> list[Any]:
    return [*status._replace(becomes=pack(status.becomes))]


def status(row: list[Any]) -> m.Status:
    s = m.Status._make(row)
    becomes = tuple(
        m.Becoming(name, _condition(when), m.Text(*says), tuple(opens))
        for name, when, says, opens in s.becomes
    )
    return s._replace(
        name=m.Text(*s.name),
        label=m.Text(*s.label),
        becomes=becomes,
        acts=tuple(s.acts),
        facts={f: tuple(v) for f, v in s.facts.items()},
    )
