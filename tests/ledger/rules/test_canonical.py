"""Our quick canonical JSON against the general one."""

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from gongkai.ledger.rules.canonical import NUMBER_MAX, NotPlainError, canonical

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
names = st.text(st.characters(max_codepoint=127), max_size=8)
values = st.recursive(
    st.none() | texts | st.integers(-NUMBER_MAX, NUMBER_MAX) | st.booleans(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names, inner, max_size=4),
    max_leaves=12,
)


@given(values)
def test_it_writes_what_rfc8785_writes(value):
    assert canonical(value) == rfc8785.dumps(value)


@pytest.mark.parametrize(
    "text", ["\x00\x1f\x7f", '"\\/', "\b\t\n\f\r", "公开\u2028\u2029", "𠮷\ufeff", "é"]
)
def test_it_escapes_what_must_be_escaped_and_nothing_else(text):
    assert canonical({"text": text}) == rfc8785.dumps({"text": text})


@pytest.mark.parametrize(
    "value", [1.5, float("nan"), NUMBER_MAX + 1, {"名": 1}, {1: 1}, "\ud800", b"x"]
)
def test_what_has_no_plain_form_is_refused(value):
    with pytest.raises(NotPlainError):
        canonical(value)
