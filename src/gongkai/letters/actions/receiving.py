"""A letter arrives: numbered, sealed, stored once however often it is sent."""

import json
import os
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256

from django.db import IntegrityError, transaction

from gongkai.bodies.models import Body, User
from gongkai.calendars.access import load_workdays
from gongkai.custody import codes, envelope, papers
from gongkai.custody.rules.masks import masked_name
from gongkai.letters.actions import tallying
from gongkai.letters.actions.telling import derived, details_of
from gongkai.letters.limits import Limits
from gongkai.letters.models import ATTACHMENT_TABLE, TABLE, Attachment, Letter, Register
from gongkai.letters.models import Event as Row
from gongkai.letters.rules import masking
from gongkai.letters.rules.clock import reckon
from gongkai.letters.rules.events import Event
from gongkai.letters.rules.words import EventType

PURPOSE = "letter code"
WRITER = ("name", "phone", "email", "address")
TITLE_LENGTH_MAX = 200
KEY_BITS = 74  # of a key of version 7 that are free beside the time
PLACE_BITS = 32


@dataclass(frozen=True, slots=True)
class Filing:
    """What somebody wrote or said, whatever way it came.

    Attributes:
        submission: What makes two sendings one: the form's token.
        writer: Who wrote; keys of `WRITER`.
        original_number: What the channel calls it.
    """

    submission: str
    channel: str
    kind: str
    title: str
    text: str
    received_on: date
    writer: dict[str, str] = field(default_factory=dict)
    consent: bool = False
    place: str = ""
    original_number: str = ""
    leader: User | None = None
    files: Iterable[papers.Paper] = field(default_factory=tuple)


def ordered_key(at: datetime, place: int | None = None) -> uuid.UUID:
    """Return a key whose first bits are the time, so that new rows lie together (RFC 9562, 7).

    Args:
        at: The instant of entry.
        place: Which of many rows of one instant: they lie in this order then (RFC 9562, 6.2).
    """
    stamp = int(at.timestamp() * 1000) & ((1 << 48) - 1)
    loose = int.from_bytes(os.urandom(10), "big") & ((1 << KEY_BITS) - 1)
    if place is not None:
        rest = KEY_BITS - PLACE_BITS
        loose = place % (1 << PLACE_BITS) << rest | loose & ((1 << rest) - 1)
    number = stamp << 80 | 7 << 76 | (loose >> 62) << 64 | 2 << 62 | loose & ((1 << 62) - 1)
    return uuid.UUID(int=number)


def origin_of(submission: str) -> str:
    """Return what makes a form's sendings one letter."""
    return sha256(b"form\0" + submission.encode()).hexdigest()


def known(submission: str) -> Letter | None:
    """Return the letter that a form has become already."""
    return Letter.objects.filter(origin=origin_of(submission)).first()


def code_of(submission: str) -> str:
    """Return the query code of a letter's form."""
    return codes.code_of(submission, PURPOSE)


def by_code(code: str) -> Letter | None:
    """Return the letter that a query code opens."""
    print_ = codes.code_print(code, PURPOSE)
    return Letter.objects.filter(code_print=print_).first() if print_ else None


def receive(body: Body, filing: Filing, *, by: User | None, at: datetime, today: date) -> Letter:
    """Store a letter; the same submission again returns the first one unchanged.

    Args:
        body: Who received it, or whom it is addressed to.
        filing: What was said.
        by: The clerk who took it down; None when the writer sent it.
        at: The instant of entry.
        today: The civil day of entry.
    """
    found = known(filing.submission)
    if found is not None:
        return found
    try:
        with transaction.atomic():
            return _store(body, filing, by=by, at=at)
    except IntegrityError:
        # Another process was quicker with the same form; any other breach is raised again here.
        return Letter.objects.get(origin=origin_of(filing.submission))


def _store(body: Body, filing: Filing, *, by: User | None, at: datetime) -> Letter:
    key = ordered_key(at)
    writer = {name: filing.writer.get(name, "").strip() for name in WRITER}
    original = f"{filing.title}\n{filing.text}"
    title, text = masking.numbers(filing.title), masking.numbers(filing.text)
    masked = (title, text) != (filing.title, filing.text)
    sealed_key, sealed = envelope.seal_texts(
        TABLE,
        str(key),
        {"writer": json.dumps(writer, ensure_ascii=False), "original": original if masked else ""},
    )
    terms = Limits().of(body.pk, filing.kind)
    arrival = Event(type=EventType.RECEIVED, on=filing.received_on, body=str(body.pk), terms=terms)
    letter = Letter(
        id=key,
        number=numbered(filing.received_on.year, 1)[0],
        origin=origin_of(filing.submission),
        code_print=codes.code_print(code_of(filing.submission), PURPOSE),
        channel=filing.channel,
        original_number=filing.original_number,
        kind=filing.kind,
        intake=body,
        leader=filing.leader,
        title=title[:TITLE_LENGTH_MAX],
        text=text,
        place=filing.place,
        consent=filing.consent,
        sealed_key=sealed_key,
        **sealed,
        masked_name=masked_name(writer["name"])[:80],
        writer_print=envelope.fingerprint("writer", writer["phone"] or writer["email"]),
        received_on=filing.received_on,
        **derived(reckon([arrival], load_workdays(), terms), body.pk),
    )
    letter.save(force_insert=True)
    _begin(letter, arrival, by=by, at=at)
    for paper in filing.files:
        attach(letter, paper, at=at)
    return letter


def _begin(letter: Letter, arrival: Event, *, by: User | None, at: datetime) -> None:
    """Enter the arrival and count the letter."""
    Row.objects.create(
        letter=letter,
        position=0,
        type=arrival.type.value,
        on=arrival.on,
        details=details_of(arrival),
        entered_at=at,
        entered_by=by,
    )
    changes = tallying.Changes()
    changes.add(tallying.cell_of(letter), tallying.facts_of(letter))
    tallying.write(changes)


def numbered(year: int, count: int) -> list[str]:
    """Take the next numbers of a year. The transaction holds the register until it ends."""
    Register.objects.get_or_create(year=year)
    register = Register.objects.select_for_update().get(year=year)
    first = register.last + 1
    register.last += count
    register.save(update_fields=["last"])
    return [f"{year}-{number:06d}" for number in range(first, first + count)]


def attach(letter: Letter, paper: papers.Paper, *, at: datetime) -> Attachment:
    """Seal a file onto disk and note it."""
    kept = papers.keep(ATTACHMENT_TABLE, paper)
    return Attachment.objects.create(
        id=kept.key,
        letter=letter,
        sealed_key=kept.sealed_key,
        name=kept.name,
        media_type=paper.media_type[:80],
        size_bytes=len(paper.content),
        added_at=at,
    )
