"""JSON of unknown origin."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.kit.json_text import DEEPEST, TooDeep, loads

ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.sampled_from(('"[', "\\", "]}")),
    lambda part: st.lists(part, max_size=4) | st.dictionaries(st.text(), part, max_size=4),
)


@given(ANY)
def test_reads_what_json_reads(value: Any) -> None:
    """Brackets and quotes in strings included."""
    assert loads(json.dumps(value)) == value
    assert loads(json.dumps(value, indent=1, ensure_ascii=False)) == value


@pytest.mark.parametrize("text", ["[" * 100_000, '{"a":' * 30_000, '["[",' * 51, "[{" * 10**6])
def test_refuses_what_is_nested_too_deeply(text: str) -> None:
    """Before it is read."""
    with pytest.raises(TooDeep):
        loads(text)


def test_the_deepest_is_read() -> None:
    """And one more is not."""
    deepest = "[" * DEEPEST + "]" * DEEPEST
    assert loads(deepest)
    with pytest.raises(TooDeep):
        loads(f"[{deepest}]")


@given(st.text(st.sampled_from('"\\[]{}:,a1 ')))
def test_what_is_no_json_is_a_value_error(text: str) -> None:
    """As of `json.loads`, whatever the brackets and quotes."""
    try:
        expected = json.loads(text)
    except ValueError:
        with pytest.raises(ValueError, match=r"."):
            loads(text)
    else:
        assert loads(text) == expected
