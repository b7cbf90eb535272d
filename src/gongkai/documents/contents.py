"""The content of a revision as one frozen value, between forms, imports, models and JSON."""

import hashlib
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any, Self

import rfc8785

from gongkai.documents.models import Content

LISTS = ("attachments", "key_facts")
DATES = frozenset({"made_on", "published_on", "effective_on", "expires_on", "source_published_on"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """Everything a revision fixes, named as in `models.Content`."""

    title: str
    kind: str = "policy"
    index_number: str = ""
    topic: str = ""
    issuer: str = ""
    document_number: str = ""
    made_on: date | None = None
    published_on: date | None = None
    effective_on: date | None = None
    expires_on: date | None = None
    standing: str = "in_force"
    attribute: str = ""
    ground: str = ""
    attribute_reason: str = ""
    keywords: str = ""
    group_category: str = ""
    summary: str = ""
    body: str = ""
    form: str = ""
    transcript: str = ""
    key_facts: tuple[dict[str, str], ...] = field(default_factory=tuple)
    source_url: str = ""
    source_name: str = ""
    source_published_on: date | None = None
    attachments: tuple[dict[str, Any], ...] = field(default_factory=tuple)

    @classmethod
    def of(cls, content: Content) -> Self:
        """Read the content columns of a row."""
        values = {spec.name: getattr(content, spec.name) for spec in fields(cls)}
        for name in LISTS:
            values[name] = tuple(values[name])
        return cls(**values)

    @classmethod
    def from_json(cls, content: dict[str, Any]) -> Self:
        """Read what a revision stored; a field it did not know keeps its default."""
        known = {spec.name for spec in fields(cls)}
        values = {name: value for name, value in content.items() if name in known}
        for name in DATES & values.keys():
            values[name] = date.fromisoformat(values[name]) if values[name] else None
        for name in LISTS:
            values[name] = tuple(values.get(name, ()))
        return cls(**values)

    def to_json(self) -> dict[str, Any]:
        """Return what a revision stores: the title and whatever differs from its default.

        A field that a later release adds is absent from older texts, so their digests and what
        the log says of them stay true.
        """
        content: dict[str, Any] = {"title": self.title}
        for spec in fields(self):
            value = getattr(self, spec.name)
            if isinstance(value, date):
                value = value.isoformat()
            elif isinstance(value, tuple):
                value = list(value)
            if value not in ("", None, []) and value != spec.default:
                content[spec.name] = value
        return content

    def canonical(self) -> bytes:
        """Return the canonical JSON form (RFC 8785), the same bytes for the same text."""
        return rfc8785.dumps(self.to_json())

    def digest(self) -> str:
        """Return the SHA-256 of the canonical form, in hex."""
        return hashlib.sha256(self.canonical()).hexdigest()

    def apply(self, row: Content) -> None:
        """Copy every field onto a row, without saving it."""
        for spec in fields(self):
            value = getattr(self, spec.name)
            setattr(row, spec.name, list(value) if isinstance(value, tuple) else value)
