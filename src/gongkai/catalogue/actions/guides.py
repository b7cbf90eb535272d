"""Openness guides: a new edition is issued whenever what a guide says has changed."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from gongkai.bodies.models import Body
from gongkai.catalogue.actions.telling import tell
from gongkai.catalogue.guide import facts_of
from gongkai.catalogue.models import GuideEdition
from gongkai.catalogue.rules.guide import Facts, digest


@transaction.atomic
def issue(body: Body, *, today: date) -> GuideEdition | None:
    """Issue a body's guide if it says something new; return the new edition, else None.

    Editions of one day are one: a guide that changes twice on a day is issued once.
    """
    Body.objects.select_for_update().get(pk=body.pk)
    facts = facts_of(body, today)
    last = GuideEdition.objects.filter(body=body).order_by("-number").first()
    if last is not None and last.digest == digest(facts):
        return None
    if last is not None and last.issued_on == today:
        last.digest, last.facts = digest(facts), facts.as_json()
        last.save(update_fields=["digest", "facts"])
        tell()
        return last
    edition = _edition(body, facts, number=last.number + 1 if last else 1, today=today)
    tell()
    return edition


def issue_all(bodies: Iterable[Body], *, today: date) -> list[GuideEdition]:
    """Issue the guides of bodies that say something new."""
    return [edition for body in bodies if (edition := issue(body, today=today)) is not None]


def _edition(body: Body, facts: Facts, *, number: int, today: date) -> GuideEdition:
    return GuideEdition.objects.create(
        body=body, number=number, issued_on=today, digest=digest(facts), facts=facts.as_json()
    )
