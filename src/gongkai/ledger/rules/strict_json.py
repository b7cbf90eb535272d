"""JSON read without mercy: no duplicate names, no NaN, no floats where the log uses none."""

import json
from collections.abc import Mapping


class JsonError(ValueError):
    """The bytes are not the JSON that the log writes."""


def parse_json(content: bytes) -> object:
    """Return the value that these bytes spell.

    Raises:
        JsonError: They are not UTF-8 JSON, repeat a name, or hold a fraction.
    """
    try:
        return json.loads(
            content.decode("utf-8"),
            object_pairs_hook=_once,
            parse_float=_refuse,
            parse_constant=_refuse,
        )
    except JsonError:
        raise
    except (ValueError, RecursionError) as error:
        raise JsonError("not JSON") from error


def as_mapping(value: object) -> Mapping[str, object]:
    """Return an object's names and values.

    Raises:
        JsonError: The value is no object.
    """
    if not isinstance(value, dict):
        raise JsonError("an object was expected")
    return value


def as_list(value: object) -> list[object]:
    """Return an array's values.

    Raises:
        JsonError: The value is no array.
    """
    if not isinstance(value, list):
        raise JsonError("an array was expected")
    return value


def as_text(value: object) -> str:
    """Return a string.

    Raises:
        JsonError: The value is none.
    """
    if not isinstance(value, str):
        raise JsonError("a text was expected")
    return value


def as_number(value: object) -> int:
    """Return a whole number.

    Raises:
        JsonError: The value is none.
    """
    if isinstance(value, bool) or not isinstance(value, int):
        raise JsonError("a whole number was expected")
    return value


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise JsonError("a name stands twice")
    return found


def _refuse(text: str) -> object:
    raise JsonError(f"not a whole number: {text[:20]}")
