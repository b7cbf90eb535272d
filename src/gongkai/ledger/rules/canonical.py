"""Canonical JSON (RFC 8785) of the plain values that the log writes: texts, whole numbers, null.

Without fractions, and with names in ASCII, sorted and compact JSON *is* the canonical form; the
standard library's encoder, written in C, makes it ten times as quickly as a general one. A test
holds it to the `rfc8785` package.
"""

import json
from collections.abc import Mapping, Sequence
from typing import TypeAlias

NUMBER_MAX = (1 << 53) - 1  # beyond it, JSON's readers disagree

Plain: TypeAlias = "str | int | Sequence[Plain] | Mapping[str, Plain] | None"

_encoder = json.JSONEncoder(
    ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")
)


class NotPlainError(ValueError):
    """A value has no canonical form here."""


def canonical(value: Plain) -> bytes:
    """Return the canonical bytes of a value.

    Raises:
        NotPlainError: A fraction, a number beyond 2^53, a name outside ASCII, half a character.
    """
    _require(value)
    try:
        return _encoder.encode(value).encode()
    except (UnicodeEncodeError, ValueError, TypeError) as error:
        raise NotPlainError(str(error)) from error


def _require(value: Plain) -> None:
    if value is None or isinstance(value, str):
        return
    if isinstance(value, int):
        if abs(value) > NUMBER_MAX:
            raise NotPlainError("a number beyond 2^53")
    elif isinstance(value, Mapping):
        for name, one in value.items():
            if not isinstance(name, str) or not name.isascii():
                raise NotPlainError("a name outside ASCII")
            _require(one)
    elif isinstance(value, Sequence):
        for one in value:
            _require(one)
    else:
        raise NotPlainError(f"no plain value: {type(value).__name__}")
