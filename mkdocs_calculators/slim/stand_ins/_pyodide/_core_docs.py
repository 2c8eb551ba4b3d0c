"""Descriptions of JavaScript's objects for people who use them from Python.

Pyodide's core takes its methods' docstrings from classes and functions with
their names, and some of its types.
"""

from __future__ import annotations


class Undocumented:
    """Has all classes, functions and methods there are, and says nothing about them."""

    def __getattr__(self, name: str) -> Undocumented:
        return self

    def __call__(self, token: object) -> Undocumented:
        return self


class _JsProxyMetaClass(type):
    """The type of the types of JavaScript's objects."""


class ConversionError(Exception):
    """A value has no counterpart in the other language."""


class InternalError(Exception):
    """A mistake in Pyodide."""


class JsBigInt(int):
    """A whole number that is too large for JavaScript's numbers."""


_instantiate_token = None
jsnull = object()
can_run_sync = run_sync = destroy_proxies = to_js = Undocumented()
create_once_callable = create_proxy = Undocumented()
JsArray = JsBuffer = JsDoubleProxy = JsGenerator = Undocumented()
JsMutableMap = JsPromise = JsProxy = Undocumented()
