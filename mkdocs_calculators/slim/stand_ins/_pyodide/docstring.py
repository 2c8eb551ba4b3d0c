"""Docstrings of the core's methods, which nobody reads."""


def get_cmeth_docstring(_: object) -> str:
    """None. Written out, some fifty of them would need the signatures of as many functions."""
    return ""
