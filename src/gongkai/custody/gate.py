"""The gate of public forms: work for a machine, a small sum for a person, a limit for an address.

A browser with JavaScript does a proof of work (altcha, version 2). Whoever has none answers a sum;
that way is open to machines too, so fewer such sendings an hour are taken from one address. Each
challenge is signed, dies after two hours, holds for one sending of one form and is spent once.
"""

import ipaddress
import json
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Any

import altcha
from django.conf import settings
from django.core import signing
from django.db import IntegrityError, transaction
from django.db.models import F
from django.http import HttpRequest

from gongkai.custody import envelope, keys
from gongkai.custody.models import Knock, Spent

ALGORITHM = "PBKDF2/SHA-256"
COST = 2000  # rounds of one try; a browser needs 256 tries on average
LIFETIME = timedelta(hours=2)
PROVED_AN_HOUR = 30  # sendings from one address with a proof of work
SUMMED_AN_HOUR = 6  # and with a sum only
KEPT = timedelta(days=2)
SALT = "gongkai.custody.gate"
NUMERALS = "零一二三四五六七八九"


class Refusal(StrEnum):
    """Why the gate stays shut."""

    TOO_MANY = "too_many"
    UNPROVED = "unproved"
    SPENT = "spent"


@dataclass(frozen=True, slots=True)
class Task:
    """What a form shows: the machine's work as JSON, and the sum in words with its signed token."""

    challenge: str
    first: str
    second: str
    token: str


def _secret() -> bytes:
    return sha256(b"gate\0" + keys.fingerprint_key()).digest()


def task(form: str, submission: str, now: datetime) -> Task:
    """Return a task for one sending of a form.

    Args:
        form: Which form; a challenge of another one does not open it.
        submission: The form's token.
        now: The instant.
    """
    bound = {"form": form, "submission": submission}
    challenge = altcha.create_challenge(
        ALGORITHM, COST, expires_at=now + LIFETIME, data=bound, hmac_secret=_secret()
    )
    numbers = (secrets.randbelow(9) + 1, secrets.randbelow(9) + 1)
    said = {**bound, "sum": sum(numbers), "nonce": secrets.token_hex(12)}
    return Task(
        json.dumps(challenge.to_dict()),
        NUMERALS[numbers[0]],
        NUMERALS[numbers[1]],
        signing.dumps(said, salt=SALT),
    )


def refusal(request: HttpRequest, form: str, submission: str, now: datetime) -> Refusal | None:
    """Say why a sending is not let through; None lets it through and spends its challenge.

    Ask after everything else about the form was right: a challenge serves once.
    """
    proof = request.POST.get("altcha", "")
    bound = {"form": form, "submission": submission}
    nonce = _proved(proof, bound) if proof else None
    summed = nonce is None
    if summed:
        nonce = _summed(request.POST.get("sum_token", ""), request.POST.get("sum", ""), bound)
    if not _counted(request, form, SUMMED_AN_HOUR if summed else PROVED_AN_HOUR, now):
        return Refusal.TOO_MANY
    if nonce is None:
        return Refusal.UNPROVED
    return None if _spend(nonce, now) else Refusal.SPENT


def _proved(proof: str, bound: dict[str, str]) -> str | None:
    try:
        result = altcha.verify_solution(proof, _secret())
        if not result.verified:
            return None
        parameters = altcha.Payload.from_base64(proof).challenge.parameters
    except Exception:
        return None
    fits = parameters.data == bound and bool(parameters.expires_at)
    return f"work:{parameters.nonce}" if fits else None


def _summed(token: str, answer: str, bound: dict[str, str]) -> str | None:
    try:
        said: dict[str, Any] = signing.loads(token, salt=SALT, max_age=LIFETIME)
        number = int(_digits(answer))
    except (signing.BadSignature, ValueError):
        return None
    fits = {name: said[name] for name in bound} == bound and number == said["sum"]
    return f"sum:{said['nonce']}" if fits else None


def _digits(answer: str) -> str:
    """Return a written number in digits; people write 十二 as readily as 12."""
    text = answer.strip()[:4]
    if "十" in text:
        tens, _, ones = text.partition("十")
        text = f"{tens or '一'}{ones or '零'}"
    return text.translate({ord(sign): str(place) for place, sign in enumerate(NUMERALS)})


def _spend(nonce: str, now: datetime) -> bool:
    Spent.objects.filter(at__lt=now - KEPT).delete()
    try:
        with transaction.atomic():
            Spent.objects.create(nonce=nonce, at=now)
    except IntegrityError:
        return False
    return True


def address(request: HttpRequest) -> str:
    """Return the address of whoever asks, as the nearest machine that we trust saw it."""
    seen = str(request.META.get("REMOTE_ADDR", ""))
    trusted = int(getattr(settings, "GONGKAI_PROXIES", 0))
    if trusted:
        told = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
        seen = told[-trusted] if len(told) >= trusted and told[-trusted] else seen
    try:
        found = ipaddress.ip_address(seen)
    except ValueError:
        return seen
    # One household has a whole /64 of IPv6.
    return str(ipaddress.ip_network(f"{found}/64", strict=False)) if found.version == 6 else seen


def _counted(request: HttpRequest, form: str, limit: int, now: datetime) -> bool:
    place = envelope.fingerprint("gate", f"{form} {address(request)}")
    hour = now.replace(minute=0, second=0, microsecond=0)
    row, new = Knock.objects.get_or_create(place=place, hour_at=hour)
    if new:
        Knock.objects.filter(hour_at__lt=now - KEPT).delete()
    Knock.objects.filter(pk=row.pk).update(count=F("count") + 1)
    row.refresh_from_db(fields=["count"])
    return row.count <= limit
