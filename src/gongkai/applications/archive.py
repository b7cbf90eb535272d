"""The archive of one case: request, letters, proofs and the log, as one zip with a manifest.

The manifest lists every part with its size and SHA-256, so that a reader in ten years can tell
whether something is missing or was changed. Parts stand in a fixed order with one instant, so the
same case gives the same bytes.
"""

import io
import json
import zipfile
from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.utils.translation import override

from gongkai.applications import wording
from gongkai.applications.actions.keeping import read
from gongkai.applications.actions.receiving import ATTACHMENT_TABLE, path_of
from gongkai.applications.actions.revealing import opened
from gongkai.applications.models import SEALED, Application, Attachment, Letter, LetterFile
from gongkai.applications.rules.events import EventType
from gongkai.applications.writing import name_of
from gongkai.custody import envelope

WHEN = (2000, 1, 1, 0, 0, 0)
FORMAT = "gongkai application archive 1"


def packed(application: Application, *, at: datetime) -> bytes:
    """Return the archive of a case.

    Args:
        application: The case; its body must have been fetched.
        at: The instant of packing, written into the manifest.
    """
    with override("zh-hans"):
        parts = [*_request(application), *_letters(application), *_log(application)]
    manifest = {
        "format": FORMAT,
        "body": {"code": application.body.code, "name": application.body.name},
        "number": application.number,
        "state": application.state,
        "outcome": application.outcome,
        "received_on": _iso(application.received_on),
        "closed_on": _iso(application.closed_on),
        "packed_at": at.isoformat(),
        "parts": [
            {"path": path, "bytes": len(content), "sha256": sha256(content).hexdigest()}
            for path, content in parts
        ],
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in [*parts, ("manifest.json", _json(manifest))]:
            archive.writestr(zipfile.ZipInfo(path, WHEN), content)
    return out.getvalue()


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _iso(day: Any) -> str | None:
    return day.isoformat() if day else None


def _request(application: Application) -> Iterator[tuple[str, bytes]]:
    told = {field: opened(application, field) for field in SEALED}
    told |= {
        "kind": application.kind,
        "channel": application.channel,
        "delivery": application.delivery,
        "arrived_on": application.arrived_on.isoformat(),
    }
    yield "request/request.json", _json(told)
    for place, attachment in enumerate(application.attachments.all(), start=1):
        name, content = attached(attachment)
        yield f"request/{place:02d}-{_safe(name)}", content


def attached(attachment: Attachment) -> tuple[str, bytes]:
    """Return the name and the bytes of a file that the applicant sent."""
    row = str(attachment.pk)
    key = envelope.data_key(ATTACHMENT_TABLE, row, bytes(attachment.sealed_key))
    name = envelope.unseal(key, bytes(attachment.name), ATTACHMENT_TABLE, row, "name")
    sealed = path_of(attachment.pk).read_bytes()
    return name.decode("utf-8"), envelope.unseal(key, sealed, ATTACHMENT_TABLE, row, "content")


def _letters(application: Application) -> Iterator[tuple[str, bytes]]:
    rows = application.letters.exclude(stage=Letter.Stage.DROPPED).prefetch_related("files")
    for place, letter in enumerate(rows, start=1):
        folder = f"letters/{place:02d}-{letter.kind}"
        yield f"{folder}/letter.json", _json(_of_letter(letter))
        for number, file in enumerate(letter.files.all(), start=1):
            part = LetterFile.Part(file.part).value
            yield f"{folder}/{part}-{number:02d}-{_safe(name_of(file))}", read(file)


def _of_letter(letter: Letter) -> dict[str, Any]:
    return {
        "kind": letter.kind,
        "name": letter.get_kind_display(),
        "number": letter.number,
        "stage": letter.stage,
        "outcome": letter.outcome,
        "drafted_by": str(letter.drafted_by or ""),
        "approved_by": str(letter.approved_by or ""),
        "dated_on": _iso(letter.dated_on),
        "route": letter.route,
        "dispatched_on": _iso(letter.dispatched_on),
        "tracking": letter.tracking,
        "delivered_on": _iso(letter.delivered_on),
    }


def _log(application: Application) -> Iterator[tuple[str, bytes]]:
    events = [
        {
            "on": event.on.isoformat(),
            "type": event.type,
            "text": str(wording.EVENTS[EventType(event.type)]),
            "details": event.details,
            "entered_at": event.entered_at.isoformat(),
            "entered_by": str(event.entered_by or ""),
        }
        for event in application.events.select_related("entered_by")
    ]
    yield "log/events.json", _json(events)
    searches = application.searches.select_related("entered_by").values(
        "on", "place", "method", "found", "result", "entered_by__username"
    )
    yield "log/searches.json", _json([row | {"on": row["on"].isoformat()} for row in searches])
    movements = [
        {
            "kind": row.kind,
            "at": row.at.isoformat(),
            "handler": str(row.handler or ""),
            "office": str(row.office or ""),
            "from": str(row.from_body or ""),
            "to": str(row.to_body or ""),
            "reason": row.reason,
        }
        for row in application.movements.select_related("handler", "office", "from_body", "to_body")
    ]
    yield "log/movements.json", _json(movements)
    disputes = application.disputes.values(
        "block", "number", "organ", "begun_on", "result", "ended_on", "counted"
    )
    told = [
        row | {"begun_on": row["begun_on"].isoformat(), "ended_on": _iso(row["ended_on"])}
        for row in disputes
    ]
    yield "log/disputes.json", _json(told)


def _safe(name: str) -> str:
    """Return a name that is no path."""
    return name.replace("/", "_").replace("\\", "_").lstrip(".")[:80] or "file"
