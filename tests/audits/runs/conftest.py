"""A county with nothing wrong, into which a test plants one fault at a time."""

import hashlib
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.test import override_settings

from gongkai.audits.actions.inspecting import Inspection, freeze, inspect
from gongkai.audits.models import Run
from gongkai.bodies.models import Appointment, Body, Role, User
from gongkai.calendars.actions import load_shipped
from gongkai.channels.models import Account
from gongkai.channels.rules.feeds import Entry
from gongkai.documents.actions import backfilling, relating
from gongkai.documents.contents import Text
from gongkai.documents.models import Document

from .making import MONTH, NOW, TODAY

KINDS = (
    "news", "announcement", "policy", "normative", "interpretation", "plan", "statistics",
    "budget", "licence", "penalty", "procurement", "personnel", "emergency",
)  # fmt: skip
PLAIN_STATIC = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}


@pytest.fixture(autouse=True)
def own_home(tmp_path, settings) -> Iterator[None]:
    settings.GONGKAI_FILES = tmp_path / "files"
    with override_settings(STORAGES=PLAIN_STATIC):
        yield


@pytest.fixture
def county(db) -> Body:
    load_shipped(at=NOW)
    return Body.objects.create(code="xian", name="示例县人民政府", tier="county", path="000001")


@pytest.fixture
def clerk(county) -> User:
    user = User.objects.create_user("clerk", password="long enough for a test")
    Appointment.objects.create(body=county, user=user, role=Role.OPENNESS, from_on=date(2020, 1, 1))
    return user


def arrival(
    kind: str, on: date, body: str = "<p>现予公布，请遵照执行。</p>"
) -> backfilling.Arrival:
    text = Text(
        title=f"示例县关于{kind}事项的通告",
        kind=kind,
        issuer="示例县人民政府",
        attribute="open",
        made_on=on,
        published_on=on,
        body=body,
    )
    key = hashlib.sha256(f"{kind}{on}".encode()).hexdigest()[:10]
    return backfilling.Arrival(key, f"{kind}/{on}", text, text.digest())


@pytest.fixture
def library(county, django_capture_on_commit_callbacks) -> dict[str, Document]:
    """One document in each column, logged; the interpretation is linked to its policy."""
    with django_capture_on_commit_callbacks(execute=True):
        rows = backfilling.draft_all(
            county, [arrival(kind, TODAY - timedelta(days=1)) for kind in KINDS], at=NOW
        )
        backfilling.backfill_all(rows, at=NOW)
    held = {row.kind: row for row in Document.objects.all()}
    relating.relate(held["interpretation"], held["policy"], "interprets")
    return held


@pytest.fixture
def account(county) -> Account:
    from gongkai.channels.actions import enter, take_posts

    made = enter(
        Account(
            platform="wechat", name="示例发布", handle="shili", body=county,
            opened_on=date(2024, 1, 1),
        )
    )  # fmt: skip
    take_posts(made, [Entry("1", "今日要闻", "", NOW - timedelta(hours=1))], source="hand", by=None)
    return made


@pytest.fixture
def look(county, clerk, library, account):
    """Inspect the running month: `look()`; the kinds and subjects found."""

    def inspected() -> Inspection:
        return inspect(county, MONTH, today=TODAY, at=NOW)

    return inspected


@pytest.fixture
def frozen(look, clerk):
    """Inspect and freeze: `frozen()`."""

    def made() -> Run:
        return freeze(look(), by=clerk, at=NOW)

    return made
