"""Files of letters lie sealed on disk, each under its own key, and are known by their hash."""

import uuid
from datetime import datetime
from hashlib import sha256

from gongkai.applications.actions.receiving import File, path_of
from gongkai.applications.models import FILE_TABLE, Letter, LetterFile
from gongkai.custody import envelope


class CopyChangedError(RuntimeError):
    """The kept bytes are not those that were approved."""


def keep(letter: Letter, part: LetterFile.Part, file: File, *, at: datetime) -> LetterFile:
    """Seal a file of a letter onto disk and note its hash."""
    key = uuid.uuid4()
    data_key, sealed_key = envelope.new_data_key(FILE_TABLE, str(key))
    path = path_of(key)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(envelope.seal(data_key, file.content, FILE_TABLE, str(key), "content"))
    return LetterFile.objects.create(
        id=key,
        letter=letter,
        part=part,
        sealed_key=sealed_key,
        name=envelope.seal(data_key, file.name.encode(), FILE_TABLE, str(key), "name"),
        media_type=file.media_type[:80],
        size_bytes=len(file.content),
        digest=sha256(file.content).hexdigest(),
        added_at=at,
    )


def read(file: LetterFile) -> bytes:
    """Return the bytes of a file as they were kept.

    Raises:
        CopyChangedError: They are not what was kept.
    """
    sealed = path_of(file.pk).read_bytes()
    data_key = envelope.data_key(FILE_TABLE, str(file.pk), bytes(file.sealed_key))
    content = envelope.unseal(data_key, sealed, FILE_TABLE, str(file.pk), "content")
    if sha256(content).hexdigest() != file.digest:
        raise CopyChangedError(str(file.pk))
    return content
