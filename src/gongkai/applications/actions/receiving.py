"""An application arrives: numbered, sealed, stored once however often it is sent."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.db import IntegrityError, transaction

from gongkai.applications import access
from gongkai.applications.actions.recounting import derived
from gongkai.applications.actions.telling import details_of
from gongkai.applications.models import (
    SEALED,
    TABLE,
    Application,
    Attachment,
    Event,
    Register,
)
from gongkai.applications.rules import events as rule
from gongkai.applications.rules.clock import reckon
from gongkai.bodies.models import Body, User
from gongkai.custody import codes, envelope
from gongkai.custody.rules.masks import masked_name

PURPOSE = "query code"
ATTACHMENT_TABLE = "applications.attachment"


@dataclass(frozen=True, slots=True)
class File:
    """A file as it was sent."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Filing:
    """What an applicant says, whatever way it came.

    Attributes:
        submission: What makes two sendings one: the form's token.
        texts: The fields of `models.SEALED`; missing ones are empty.
    """

    submission: str
    kind: str
    channel: str
    delivery: str
    arrived_on: date
    texts: dict[str, str]
    oral: bool = False
    files: Iterable[File] = field(default_factory=tuple)


def token_of(submission: str) -> str:
    """Return what is stored of a form's token."""
    return sha256(submission.encode()).hexdigest()


def code_of(token: str) -> str:
    """Return the query code of a stored token: the same for each sending, itself stored nowhere."""
    return codes.code_of(token, PURPOSE)


def code_print(code: str) -> str:
    """Return what a case is found by; forgiving of case, hyphens and mistaken letters."""
    return codes.code_print(code, PURPOSE)


def code_for(application: Application) -> str:
    """Return the query code of a case; empty for one from an old list, which nobody was given."""
    code = code_of(application.submission)
    return code if code_print(code) == application.code_print else ""


def known(submission: str) -> Application | None:
    """Return the case that a form's token made before."""
    rows = Application.objects.filter(submission=token_of(submission))
    return rows.first() if submission else None


def receive(
    body: Body, filing: Filing, *, by: User | None, at: datetime, today: date
) -> Application:
    """Store an application; the same submission again returns the first one unchanged.

    Args:
        body: Who is asked.
        filing: What was said.
        by: The registrar; None when the applicant sent it.
        at: The instant of entry.
        today: The civil day of entry.
    """
    token = token_of(filing.submission)
    before = known(filing.submission)
    if before is not None:
        return before
    try:
        with transaction.atomic():
            return _store(body, filing, token, by=by, at=at, today=today)
    except IntegrityError:
        # Another process was quicker with the same form; any other breach is raised again here.
        return Application.objects.get(submission=token)


def _store(
    body: Body, filing: Filing, token: str, *, by: User | None, at: datetime, today: date
) -> Application:
    key = uuid.uuid4()
    texts = {name: filing.texts.get(name, "").strip() for name in SEALED}
    sealed_key, sealed = envelope.seal_texts(TABLE, str(key), texts)
    arrival = rule.Event(
        rule.EventType.RECEIVED, filing.arrived_on, channel=rule.Channel(filing.channel)
    )
    days, _ = access.calendar()
    application = Application.objects.create(
        id=key,
        body=body,
        number=next_number(body, filing.arrived_on.year),
        submission=token,
        code_print=code_print(code_of(token)),
        channel=filing.channel,
        kind=filing.kind,
        delivery=filing.delivery,
        oral=filing.oral,
        sealed_key=sealed_key,
        **sealed,
        masked_name=masked_name(texts["name"]),
        applicant_print=envelope.fingerprint("applicant", texts["identity"] or texts["phone"]),
        wanted_print=envelope.fingerprint("wanted", texts["wanted"]),
        arrived_on=filing.arrived_on,
        **derived(reckon([arrival], days, today)),
    )
    Event.objects.create(
        application=application,
        position=0,
        type=arrival.type.value,
        on=arrival.on,
        details=details_of(arrival),
        entered_at=at,
        entered_by=by,
    )
    for file in filing.files:
        keep(application, file, at=at)
    return application


def next_number(body: Body, year: int) -> str:
    """Return the next number of a body's register. Call it inside a transaction."""
    Register.objects.get_or_create(body=body, year=year)
    register = Register.objects.select_for_update().get(body=body, year=year)
    register.last += 1
    register.save(update_fields=["last"])
    return f"{year}-{register.last:04d}"


def path_of(key: uuid.UUID) -> Path:
    """Return where a sealed file lies."""
    name = key.hex
    return Path(settings.GONGKAI_FILES) / "applications" / name[:2] / f"{name}.sealed"


def keep(application: Application, file: File, *, at: datetime) -> Attachment:
    """Seal a file onto disk and note it."""
    key = uuid.uuid4()
    data_key, sealed_key = envelope.new_data_key(ATTACHMENT_TABLE, str(key))
    path = path_of(key)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(envelope.seal(data_key, file.content, ATTACHMENT_TABLE, str(key), "content"))
    return Attachment.objects.create(
        id=key,
        application=application,
        sealed_key=sealed_key,
        name=envelope.seal(data_key, file.name.encode(), ATTACHMENT_TABLE, str(key), "name"),
        media_type=file.media_type[:80],
        size_bytes=len(file.content),
        added_at=at,
    )
