"""The wording list: shipped entries, and changes that always need a second person."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client

from gongkai.bodies.models import Appointment, Body, Role, User
from gongkai.screening import access, actions
from gongkai.screening.models import WordingChange
from gongkai.screening.rules import wording
from gongkai.screening.rules.wording import Wording

AT = datetime(2026, 3, 2, 1, tzinfo=UTC)


@pytest.fixture
def people(db: None) -> dict[str, User]:
    body = Body.objects.create(code="county", name="云河县", tier="county", path="0001")
    found = {}
    for name, role in (
        ("office", Role.OPENNESS),
        ("second", Role.OPENNESS),
        ("drafter", "drafter"),
    ):
        found[name] = User.objects.create_user(name, password="x")
        Appointment.objects.create(
            user=found[name], body=body, role=role, from_on=AT.date().replace(year=2020)
        )
    return found


def proposed(by: User, entry: Wording, *, retired: bool = False) -> WordingChange:
    return actions.propose(entry, source="通报", by=by, at=AT, retired=retired)


def test_a_proposal_alone_changes_nothing(people: dict[str, User]) -> None:
    before = access.wordings()
    proposed(people["drafter"], Wording("云何县", "云河县"))
    assert access.wordings() == before


def test_an_approved_entry_is_found_in_texts(people: dict[str, User]) -> None:
    change = proposed(people["drafter"], Wording("云何县", "云河县"))
    actions.decide(change, approved=True, by=people["office"], at=AT)
    found = list(wording.find("欢迎来到云何县。", access.wordings()))
    assert [finding.excerpt for finding in found] == ["云何县 → 云河县"]
    assert access.version() == 1


def test_a_retired_entry_of_the_shipped_list_is_not_found_any_more(
    people: dict[str, User],
) -> None:
    change = proposed(people["office"], Wording("布署", ""), retired=True)
    actions.decide(change, approved=True, by=people["second"], at=AT)
    assert not list(wording.find("布署工作", access.wordings()))


@pytest.mark.parametrize("decider", ["drafter", "office"])
def test_neither_the_proposer_nor_a_drafter_decides(people: dict[str, User], decider: str) -> None:
    change = proposed(people["office"], Wording("云何县", "云河县"))
    with pytest.raises(PermissionDenied):
        actions.decide(change, approved=True, by=people[decider], at=AT)


def test_a_superuser_is_no_second_person(people: dict[str, User]) -> None:
    chief = User.objects.create_superuser("chief", password="x")
    change = proposed(people["office"], Wording("云何县", "云河县"))
    with pytest.raises(PermissionDenied):
        actions.decide(change, approved=True, by=chief, at=AT)


def test_a_change_is_decided_once(people: dict[str, User]) -> None:
    change = proposed(people["drafter"], Wording("云何县", "云河县"))
    actions.decide(change, approved=False, by=people["office"], at=AT)
    with pytest.raises(actions.DecidedError):
        actions.decide(change, approved=True, by=people["second"], at=AT)


def test_the_database_refuses_a_proposer_who_approves(people: dict[str, User]) -> None:
    change = proposed(people["office"], Wording("云何县", "云河县"))
    with pytest.raises(IntegrityError), transaction.atomic():
        WordingChange.objects.filter(pk=change.pk).update(
            approved_by=people["office"], approved_at=AT
        )


def test_the_page_takes_a_proposal_and_another_approves_it(
    client: Client, people: dict[str, User]
) -> None:
    client.force_login(people["drafter"], "django.contrib.auth.backends.ModelBackend")
    form = {"wrong": "云何县", "right": "云河县", "severe": "on", "source": "县地名办"}
    assert client.post("/admin/wordings/", form).status_code == 302
    change = WordingChange.objects.get()
    client.force_login(people["second"], "django.contrib.auth.backends.ModelBackend")
    page = client.get("/admin/wordings/")
    assert "云何县" in page.content.decode()
    client.post(f"/admin/wordings/{change.pk}/decide/", {"approve": "1"})
    change.refresh_from_db()
    assert change.approved_by == people["second"]


@pytest.mark.parametrize(
    "form",
    [
        {"wrong": "云", "right": "河", "source": "x"},
        {"wrong": "云何", "right": "", "source": "x"},
        {"wrong": "云何", "right": "云何", "source": "x"},
        {"wrong": "云何", "right": "云河", "source": ""},
    ],
)
def test_a_senseless_proposal_is_refused(
    client: Client, people: dict[str, User], form: dict[str, str]
) -> None:
    client.force_login(people["drafter"], "django.contrib.auth.backends.ModelBackend")
    assert client.post("/admin/wordings/", form).status_code == 200
    assert not WordingChange.objects.exists()
