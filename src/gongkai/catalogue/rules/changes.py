"""What one version of a directory changed against another, item by item."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

COMPARED = (
    "level1",
    "level2",
    "level3",
    "content",
    "basis",
    "time_limit",
    "publisher",
    "channels",
    "audience_all",
    "audience_group",
    "active",
    "on_request",
    "city",
    "county",
    "township",
    "village",
)


@dataclass(frozen=True, slots=True)
class Change:
    """One item that differs: its fields with the old and the new value."""

    item: Any
    fields: tuple[tuple[str, Any, Any], ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """What is new, what is gone and what reads differently, each in the order of its version."""

    added: tuple[Any, ...]
    removed: tuple[Any, ...]
    changed: tuple[Change, ...]

    @property
    def none(self) -> bool:
        """Whether both versions say the same."""
        return not (self.added or self.removed or self.changed)


def compare(old: Mapping[str, Any], new: Mapping[str, Any]) -> Changes:
    """Compare two versions, their items by code; a printed number alone is no change."""
    changed = []
    for code, item in new.items():
        if code in old:
            fields = tuple(
                (name, getattr(old[code], name), getattr(item, name))
                for name in COMPARED
                if getattr(old[code], name) != getattr(item, name)
            )
            if fields:
                changed.append(Change(item, fields))
    return Changes(
        added=tuple(item for code, item in new.items() if code not in old),
        removed=tuple(item for code, item in old.items() if code not in new),
        changed=tuple(changed),
    )
