"""Evidence as it is handed in; its bytes are kept by `custody.files`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class File:
    """A file as it was handed in."""

    name: str
    content: bytes
