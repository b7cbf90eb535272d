"""What an app above suggests as the class of a letter; shown to the clerk, never filled in."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A class, the words of the letter that led to it, and whether it is more than a guess."""

    label: str
    words: tuple[str, ...]
    sure: bool


Source = Callable[[str, str], Suggestion | None]
_sources: list[Source] = []


def register(source: Source) -> None:
    """Let an app suggest from title and text; called once from its `ready`."""
    if source not in _sources:
        _sources.append(source)


def suggested(title: str, text: str) -> Suggestion | None:
    """Return the first suggestion that any app has."""
    found = (source(title, text) for source in _sources)
    return next((one for one in found if one is not None), None)
