"""Files and renditions sent so that nothing in them is ever run by our pages.

Video and audio are sent in parts where the player asks for parts (RFC 9110, section 14): phones
play nothing that cannot be sent so.
"""

import re
from pathlib import Path
from urllib.parse import quote

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from gongkai.custody import files

PLAYED = frozenset({"video/mp4", "audio/mpeg"})
INLINE = frozenset({"application/pdf", "image/png", "image/jpeg", "image/gif"}) | PLAYED
PART_BYTES_MAX = 4 * 1024 * 1024  # a player asks again for what follows
RANGE = re.compile(r"bytes=(\d*)-(\d*)")


def kept_file(request: HttpRequest, item: dict[str, str]) -> HttpResponseBase:
    """Send a file that hangs on a revision, or the part of it that a player asks for."""
    path = files.path_of(item["digest"])
    if not path.exists():
        raise Http404
    media = item["media_type"]
    asked = RANGE.fullmatch(request.headers.get("Range", "")) if media in PLAYED else None
    response: HttpResponseBase
    if asked is None:
        response = FileResponse(path.open("rb"), content_type=media)
    else:
        response = _part(path, media, asked)
    if media in PLAYED:
        response["Accept-Ranges"] = "bytes"
    _guard(response, "inline" if media in INLINE else "attachment", item["name"])
    return response


def download(content: bytes, media_type: str, name: str) -> HttpResponse:
    """Send bytes made for this request as a file to keep."""
    response = HttpResponse(content, content_type=media_type)
    _guard(response, "attachment", name)
    return response


def span(first: str, last: str, size: int) -> tuple[int, int] | None:
    """Return the first and last byte that a range means; None where the file has no such bytes.

    Args:
        first: Digits, or empty for the last so many bytes.
        last: Digits, or empty for up to the end.
        size: Bytes of the file.
    """
    if not first:
        count = int(last) if last else 0
        begin, end = max(size - count, 0), size - 1
        if count == 0:
            return None
    else:
        begin, end = int(first), min(int(last), size - 1) if last else size - 1
    return (begin, min(end, begin + PART_BYTES_MAX - 1)) if begin <= end else None


def _part(path: Path, media: str, asked: re.Match[str]) -> HttpResponseBase:
    size = path.stat().st_size
    found = span(asked[1], asked[2], size)
    if found is None:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    begin, end = found
    with path.open("rb") as source:
        source.seek(begin)
        content = source.read(end - begin + 1)
    response = StreamingHttpResponse([content], status=206, content_type=media)
    response["Content-Range"] = f"bytes {begin}-{end}/{size}"
    response["Content-Length"] = str(len(content))
    return response


def _guard(response: HttpResponseBase, how: str, name: str) -> None:
    response["Content-Disposition"] = f"{how}; filename*=UTF-8''{quote(name, safe='')}"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox; frame-ancestors 'none'"
