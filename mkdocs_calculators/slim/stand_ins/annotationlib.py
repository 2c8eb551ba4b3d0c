"""The types that a class's fields are annotated with."""

from __future__ import annotations

from typing import Any


class Format:
    """How an annotation is wanted."""

    VALUE = 1
    VALUE_WITH_FAKE_GLOBALS = 2
    FORWARDREF = 3
    STRING = 4


def get_annotations(obj: object, **options: Any) -> dict[str, Any]:
    """A class's own if they are strings, as after `from __future__ import annotations`."""
    own = vars(obj).get("__annotations__")
    if own is None and getattr(obj, "__annotate__", None):
        import whole_annotationlib as whole  # type: ignore[import-not-found]  # noqa: PLC0415

        return dict(whole.get_annotations(obj, **options))
    return dict(own or {})
