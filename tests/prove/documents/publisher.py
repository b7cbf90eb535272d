"""Publish reviewed drafts one after the other until killed; each acknowledged key is printed.

Run with a home folder: `python publisher.py prepare 40` makes that many reviewed drafts,
`python publisher.py run` publishes them, `python publisher.py settle` finishes what a killed run
left, as the worker does at its start.
"""

import os
import sys
from datetime import date

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.project.settings")

import django

django.setup()

from django.utils import timezone  # noqa: E402

from gongkai.bodies.models import Appointment, Body, Role, User  # noqa: E402
from gongkai.calendars.rules.workdays import Workdays  # noqa: E402
from gongkai.documents.actions import drafting, publishing, reviewing  # noqa: E402
from gongkai.documents.contents import Text  # noqa: E402
from gongkai.documents.models import Document, State  # noqa: E402
from gongkai.documents.rules.review import CHECKLIST, Step  # noqa: E402
from gongkai.ledger.work import append_now  # noqa: E402

WORKDAYS = Workdays(years=frozenset(range(2020, 2040)))
SIGNERS = {
    Step.SECRECY: Role.SECRECY,
    Step.FIRST: Role.REVIEWER,
    Step.SECOND: Role.LEADER,
    Step.FINAL: Role.OPENNESS,
}


def prepare(count: int) -> None:
    """Make reviewed drafts, every second one a policy with its interpretation."""
    county = Body.objects.create(code="yunhe", name="云河县人民政府", tier="county", path="000001")
    people = {}
    for step, role in SIGNERS.items():
        people[step] = User.objects.create_user(step)
        Appointment.objects.create(
            body=county, user=people[step], role=role, from_on=date(2020, 1, 1)
        )
    author = User.objects.create_user("author")
    for number in range(count):
        text = Text(
            title=f"第{number}号通知",
            issuer="云河县人民政府",
            attribute="open",
            body=f"<p>第{number}号。</p>",
        )
        document = drafting.draft(county, text, by=author, at=timezone.now())
        revision = document.revision
        reviewing.submit(document, revision, by=author, at=timezone.now(), workdays=WORKDAYS)
        for step in SIGNERS:
            said = reviewing.Confirmation(digest=revision.digest, checked=CHECKLIST, proofread=True)
            reviewing.sign(
                document, step, said, by=people[step], at=timezone.now(), workdays=WORKDAYS
            )


def run() -> None:
    """Publish what is left; a key is printed once the public can read it."""
    for document in Document.objects.filter(state=State.DRAFT).order_by("pk"):
        publishing.publish(document, document.revision, at=timezone.now())
        if document.state == State.PUBLISHED:
            print(document.key, flush=True)


if __name__ == "__main__":
    {"prepare": lambda: prepare(int(sys.argv[2])), "run": run, "settle": append_now}[sys.argv[1]]()
