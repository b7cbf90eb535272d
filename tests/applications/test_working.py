"""Work around a case: hands it changes, searches, leaders, disputes."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from gongkai.applications import access
from gongkai.applications.actions import working
from gongkai.applications.models import Dispute, Movement
from gongkai.applications.rules.disputes import Block, Result
from gongkai.bodies.models import Body, Office, Role

from .making import NOON, appointed, filed, happens

LATE = date(2026, 11, 2)


@pytest.fixture
def bureau(county):
    return Body.objects.create(
        code="ju", name="示例局", tier="department", parent=county, path="000001000001"
    )


def test_a_case_passes_to_another_body_with_a_number_of_its_own_and_keeps_its_dates(
    application, clerk, bureau
):
    due = application.due_on
    filed(bureau, submission="other")
    working.transfer(application, bureau, reason="属该局职责", by=clerk, at=NOON)
    assert (application.body, application.number) == (bureau, "2026-0002")
    assert application.due_on == due
    moved = Movement.objects.get()
    assert (moved.kind, moved.to_body, moved.reason) == ("transferred", bureau, "属该局职责")


def test_a_case_that_has_ended_stays_where_it_is(application, clerk, bureau):
    happens(application, "withdrawn", "2026-09-20")
    with pytest.raises(working.ClosedError):
        working.transfer(application, bureau, reason="x", by=clerk, at=NOON)


def test_a_unit_of_another_body_gets_no_case(application, clerk, bureau):
    office = Office.objects.create(body=bureau, name="办公室")
    with pytest.raises(working.ElsewhereError):
        working.assign(application, handler=None, office=office, by=clerk, at=NOON)


def test_an_overdue_case_is_put_before_the_leader_once(application, county):
    assert not working.escalate(application, at=NOON, today=LATE)  # nobody leads
    leader = appointed(county, "leader", Role.LEADER)
    assert not working.escalate(application, at=NOON, today=application.due_on)
    assert working.escalate(application, at=NOON, today=LATE)
    assert not working.escalate(application, at=NOON, today=LATE)
    assert Movement.objects.get().handler == leader


def test_the_leader_whom_the_office_names_hears_first(application, county):
    appointed(county, "one", Role.LEADER)
    two = appointed(county, "two", Role.OPENNESS)
    practice = working.Practice(body=county, leader=two)
    working.settle_practice(practice)
    assert working.leader_of(county, LATE) == two


def test_items_of_a_calendar_month_are_counted_by_applicant(county):
    first = filed(county, submission="1", on="2026-09-01")
    second = filed(county, submission="2", on="2026-09-18")
    third = filed(county, submission="3", on="2026-09-18")
    other = filed(county, submission="4", on="2026-09-19", identity="110101199001011245")
    later = filed(county, submission="5", on="2026-10-09")
    counts = [access.items_before(case) for case in (first, second, third, other, later)]
    assert counts == [0, 1, 2, 0, 0]


def test_a_dispute_that_ended_has_a_result_and_the_database_says_so(application):
    dispute = working.begin_dispute(
        application, block=Block.REVIEW, organ="示例市人民政府", begun_on=date(2026, 10, 9)
    )
    working.end_dispute(dispute, result=Result.CORRECTED, on=date(2026, 11, 2))
    assert (dispute.result, dispute.ended_on) == ("corrected", date(2026, 11, 2))
    with pytest.raises(IntegrityError), transaction.atomic():
        Dispute.objects.update(ended_on=None)


@pytest.fixture
def desk(client, clerk):
    clerk.is_superuser = True
    clerk.save()
    client.force_login(clerk, "django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def recent(county):
    return filed(county, on=(timezone.localdate() - timedelta(days=10)).isoformat())


@pytest.mark.parametrize(
    ("name", "form", "field"),
    [
        (
            "search",
            {"place": "档案室", "method": "目录", "searched_on": "2199-01-01"},
            "searched_on",
        ),
        ("transfer", {"to": "nowhere", "why": "错"}, "to"),
        ("begin_dispute", {"block": "review", "organ": "", "begun_on": "2026-01-05"}, "organ"),
    ],
)
def test_what_cannot_be_entered_is_said_beside_its_field(desk, recent, name, form, field):
    page = desk.post(reverse(f"applications_desk:{name}", args=[recent.pk]), form)
    assert page.status_code == 422
    assert field in page.context["form"].errors


def test_the_desk_says_what_waits_and_its_counts_are_those_of_the_lists(desk, clerk, recent):
    from gongkai.bodies.desk import queues

    for queue in queues(clerk, timezone.now()):
        if "?list=" in queue.url:
            assert desk.get(queue.url).context["page"].paginator.count == queue.count


def test_an_office_settles_its_practice_on_the_page(desk, county, clerk):
    address = reverse("applications_desk:practice", args=["xian"])
    form = {
        "refusals": ["cannot_not_held", "deny_process_info"],
        "reply_word": "示公复",
        "notice_word": "示公函",
        "correction_days": "10",
    }
    assert desk.post(address, form).status_code == 302
    practice = working.Practice.objects.get()
    assert (practice.reply_word, practice.refusals) == ("示公复", form["refusals"])
    assert desk.post(address, form | {"correction_days": "0"}).status_code == 422
