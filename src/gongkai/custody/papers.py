"""Files that came with something told in confidence: known by their bytes, sealed on disk."""

import uuid
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from gongkai.custody import envelope


@dataclass(frozen=True, slots=True)
class Paper:
    """A file as it was sent."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Kept:
    """What the database keeps of a sealed file."""

    key: uuid.UUID
    sealed_key: bytes
    name: bytes


def path_of(table: str, key: uuid.UUID) -> Path:
    """Return where a sealed file lies; its own name is nowhere in the path."""
    place = Path(settings.GONGKAI_FILES) / table.partition(".")[0]
    return place / key.hex[:2] / f"{key.hex}.sealed"


def keep(table: str, paper: Paper) -> Kept:
    """Seal a file onto disk."""
    key = uuid.uuid4()
    data_key, sealed_key = envelope.new_data_key(table, str(key))
    path = path_of(table, key)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(envelope.seal(data_key, paper.content, table, str(key), "content"))
    name = envelope.seal(data_key, paper.name.encode(), table, str(key), "name")
    return Kept(key, sealed_key, name)


def opened(table: str, key: uuid.UUID, sealed_key: bytes, name: bytes) -> tuple[str, bytes]:
    """Return the name and the content of a sealed file."""
    data_key = envelope.data_key(table, str(key), sealed_key)
    content = path_of(table, key).read_bytes()
    return (
        envelope.unseal(data_key, name, table, str(key), "name").decode(),
        envelope.unseal(data_key, content, table, str(key), "content"),
    )


def destroy(table: str, key: uuid.UUID) -> None:
    """Remove a sealed file; one that is gone already is no fault."""
    path_of(table, key).unlink(missing_ok=True)
