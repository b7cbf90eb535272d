"""People who act on the same documents at the same moment, each in a process of their own.

In a migrated home: `python racer.py prepare 12` makes drafts that wait for the secrecy review,
`python racer.py act SEED SECONDS` signs, edits, recalls, submits and publishes at random,
`python racer.py judge` prints what is wrong, as JSON.
"""

import json
import os
import random
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.project.settings")

import django

django.setup()

from django.core.exceptions import PermissionDenied  # noqa: E402
from django.db import OperationalError  # noqa: E402
from django.utils import timezone  # noqa: E402

from gongkai.bodies.models import Appointment, Body, Role, User  # noqa: E402
from gongkai.calendars.rules.workdays import Workdays  # noqa: E402
from gongkai.documents.actions import drafting, publishing, reviewing  # noqa: E402
from gongkai.documents.contents import Text  # noqa: E402
from gongkai.documents.models import Document, Release, Review, State  # noqa: E402
from gongkai.documents.rules.review import CHECKLIST, ORDER, next_step  # noqa: E402
from gongkai.documents.rules.road import NotReadyError, WrongStateError  # noqa: E402
from gongkai.ledger.models import Event  # noqa: E402

WORKDAYS = Workdays(years=frozenset(range(2020, 2040)))
ROLES = {
    "author": Role.DRAFTER,
    "secrecy": Role.SECRECY,
    "first": Role.REVIEWER,
    "second": Role.REVIEWER,
    "third": Role.REVIEWER,
    "leader": Role.LEADER,
    "office": Role.OPENNESS,
}
REFUSED = (
    drafting.StaleRevisionError,
    publishing.PendingError,
    reviewing.NoRunningReviewError,
    reviewing.SigningRefusedError,
    reviewing.UnreviewedError,
    reviewing.AttributeFaultError,
    NotReadyError,
    PermissionDenied,
    WrongStateError,
    ValueError,
)


def prepare(count: int) -> None:
    """Make drafts that were sent on the road."""
    county = Body.objects.create(code="yunhe", name="云河县人民政府", tier="county", path="000001")
    for name, role in ROLES.items():
        user = User.objects.create_user(name)
        Appointment.objects.create(body=county, user=user, role=role, from_on=date(2020, 1, 1))
    people = {user.username: user for user in User.objects.all()}
    for number in range(count):
        text = Text(
            title=f"第{number}号通知",
            issuer="云河县人民政府",
            attribute="open",
            body=f"<p>第{number}号。</p>",
        )
        document = drafting.draft(county, text, by=people["author"], at=timezone.now())
        submit(document, people, random.Random(number))


def submit(document: Document, people: Mapping[str, User], chance: random.Random) -> None:
    """Send the newest revision on the road."""
    revision = document.revision
    assert revision is not None
    reviewing.submit(document, revision, by=people["author"], at=timezone.now(), workdays=WORKDAYS)


def sign(document: Document, people: Mapping[str, User], chance: random.Random) -> None:
    """Sign the step that seems to wait, as somebody who may or may not."""
    revision = document.revision
    assert revision is not None
    review = document.reviews.filter(state=Review.State.RUNNING).first()
    signed = set(review.signatures.values_list("step", flat=True)) if review else set()
    step = next_step(signed) or ORDER[-1]
    likely = {"secrecy": "secrecy", "first": "first", "second": "second", "final": "office"}
    name = likely[step] if chance.random() < 0.7 else chance.choice(sorted(people))
    said = reviewing.Confirmation(digest=revision.digest, checked=CHECKLIST, proofread=True)
    reviewing.sign(document, step, said, by=people[name], at=timezone.now(), workdays=WORKDAYS)


def edit(document: Document, people: Mapping[str, User], chance: random.Random) -> None:
    """Save a newer revision, perhaps as one who was to sign it."""
    revision = document.revision
    assert revision is not None
    text = Text.from_json(revision.content)
    changed = replace(text, summary=f"改于{chance.random()}")
    by = people[chance.choice(["author", "third"])]
    drafting.revise(document, changed, by=by, at=timezone.now())


def recall(document: Document, people: Mapping[str, User], chance: random.Random) -> None:
    """Take it back from the road."""
    reviewing.recall(document, by=people["author"], at=timezone.now())


def publish(document: Document, people: Mapping[str, User], chance: random.Random) -> None:
    """Publish whatever is newest."""
    revision = document.revision
    assert revision is not None
    publishing.publish(document, revision, at=timezone.now(), by=people["office"])


VERBS: dict[Callable[[Document, Mapping[str, User], random.Random], None], int] = {
    submit: 3,
    sign: 12,
    edit: 1,
    recall: 1,
    publish: 4,
}


def act(seed: int, seconds: float) -> None:
    """Do what comes to mind until the time is over; refusals are what is expected."""
    chance = random.Random(seed)
    people = {user.username: user for user in User.objects.all()}
    keys = list(Document.objects.values_list("pk", flat=True))
    done: dict[str, int] = {}
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        document = Document.objects.select_related("owner", "revision").get(pk=chance.choice(keys))
        verb = chance.choices(list(VERBS), weights=list(VERBS.values()))[0]
        try:
            verb(document, people, chance)
            done[verb.__name__] = done.get(verb.__name__, 0) + 1
        except REFUSED:
            continue
        except OperationalError as error:  # two rows wanted crosswise: the database gives way
            if "deadlock" not in str(error):
                raise
    print(json.dumps(done))


def judge() -> None:
    """Say of every document that is public, or was, whether it could be."""
    wrong: list[str] = []
    for release in Release.objects.filter(verb="publish", done_at__isnull=False):
        document, revision = release.document, release.revision
        passed = document.reviews.filter(
            revision=revision, state__in=[Review.State.SPENT, Review.State.PASSED]
        ).first()
        if passed is None:
            wrong.append(f"{document.key} r{revision.number}: no passed review")
            continue
        signatures = list(passed.signatures.order_by("pk"))
        signers = {signature.signer_id for signature in signatures}
        authors = set(
            document.revisions.filter(number__lte=revision.number).values_list("author", flat=True)
        )
        if [signature.step for signature in signatures] != [step.value for step in ORDER]:
            wrong.append(f"{document.key} r{revision.number}: steps missing")
        if len(signers) != len(ORDER) or signers & authors:
            wrong.append(f"{document.key} r{revision.number}: signed by an author, or twice")
        if any(signature.digest != revision.digest for signature in signatures):
            wrong.append(f"{document.key} r{revision.number}: another text was signed")
        if Event.objects.filter(doc=document.key, rev=revision.number).count() != 1:
            wrong.append(f"{document.key} r{revision.number}: not once in the log")
    public = Document.objects.filter(state=State.PUBLISHED).count()
    print(json.dumps({"wrong": wrong, "public": public}))


if __name__ == "__main__":
    words = sys.argv[1:]
    if words[0] == "prepare":
        prepare(int(words[1]))
    elif words[0] == "act":
        act(int(words[1]), float(words[2]))
    else:
        judge()
