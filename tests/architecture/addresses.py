"""Every address there is, asked by every kind of person with every method."""

from collections.abc import Iterator
from datetime import date
from http.cookies import SimpleCookie
from typing import Any
from uuid import UUID

from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.converters import UUIDConverter
from django.utils import timezone

from gongkai.bodies.models import Appointment, Body, Role, Tier, User
from gongkai.documents.actions import drafting
from gongkai.documents.contents import Text

KEY = "draftdraft"
ROLES = ("visitor", "stranger", "outsider", "drafter", "openness")
# What stands in the parameters of an address; the draft is of the body "here".
SAMPLES = {
    "key": KEY,
    "code": "here",
    "pk": 1,
    "number": 1,
    "old": 1,
    "new": 1,
    "index": 1,
    "kind": "policy",
    "form": "atom",
    "slug": "nothing",
    "digest": "0" * 64,
    "name": "file.pdf",
    "path": "0/000",
}


def named() -> Iterator[tuple[str, URLPattern]]:
    """Yield each pattern with its full name; one without a name has its route instead."""

    def walk(
        patterns: list[URLPattern | URLResolver], spaces: tuple[str, ...], before: str
    ) -> Iterator[tuple[str, URLPattern]]:
        for pattern in patterns:
            route = before + str(pattern.pattern)
            if isinstance(pattern, URLPattern):
                name = ":".join((*spaces, pattern.name)) if pattern.name else f"/{route}"
                yield name, pattern
            else:
                inner = (*spaces, pattern.namespace) if pattern.namespace else spaces
                yield from walk(pattern.url_patterns, inner, route)

    yield from walk(get_resolver().url_patterns, (), "")


def address(name: str, pattern: URLPattern) -> str:
    """Return an address of a pattern, filled with the samples."""
    if name.startswith("/"):
        return name
    converters = pattern.pattern.converters
    values: dict[str, Any] = {}
    for parameter in pattern.pattern.regex.groupindex:
        if isinstance(converters.get(parameter), UUIDConverter):
            values[parameter] = UUID(int=0)
        else:
            values[parameter] = SAMPLES.get(parameter, 1)
    return reverse(name, kwargs=values)


def people() -> dict[str, SimpleCookie]:
    """Make two bodies and a draft of one of them; return the cookies of each kind of person."""
    here = Body.objects.create(code="here", name="本局", tier=Tier.DEPARTMENT, path="000001")
    away = Body.objects.create(code="away", name="他局", tier=Tier.DEPARTMENT, path="000002")
    text = Text(title="草稿", body="<p>未公开</p>", issuer="本局")
    drafting.draft(here, text, by=None, at=timezone.now(), key=KEY)
    cookies = {"visitor": SimpleCookie()}
    for name, body, role in (
        ("stranger", None, None),
        ("outsider", away, Role.DRAFTER),
        ("drafter", here, Role.DRAFTER),
        ("openness", here, Role.OPENNESS),
    ):
        user = User.objects.create_user(name, password="irrelevant")
        if body is not None:
            Appointment.objects.create(body=body, user=user, role=role, from_on=date(2020, 1, 1))
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        cookies[name] = client.cookies
    return cookies


def outcome(cookies: SimpleCookie, method: str, path: str) -> str:
    """Return what somebody gets: open, login, closed, refused, or the status if it is another.

    What the request changed is taken back, so that no request depends on another.
    """
    client = Client(raise_request_exception=False)
    client.cookies = SimpleCookie(cookies.output(header="", sep=";"))
    before = transaction.savepoint()
    try:
        response = client.generic(method, path)
    finally:
        transaction.savepoint_rollback(before)
    status = response.status_code
    if status in {301, 302}:
        # Wagtail sends whoever may not back to the desk, with a message.
        ends = {"/admin/": "closed"}
        place = response["Location"]
        return "login" if "/login/" in place else ends.get(place, "open")
    if status < 300 or status == 422:
        return "open"
    return {403: "closed", 404: "closed", 405: "refused", 410: "open"}.get(status, str(status))
