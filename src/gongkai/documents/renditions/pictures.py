"""The pictures that stand in a text, as bytes that a rendition can set."""

import io
from urllib.parse import unquote

from PIL import Image, UnidentifiedImageError

from gongkai.custody.files import path_of
from gongkai.documents.models import Document

LONGER_SIDE_MAX = 1600  # pixels; a sheet of A4 shows no more, and a file stays small enough to send


def picture(document: Document, address: str) -> bytes | None:
    """Return a picture as PNG or JPEG; None when its file is gone or is no picture.

    Args:
        document: The document in whose text it stands.
        address: As in the text: that of an attachment of the same document.
    """
    digest, _, name = address.rpartition("/files/")[2].partition("/")
    for item in document.attachments:
        if digest and item["digest"].startswith(digest) and _same(item["name"], name):
            return _readable(item["digest"])
    return None


def _same(name: str, written: str) -> bool:
    return name == unquote(written)


def _readable(digest: str) -> bytes | None:
    out = io.BytesIO()
    try:
        with Image.open(path_of(digest)) as found:
            found.thumbnail((LONGER_SIDE_MAX, LONGER_SIDE_MAX))
            if found.format == "JPEG" or found.mode in {"CMYK", "YCbCr"}:
                found.convert("RGB").save(out, "JPEG", quality=85)
            else:
                found.convert("RGBA").save(out, "PNG")
    except (OSError, UnidentifiedImageError, Image.DecompressionBombError, ValueError):
        return None
    return out.getvalue()
