"""The clerk's side: who sees what, and the verbs through their addresses."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from gongkai.bodies import desk
from gongkai.bodies.models import Role
from gongkai.commitments import actions
from gongkai.commitments.models import Commitment, State

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def enter(client):
    def login(user):
        client.force_login(user, BACKEND)
        return client

    return login


@pytest.fixture
def due_soon(promised):
    return promised(due_on=timezone.localdate() + timedelta(days=3))


def act(client, commitment, verb, **told):
    posted = {f"{verb}-{name}": value for name, value in told.items()}
    return client.post(reverse("commitments_desk:act", args=[commitment.pk, verb]), posted)


def test_another_body_cannot_tell_that_it_exists(enter, due_soon, appoint, helper):
    stranger = enter(appoint("stranger", helper, Role.HANDLER))
    assert stranger.get(due_soon.get_absolute_url()).status_code == 404
    assert act(stranger, due_soon, "progress", text="?").status_code == 404
    assert "疏通东门排水管" not in stranger.get(reverse("commitments_desk:index")).text


def test_an_assisting_body_sees_it_and_reports_in_its_own_name(enter, promised, appoint, helper):
    made = promised(due_on=timezone.localdate(), assisting=[helper])
    client = enter(appoint("assistant", helper, Role.HANDLER))
    assert act(client, made, "progress", text="水务局已派泵车").status_code == 302
    assert made.entries.last().body == helper
    assert act(client, made, "done", text="完成").status_code == 200
    made.refresh_from_db()
    assert made.state == State.OPEN


def test_the_owner_is_not_offered_verification_and_is_told_why(enter, due_soon, owner):
    client = enter(owner)
    act(client, due_soon, "done", text="已疏通")
    page = act(client, due_soon, "verify", text="自己看过")
    due_soon.refresh_from_db()
    assert due_soon.state == State.REPORTED
    assert "核验人不得是责任人" in page.text
    assert "verify" not in page.context["forms"]


def test_the_office_verifies_what_the_owner_reported_with_evidence(enter, due_soon, owner, office):
    photo = SimpleUploadedFile("现场.jpg", b"picture")
    act(enter(owner), due_soon, "done", text="已疏通", evidence=photo)
    client = enter(office)
    page = client.get(due_soon.get_absolute_url())
    assert "现场.jpg" in page.text
    file = due_soon.entries.last().evidence.get()
    given = client.get(reverse("commitments_desk:evidence", args=[due_soon.pk, file.pk]))
    assert b"".join(given.streaming_content) == b"picture"
    assert given["Content-Disposition"].startswith("attachment")
    assert act(client, due_soon, "verify", text="现场查看属实").status_code == 302
    due_soon.refresh_from_db()
    assert due_soon.state == State.DONE


def test_what_was_typed_is_kept_when_the_date_is_wrong(enter, due_soon, office):
    client = enter(office)
    wrong = due_soon.due_on.isoformat()
    page = act(client, due_soon, "extend", due_on=wrong, reason="汛期施工受阻")
    assert page.status_code == 422
    assert "汛期施工受阻" in page.text
    assert due_soon.entries.count() == 1


def test_a_step_twice_taken_says_that_somebody_was_quicker(enter, due_soon, owner, office):
    actions.report_done(due_soon, text="已疏通", by=owner, at=timezone.now())
    client = enter(office)
    assert act(client, due_soon, "verify", text="一").status_code == 302
    assert act(client, due_soon, "verify", text="二").status_code == 200
    assert due_soon.entries.filter(step="verified").count() == 1


def test_the_counts_on_the_tabs_are_what_they_open(enter, promised, office, owner):
    today = timezone.localdate()
    promised(due_on=today - timedelta(days=1))
    promised(due_on=today)
    made = promised(due_on=today + timedelta(days=30))
    actions.report_done(made, text="已疏通", by=owner, at=timezone.now())
    client = enter(office)
    page = client.get(reverse("commitments_desk:index"))
    for key, _title, count in page.context["tabs"]:
        opened = client.get(reverse("commitments_desk:index"), {"list": key})
        assert opened.context["page"].paginator.count == count
    assert {key: count for key, _title, count in page.context["tabs"]} == {
        "open": 3, "overdue": 1, "week": 1, "mine": 0, "verify": 1, "escalated": 0, "closed": 0,
    }  # fmt: skip


def test_the_desk_counts_what_its_addresses_list(enter, promised, owner):
    promised(due_on=timezone.localdate() - timedelta(days=1))
    client = enter(owner)
    queues = [q for q in desk.queues(owner, timezone.now()) if "commitments" in q.url]
    assert {q.name for q in queues} == {"逾期的督办事项", "由我办理的督办事项"}
    for queue in queues:
        assert client.get(queue.url).context["page"].paginator.count == queue.count


def test_the_export_holds_the_list_and_no_formula(enter, promised, office):
    promised(title="=HYPERLINK(1)", due_on=timezone.localdate())
    content = enter(office).get(reverse("commitments_desk:export")).content
    rows = list(load_workbook(BytesIO(content)).active.iter_rows(values_only=True))
    assert rows[0][:3] == ("督办编号", "督办事项", "承诺内容")
    assert rows[1][1] == "'=HYPERLINK(1)"
    assert len(rows) == 2


def test_an_office_enters_one_by_hand(enter, office, bureau, owner):
    client = enter(office)
    address = reverse("commitments_desk:new")
    told = {"lead": bureau.pk, "title": "修路灯", "promised": "三日内修复", "owner": owner.pk}
    past = timezone.localdate() - timedelta(days=1)
    refused = client.post(address, told | {"due_on": past.isoformat()})
    assert refused.status_code == 422
    assert "三日内修复" in refused.text
    assert (
        client.post(address, told | {"due_on": timezone.localdate().isoformat()}).status_code == 302
    )
    made = Commitment.objects.get()
    assert (made.source_kind, made.owner, made.lead) == ("hand", owner, bureau)


def test_who_directs_nothing_has_no_form_for_promises(enter, owner):
    assert enter(owner).get(reverse("commitments_desk:new")).status_code == 404


def test_a_list_of_many_costs_no_query_a_row(
    enter, promised, office, django_assert_max_num_queries
):
    for _ in range(12):
        promised(due_on=timezone.localdate())
    client = enter(office)
    with django_assert_max_num_queries(18):
        client.get(reverse("commitments_desk:index"))
