"""What one public thing looks like to the index: a flat record of texts and facts."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Entry:
    """One public document, guide or page as its source hands it to the index.

    `key` names it inside its source and never changes; `url` is where a reader finds it.
    `body_path` is the path of the organ in steps, so that a filter may take a whole subtree.
    `attachments` is the text of all attached files. Only public things may become entries.
    """

    key: str
    source: str
    kind: str
    title: str
    text: str
    url: str
    body_code: str
    body_name: str
    body_path: str
    issuer: str = ""
    topic: str = ""
    document_number: str = ""
    index_number: str = ""
    keywords: tuple[str, ...] = ()
    published_on: date | None = None
    made_on: date | None = None
    validity: str = ""
    language: str = ""
    attachments: str = ""

    @property
    def dated_on(self) -> date | None:
        """The day that sorting and the year filter go by: publication, else making."""
        return self.published_on or self.made_on
