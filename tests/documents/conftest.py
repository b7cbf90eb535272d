"""A county with its people, a text, and the road of review in one word."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest

from gongkai.bodies.models import Appointment, Body, Role, User
from gongkai.calendars.rules.workdays import Workdays
from gongkai.documents.actions import drafting, publishing, reviewing
from gongkai.documents.contents import Text
from gongkai.documents.models import Document
from gongkai.documents.rules.review import CHECKLIST, ORDER

NOW = datetime.now(tz=UTC).replace(microsecond=0)
WORKDAYS = Workdays(years=frozenset(range(2020, 2040)))
TEXT = Text(
    title="云河县人民政府办公室关于加强农村供水管理的通知",
    issuer="云河县人民政府办公室",
    document_number="云政办发〔2026〕31号",
    attribute="open",
    made_on=date(2026, 11, 2),
    body="<p>各乡镇人民政府：</p><p>为保障农村饮水安全，现就有关事项通知如下。</p>",
)
ROLES = {
    "drafter": Role.DRAFTER,
    "other_drafter": Role.DRAFTER,
    "secrecy": Role.SECRECY,
    "first": Role.REVIEWER,
    "second": Role.REVIEWER,
    "final": Role.LEADER,
    "clerk": Role.OPENNESS,
}


@pytest.fixture
def county(db: None) -> Body:
    return Body.objects.create(code="yunhe", name="云河县人民政府", tier="county", path="000001")


@pytest.fixture
def people(county: Body) -> SimpleNamespace:
    """One person for each role, and a superuser who holds none."""
    found = {}
    for name, role in ROLES.items():
        found[name] = User.objects.create_user(name, password="x", full_name=name)
        Appointment.objects.create(
            body=county, user=found[name], role=role, from_on=date(2020, 1, 1)
        )
    found["root"] = User.objects.create_superuser("root", password="x")
    return SimpleNamespace(**found)


@pytest.fixture
def committed(
    django_capture_on_commit_callbacks: Callable[..., object],
) -> Callable[[], AbstractContextManager[object]]:
    """Run what waits for the commit, the log's signature among it: `with committed(): ...`."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def draft(county: Body, people: SimpleNamespace) -> Document:
    return drafting.draft(county, TEXT, by=people.drafter, at=NOW - timedelta(hours=9))


@pytest.fixture
def walk(people: SimpleNamespace) -> Callable[[Document], None]:
    """Take the newest revision down the whole road."""

    def down(document: Document, until: str = "final") -> None:
        document.refresh_from_db()
        revision = document.revision
        assert revision is not None
        reviewing.submit(document, revision, by=people.drafter, at=NOW, workdays=WORKDAYS)
        for step in ORDER:
            sign(document, step, getattr(people, step))
            if step == until:
                return

    return down


def sign(document: Document, step: str, by: User, **changes: object) -> None:
    """Sign a step as a careful reviewer would."""
    document.refresh_from_db()
    assert document.revision is not None
    said = {"digest": document.revision.digest, "checked": CHECKLIST, "proofread": True} | changes
    reviewing.sign(document, step, reviewing.Confirmation(**said), by=by, at=NOW, workdays=WORKDAYS)


@pytest.fixture
def published(
    draft: Document, walk: Callable[[Document], None], committed: Callable[..., object]
) -> Document:
    """A document that went the whole way and is public."""
    walk(draft)
    with committed():
        publishing.publish(draft, draft.revision, at=NOW)
    draft.refresh_from_db()
    return draft


def changed(text: Text, **values: object) -> Text:
    return replace(text, **values)
