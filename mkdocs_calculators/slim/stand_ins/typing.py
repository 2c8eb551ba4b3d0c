"""The names that types are written with; at run time they mean nothing."""

# There are no types to check this module with but its own.
# mypy: ignore-errors

from __future__ import annotations

from collections import namedtuple

TYPE_CHECKING = False


class Any:
    """Any type."""


class ClassVar:
    """A class's own variable, which dataclasses leave alone."""

    def __class_getitem__(cls, _: object) -> type[ClassVar]:
        return cls


class Literal:
    """One of these values."""

    def __class_getitem__(cls, _: object) -> type[Literal]:
        return cls


class Self:
    """The class that is being written."""


def get_origin(_: object) -> None:
    """What a type with parameters is made from. There are none."""


class NamedTupleMeta(type):
    """Makes a tuple with named fields from a class's annotations."""

    def __new__(cls, name: str, bases: tuple[type, ...], space: dict[str, object]) -> type:
        """The tuple's class; the first of all, which the others begin with, is an empty one."""
        if not bases:
            return super().__new__(cls, name, bases, space)
        if "__annotations__" not in space:  # they are no strings but to be evaluated
            import whole_typing as whole  # noqa: PLC0415

            return whole.NamedTupleMeta(name, (whole._NamedTuple,), space)  # noqa: SLF001
        fields = space["__annotations__"]
        defaults = [space[field] for field in fields if field in space]
        made = namedtuple(  # noqa: PYI024 - it is what the other is made of
            name, fields, defaults=defaults, module=space["__module__"]
        )
        for key, value in space.items():
            if key not in fields and key not in {"__annotations__", "__module__"}:
                setattr(made, key, value)
        return made


class _NamedTuple(metaclass=NamedTupleMeta):
    """What a class with named fields is written to begin with."""


class _Named:
    """Stands for it among the bases of a class."""

    def __mro_entries__(self, bases: tuple[object, ...]) -> tuple[type]:
        return (_NamedTuple,)


NamedTuple = _Named()
