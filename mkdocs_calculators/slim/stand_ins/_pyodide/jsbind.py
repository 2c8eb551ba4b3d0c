"""Signatures of JavaScript's functions; without annotations there is one for all."""

from _pyodide_core import (  # type: ignore[import-not-found]  # made by Pyodide
    JsFuncSignature,
    js2py_default_call_result,
    py2js_default,
)

no_default = object()

default_signature = JsFuncSignature(
    lambda *_, **__: None,
    False,  # noqa: FBT003 - no class is made
    0,
    (),
    (),
    py2js_default,
    (),
    (),
    (),
    py2js_default,
    js2py_default_call_result,
)
