"""Named tuples that cost little to define.

``typing.NamedTuple`` compiles a constructor for each type and makes the type twice over: for the seventy types that one answer
loads, a tenth of the time it takes. This one is the same to whoever reads, checks or calls it; all its types share one constructor.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__all__ = ["NamedTuple"]

if TYPE_CHECKING:
    from typing import NamedTuple
else:
    from operator import itemgetter

    try:
        # What collections.namedtuple itself uses, and its own way out where an interpreter has none.
        from _collections import _tuplegetter
    except ImportError:

        def _tuplegetter(place, doc):
            return property(itemgetter(place), doc=doc)

    def _declared(body):
        """The names a class body annotates, in order; from Python 3.14 on they are worked out when asked for."""
        annotate = body.get("__annotate_func__")
        return tuple(annotate(1) if annotate else body.get("__annotations__", ()))

    class _Defined(type):
        """Makes the fields of a tuple of what a class body declares."""

        def __new__(mcs, name, bases, body):
            fields = _declared(body)
            body["_field_defaults"] = {f: body.pop(f) for f in fields if f in body}
            body.update({f: _tuplegetter(place, None) for place, f in enumerate(fields)})
            body.update(_fields=fields, __match_args__=fields, __slots__=())
            return super().__new__(mcs, name, bases, body)

    class NamedTuple(tuple, metaclass=_Defined):
        """An immutable record. Its values are given in order or by name; what is left out takes the default it is declared with."""

        def __new__(cls, *values, **named):
            if named or len(values) != len(cls._fields):
                values = cls._completed(values, named)
            return tuple.__new__(cls, values)

        @classmethod
        def _completed(cls, values, named):
            rest = cls._fields[len(values) :]
            known = {**cls._field_defaults, **named}
            if len(values) > len(cls._fields) or not named.keys() <= set(rest) <= known.keys():
                raise TypeError(
                    f"{cls.__name__} takes {', '.join(cls._fields)}: got {values} {named}"
                )
            return (*values, *[known[field] for field in rest])

        @classmethod
        def _make(cls, values):
            return cls(*values)

        def _replace(self, **named):
            values = tuple(map(named.pop, self._fields, self))
            if named:
                raise ValueError(f"{type(self).__name__} has no {', '.join(named)}")
            return tuple.__new__(type(self), values)

        def _asdict(self):
            return dict(zip(self._fields, self, strict=True))

        def __repr__(self):
            values = ", ".join(f"{field}={value!r}" for field, value in self._asdict().items())
            return f"{type(self).__name__}({values})"

        def __getnewargs__(self):
            return tuple(self)
