"""Load the demo county, step by step; a second run finds everything there and writes nothing."""

import time
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy

from gongkai.calendars import actions as calendars
from gongkai.project.demo import county
from gongkai.project.demo.loading import (
    catalogue,
    intake,
    letters,
    organisations,
    oversight,
    papers,
    prose,
    selfchecks,
)

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True, slots=True)
class Step:
    """A part of the demo: what it is called and what loads it, returning how many were new."""

    label: "str | _StrPromise"
    load: Callable[[], int]


@dataclass(frozen=True, slots=True)
class Done:
    """A finished step."""

    label: str
    new: int
    took_seconds: float


STEPS = (
    Step(
        pgettext_lazy("demo", "working-day calendar"), lambda: len(calendars.load_shipped(at=now()))
    ),
    Step(pgettext_lazy("demo", "bodies"), organisations.load_bodies),
    Step(pgettext_lazy("demo", "people and contacts"), organisations.load_people),
    Step(pgettext_lazy("demo", "standard directories"), catalogue.load_directories),
    Step(pgettext_lazy("demo", "openness guides"), catalogue.load_guides),
    Step(pgettext_lazy("demo", "public documents"), papers.load_public),
    Step(pgettext_lazy("demo", "documents in hand"), papers.load_desk),
    Step(pgettext_lazy("demo", "responsibilities"), oversight.load_matrix),
    Step(pgettext_lazy("demo", "documents under their items"), oversight.load_filings),
    Step(pgettext_lazy("demo", "commitments"), oversight.load_promises),
    Step(pgettext_lazy("demo", "applications for information"), intake.load_requests),
    Step(pgettext_lazy("demo", "letters"), letters.load_letters),
    Step(pgettext_lazy("demo", "site pages"), prose.load_pages),
    Step(pgettext_lazy("demo", "new-media accounts"), selfchecks.load_accounts),
    Step(pgettext_lazy("demo", "a year of self-inspections"), selfchecks.load_history),
    Step(pgettext_lazy("demo", "availability probes"), selfchecks.load_probes),
    Step(pgettext_lazy("demo", "reported mistakes"), selfchecks.load_corrections),
)


def load() -> Iterator[Done]:
    """Load every step, each in one transaction, and tell of each when it is done."""
    for step in STEPS:
        begun = time.monotonic()
        with transaction.atomic():
            new = step.load()
        yield Done(str(step.label), new, time.monotonic() - begun)


def accounts_table() -> str:
    """Return the demo accounts as a table for a terminal."""
    rows = [(pgettext("demo", "account"), pgettext("demo", "name"), pgettext("demo", "what for"))]
    rows += [(a.username, a.name, a.shows) for a in county.accounts()]
    widths = [max(_columns(row[place]) for row in rows) for place in range(3)]
    lines = [
        "  ".join(
            cell + " " * (width - _columns(cell)) for cell, width in zip(row, widths, strict=True)
        ).rstrip()
        for row in rows
    ]
    password = _("Password of every demo account: %(password)s")
    return "\n".join([*lines, "", password % {"password": organisations.PASSWORD}])


def _columns(text: str) -> int:
    """Return how many columns a terminal needs: a wide character takes two."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
