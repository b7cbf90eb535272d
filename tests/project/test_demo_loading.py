"""`gongkai demo`: everything stands after the first run, nothing changes at the second."""

import re
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.test import Client, override_settings
from django.utils import translation
from django.utils.timezone import localdate

from gongkai.audits import duties
from gongkai.bodies.models import Body, Contact, Role, User
from gongkai.commitments.models import Commitment
from gongkai.documents.access import may_publish
from gongkai.documents.models import Document, Review, State
from gongkai.portal.models import HomePage, ProsePage, SiteFace, TopicPage
from gongkai.project.demo.county import accounts
from gongkai.project.demo.loading.organisations import PASSWORD
from gongkai.project.management.commands import demo

# Written by signing in and by the clock, not by the demo.
MOVING = {"axes", "sessions", "admin"}
SETTLED = date(2026, 9, 30)  # the yearly papers of the directories are out


@pytest.mark.django_db(transaction=True)
def test_one_run_fills_the_county_and_the_second_changes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with override_settings(
        GONGKAI_HOME=tmp_path, GONGKAI_FILES=tmp_path / "files", GONGKAI_INDEX=tmp_path / "index"
    ):
        call_command("demo")
        said = capsys.readouterr().out
        check_bodies()
        check_documents()
        check_accounts(said, tmp_path)
        check_pages()
        check_oversight()
        before = rows()
        with translation.override("zh-hans"):
            call_command("demo")
        assert rows() == before
        assert set(re.findall(r"新增 (\d+)", capsys.readouterr().out)) == {"0"}


def rows() -> dict[str, int]:
    """Return how many rows each table holds."""
    return {
        model._meta.label: model._base_manager.count()
        for model in apps.get_models()
        if model._meta.app_label not in MOVING
    }


def check_bodies() -> None:
    assert Body.objects.count() == 45
    dissolved = Body.objects.exclude(dissolved_on=None)
    assert {body.successions.get().successor.code for body in dissolved} == {
        "revitalisation",
        "agriculture",
    }
    for contact in Contact.objects.select_related("owner"):
        assert contact.owner is not None
        assert contact.checked_on is not None
    standing = Body.objects.filter(dissolved_on=None)
    for body in standing:
        assert body.contacts.exists(), body.code
        assert body.appointments.filter(role=Role.LEADER, public=True).count() == 1


def check_oversight() -> None:
    today = localdate()
    promises = Commitment.objects.filter(source_kind__in=["meeting", "letter", "finding"])
    assert (
        promises.overdue(today).filter(escalated_for__isnull=False, leader__isnull=False).exists()
    )
    assert promises.filter(state="done", entries__step="verified").exists()
    assert promises.filter(state="open", reopened=1).exists()
    for directory in duties.directories_on(today):
        found = duties.overview(directory, today).duties
        signed = [duty for duty in found if not duty.unowned]
        assert len(signed) > 0.9 * len(found)
        assert any(duty.state == "done" for duty in found)
        assert {duty.item.level2 for duty in found if duty.state == "unread"} == set()
    states = Counter(
        duty.state
        for directory in duties.directories_on(SETTLED)
        for duty in duties.overview(directory, SETTLED).duties
    )
    assert states["done"] > 0.9 * states.total()
    assert 0 < states["empty"] < 5  # five would fail the month (W4)
    assert 0 < states["stale"] < 10
    assert states["late"]


def check_documents() -> None:
    states = Counter(Document.objects.values_list("state", flat=True))
    assert states[State.PUBLISHED] >= 300
    assert states[State.SCHEDULED] == 1
    assert states[State.WITHDRAWN] == 1
    assert states[State.DRAFT] == 5
    assert set(Review.objects.values_list("state", flat=True)) >= {"running", "returned", "passed"}
    home_grown = Document.objects.filter(state=State.PUBLISHED, backfilled=False)
    assert home_grown.count() == 3
    for document in home_grown:
        signers = document.reviews.get().signatures.values_list("signer", flat=True)
        assert len(set(signers)) == 4
    kinds = {
        item["name"].rpartition(".")[2] for d in Document.objects.all() for item in d.attachments
    }
    assert kinds == {"docx", "xlsx", "pdf"}


def check_accounts(said: str, folder: Path) -> None:
    kept = (folder / demo.ACCOUNTS).read_text(encoding="utf-8")
    assert PASSWORD in kept
    for account in accounts():
        assert account.username in said
        assert account.username in kept
        assert User.objects.get(username=account.username).check_password(PASSWORD)
    clerk = User.objects.get(username="clerk")
    document = Document.objects.filter(owner__code="zhixi").first()
    assert document is not None
    assert may_publish(clerk, document)
    stranger = User.objects.get(username="education")
    assert not may_publish(stranger, document)


def check_pages() -> None:
    home = HomePage.objects.get()
    assert home.asked.count() == 10
    assert ProsePage.objects.live().count() == 7
    assert TopicPage.objects.live().count() == 8
    face = SiteFace.objects.get()
    face.full_clean()
    for language in ("", "/en"):
        response = Client().get(f"{language}/about/accessibility/")
        assert response.status_code == 200


def test_a_database_without_tables_is_refused_in_words(
    gongkai: Callable[..., Any],
) -> None:
    result = gongkai("demo")
    assert result.returncode != 0
    assert "gongkai migrate" in result.stderr
    assert "Traceback" not in result.stderr
