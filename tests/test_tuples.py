"""The project's named tuples behave as the standard library's do."""

from __future__ import annotations

import copy
import pickle
import typing
from typing import Any

import pytest

from medisave_cli.tuples import NamedTuple


class Ours(NamedTuple):
    """A document."""

    name: str
    grade: str = "C"
    places: tuple[str, ...] = ()

    @property
    def loud(self) -> str:
        return self.name.upper()


class Theirs(typing.NamedTuple):
    name: str
    grade: str = "C"
    places: tuple[str, ...] = ()


def test_the_fields_and_defaults_are_those_declared() -> None:
    assert (Ours._fields, Ours._field_defaults) == (Theirs._fields, Theirs._field_defaults)
    assert Ours.__doc__ == "A document."


@pytest.mark.parametrize(
    ("values", "named"),
    [
        (("a",), {}),
        (("a", "B"), {}),
        (("a", "B", ("x",)), {}),
        (("a",), {"places": ("x",)}),
        ((), {"grade": "A", "name": "a"}),
    ],
)
def test_values_are_taken_in_order_by_name_and_by_default(
    values: tuple[Any, ...], named: dict[str, Any]
) -> None:
    ours, theirs = Ours(*values, **named), Theirs(*values, **named)
    assert tuple(ours) == tuple(theirs)
    assert (ours.name, ours.grade, ours.places) == (theirs.name, theirs.grade, theirs.places)
    assert hash(ours) == hash(theirs)
    assert repr(ours) == repr(theirs).replace("Theirs", "Ours")
    assert ours._asdict() == theirs._asdict()
    assert ours == Ours._make(theirs)


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ((), {}),
        (("a", "B", (), "too many"), {}),
        (("a",), {"name": "twice"}),
        (("a",), {"colour": "unknown"}),
    ],
)
def test_what_does_not_fit_is_refused(values: tuple[Any, ...], named: dict[str, Any]) -> None:
    for kind in (Theirs, Ours):
        with pytest.raises(TypeError):
            kind(*values, **named)


def test_replacing_gives_a_new_one_and_knows_its_fields() -> None:
    one = Ours("a")
    assert one._replace(grade="A") == Ours("a", "A")
    assert one == Ours("a")
    with pytest.raises(ValueError, match="colour"):
        one._replace(colour="red")


def test_nothing_can_be_changed_or_added() -> None:
    for name in ("name", "colour"):
        with pytest.raises(AttributeError):
            setattr(Ours("a"), name, "b")


def test_copies_pickles_and_patterns_know_them() -> None:
    one = Ours("a", places=("x",))
    assert copy.deepcopy(one) == one
    again = pickle.loads(pickle.dumps(one))
    assert again == one
    assert type(again) is Ours
    match again:
        case Ours(name, "C", (place,)):
            assert (name, place, again.loud) == ("a", "x", "A")
        case _:
            pytest.fail("no pattern knew it")
