"""Files for documents: kept once, named by each revision that carries them."""

from typing import Any

from gongkai.custody import files
from gongkai.documents.models import File
from gongkai.documents.words import words_in
from gongkai.screening.rules.files import media_type, tidy_name


def attach(name: str, content: bytes) -> dict[str, Any]:
    """Keep a file and return the entry that a revision carries in `attachments`.

    Nothing points to the file until a revision does, so a refused form leaves no public trace.

    Args:
        name: The file name as the sender gave it.
        content: Its bytes.

    Raises:
        FileRefusedError: The file may not be attached; says why.
    """
    name = tidy_name(name)
    media = media_type(name, content)
    digest = files.store(content)
    File.objects.get_or_create(
        digest=digest,
        defaults={"size": len(content), "media_type": media, "text": words_in(media, content)},
    )
    return {"digest": digest, "name": name, "size": len(content), "media_type": media}
