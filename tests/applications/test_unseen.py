"""What is not yours and what never was cannot be told apart: same bytes, same questions asked."""

import re
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from gongkai.applications.actions import letters
from gongkai.applications.actions.receiving import File, code_for
from gongkai.applications.rules.letters import Kind
from gongkai.bodies.models import Body, Role
from gongkai.custody.models import Reveal

from .making import NOON, appointed, filed, happens

STATUS = reverse("applications:status")
TOKEN = re.compile(rb'(name="csrfmiddlewaretoken" value="|"CSRF_TOKEN": ")[^"]+')


@pytest.fixture
def theirs(county):
    """A case of the county with a paper and a letter, on which much has happened."""
    today = timezone.localdate().isoformat()
    paper = File("身份证.pdf", "application/pdf", b"%PDF-1.7")
    case = filed(county, on=today, files=(paper,))
    writer = appointed(county, "writer", Role.HANDLER)
    letters.draft(case, Kind.RECEIPT, {}, by=writer, at=NOON)
    happens(case, "withdrawn", today)
    return case


@pytest.fixture
def stranger(client, county):
    """A clerk of another body, who works on applications too."""
    bureau = Body.objects.create(code="ju", name="示例局", tier="department", path="000002")
    user = appointed(bureau, "stranger", Role.HANDLER, Role.REGISTRAR, Role.OPENNESS)
    user.is_superuser = True
    user.save()
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    client.get(reverse("applications_desk:index"))  # what is kept for a minute is kept now
    return client


def told(client, address, form=None):
    """Return the status, the bytes and the questions asked, without what no two answers share."""
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address) if form is None else client.post(address, form)
    values = re.compile(r"'[^']*'|\b[0-9a-f]{32}\b|\b\d+\b")
    questions = [values.sub("?", one["sql"]) for one in asked]
    bytes_shown = TOKEN.sub(rb"\1", answer.content).replace(address.encode(), b"ADDRESS")
    headers = {name: value for name, value in answer.headers.items() if name != "Expires"}
    return answer.status_code, bytes_shown, questions, headers  # Expires tells the second it was


def same(client, first, second, **form):
    one, other = told(client, first, **form), told(client, second, **form)
    assert one[0] == 404
    assert one == other


@pytest.mark.parametrize("name", ["case", "assign", "transfer", "search", "begin_dispute"])
def test_a_page_of_anothers_case_is_that_of_a_guessed_one(stranger, theirs, name):
    way = f"applications_desk:{name}"
    same(stranger, reverse(way, args=[theirs.pk]), reverse(way, args=[uuid4()]))


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("case", {"type": "withdrawn", "on": "2026-09-18"}),
        ("reveal", {"reason": "电话核对补正事项"}),
        ("archive", {}),
        ("assign", {}),
    ],
)
def test_a_step_in_anothers_case_is_refused_like_one_in_a_guessed_case(
    stranger, theirs, name, form
):
    way = f"applications_desk:{name}"
    same(stranger, reverse(way, args=[theirs.pk]), reverse(way, args=[uuid4()]), form=form)
    assert not Reveal.objects.exists()
    assert theirs.events.count() == 2


def test_anothers_paper_and_letter_are_those_of_a_guess(stranger, theirs):
    paper, letter = theirs.attachments.get(), theirs.letters.get()
    way = "applications_desk:paper"
    same(stranger, reverse(way, args=[theirs.pk, paper.pk]), reverse(way, args=[uuid4(), paper.pk]))
    for way in ("applications_desk:letter", "applications_desk:letter_rewrite"):
        same(stranger, reverse(way, args=[letter.pk]), reverse(way, args=[uuid4()]))


def test_anothers_number_is_searched_like_one_that_never_was(stranger, theirs):
    index = reverse("applications_desk:index")
    stranger.get(index)  # what is kept for a while is kept now
    one = told(stranger, f"{index}?number={theirs.number}")
    other = told(stranger, f"{index}?number=1999-9999")
    assert theirs.number not in one[1].decode().replace(f'value="{theirs.number}"', "")
    assert (one[0], one[2]) == (other[0], other[2])


def test_a_wrong_code_costs_as_much_as_one_that_nobody_could_have(client, theirs):
    right = code_for(theirs)
    wrong = right[:-1] + ("A" if right[-1] != "A" else "B")
    client.get(STATUS)  # what is kept for a while is kept now
    answers = [told(client, STATUS, {"code": code}) for code in (wrong, "2026-0001", "x", "查询码")]
    echoed = re.compile(rb'(<input[^>]*name="code"[^>]*value=")[^"]*')
    assert {answer[0] for answer in answers} == {404}
    assert len({echoed.sub(rb"\1", answer[1]) for answer in answers}) == 1
    assert all(answer[2] == answers[0][2] for answer in answers)
    assert any("applications_application" in one for one in answers[0][2])
