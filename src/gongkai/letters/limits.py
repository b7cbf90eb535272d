"""The limits in force for a body and a kind of letter, and the regions' presets."""

import tomllib
from dataclasses import asdict
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from gongkai.letters.models import Limit
from gongkai.letters.rules.terms import NAMES, Terms, terms_from


@cache
def presets() -> dict[str, dict[str, Any]]:
    """Return the presets that came with the program: name to its tables."""
    text = files("gongkai.letters").joinpath("presets.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


class Limits:
    """All rows of limits, read once for as many questions as somebody has."""

    def __init__(self) -> None:
        rows = Limit.objects.order_by().values_list("body_id", "kind", *NAMES)
        self.rows = {(body, kind): numbers for body, kind, *numbers in rows}
        self.known: dict[tuple[int | None, str], Terms] = {}

    def of(self, body: int | None, kind: str) -> Terms:
        """Return the limits of a kind of letter at a body; the nearest row says each number."""
        found = self.known.get((body, kind))
        if found is None:
            told = asdict(Terms())
            for place in ((None, ""), (None, kind), (body, ""), (body, kind)):
                numbers = zip(NAMES, self.rows.get(place, ()), strict=False)
                told |= {name: number for name, number in numbers if number is not None}
            found = self.known[(body, kind)] = terms_from(told)
        return found


@lru_cache(maxsize=512)
def written(terms: Terms) -> dict[str, int]:
    """Return what differs from the ordinary limits, to be kept with an event; not to be changed."""
    plain = asdict(Terms())
    return {name: number for name, number in asdict(terms).items() if number != plain[name]}
