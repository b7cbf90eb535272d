"""What a citizen does: ask, keep the receipt, look where it stands, count a date."""

import io
from types import SimpleNamespace

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from gongkai.applications import blanks
from gongkai.applications.actions.receiving import code_of, token_of
from gongkai.applications.models import Application, Suggestion
from gongkai.applications.rules.road import State
from gongkai.applications.views import asking
from gongkai.custody import gate

from .making import TEXTS, filed, happens

ASK, STATUS = "/applications/new/", "/applications/status/"
CALCULATOR = "/applications/calculator/"
FORM = {
    **TEXTS,
    "body": "xian",
    "kind": "natural_person",
    "delivery": "email",
    "submission": "token-of-this-form",
}


def summed(form, now=None):
    """Return the answer to the small sum of a form."""
    task = gate.task("application", form["submission"], now or timezone.now())
    total = gate.NUMERALS.index(task.first) + gate.NUMERALS.index(task.second)
    return {"sum_token": task.token, "sum": str(total)}


def ask(client, **changes):
    form = FORM | changes
    return client.post(ASK, summed(form) | form)


def test_a_citizen_asks_and_finds_the_case_again_by_the_code(client, county):
    receipt = ask(client)
    assert receipt.status_code == 200
    code = receipt.context["code"]
    assert code in receipt.content.decode()
    case = Application.objects.get()
    assert (case.state, case.channel, case.due_on) == ("arrived_unconfirmed", "web", None)
    page = client.post(STATUS, {"code": code})
    assert page.status_code == 200
    assert case.number in page.content.decode()


def test_ten_sendings_of_one_form_are_one_application_with_one_code(client, county):
    codes = {ask(client).context["code"] for _ in range(10)}  # the first opens the gate
    assert len(codes) == Application.objects.count() == 1
    assert codes == {code_of(token_of(FORM["submission"]))}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": ""}, "name"),
        ({"identity": ""}, "identity"),
        ({"wanted": " "}, "wanted"),
        ({"phone": "", "email": "", "address": ""}, "phone"),
        ({"delivery": "post", "address": ""}, "address"),
        ({"body": "nowhere"}, "body"),
        ({"phone": "call me"}, "phone"),
    ],
)
def test_what_is_missing_is_said_beside_the_field_and_nothing_typed_is_lost(
    client, county, changes, field
):
    page = ask(client, **changes)
    assert page.status_code == 422
    assert field in page.context["form"].errors
    assert not Application.objects.exists()
    text = page.content.decode()
    assert f'href="#id_{field}"' in text
    if "wanted" not in changes:
        assert TEXTS["wanted"] in text


def test_what_was_written_is_checked_before_it_is_sent_and_can_be_changed(client, county):
    page = client.post(ASK, FORM | {"step": "check"})
    text = page.content.decode()
    assert page.status_code == 200
    assert all(TEXTS[name] in text for name in TEXTS)
    assert not Application.objects.exists()
    back = client.post(ASK, FORM | {"step": "change"})
    assert back.context["form"]["wanted"].value() == TEXTS["wanted"]
    assert not Application.objects.exists()


@pytest.mark.parametrize("change", [{"sum": "99"}, {"sum": ""}, {"sum_token": "forged"}])
def test_without_work_or_sum_nothing_is_sent_and_nothing_typed_is_lost(client, county, change):
    page = ask(client, **change)
    assert page.status_code == 422
    assert TEXTS["wanted"] in page.content.decode()
    assert not Application.objects.exists()


def hit(url, title):
    return SimpleNamespace(url=url, title=title, issuer="示例局")


def test_what_is_offered_opened_and_answers_is_counted_as_it_happened(client, county, monkeypatch):
    hits = (hit("/documents/aaaa/", "验收报告"), hit("/documents/bbbb/", "验收通知"))
    monkeypatch.setattr(asking.engine, "find", lambda query: SimpleNamespace(hits=hits))
    similar, opened = reverse("applications:similar"), reverse("applications:open_similar")
    for _ in range(3):
        assert "验收报告" in client.post(similar, {"wanted": "饮水工程验收"}).content.decode()
    assert client.get(opened, {"to": "/documents/aaaa/"})["Location"] == "/documents/aaaa/"
    client.post(reverse("applications:answered"), {"answered": "/documents/aaaa/"})
    counts = {row.path: (row.shown, row.opened, row.answered) for row in Suggestion.objects.all()}
    assert counts == {"/documents/aaaa/": (3, 1, 1), "/documents/bbbb/": (3, 0, 0)}
    assert not Application.objects.exists()


@pytest.mark.parametrize("to", ["https://evil.example/", "//evil.example/", "/documents/never/"])
def test_only_what_was_offered_is_opened(client, county, to):
    found = client.get(reverse("applications:open_similar"), {"to": to})
    assert found["Location"] == reverse("applications:index")
    assert not Suggestion.objects.exists()


def test_the_paper_form_and_the_word_form_ask_for_what_the_web_form_asks(client, county):
    printed = client.get(reverse("applications:form")).content.decode()
    document = docx.Document(io.BytesIO(client.get(reverse("applications:form_word")).content))
    word = "\n".join(cell.text for row in document.tables[0].rows for cell in row.cells)
    form = client.get(ASK).context["form"]
    for name, field in form.fields.items():
        if name not in {"submission", "website"}:
            assert str(field.label) in printed
            assert str(field.label) in word


def test_the_drawn_chart_holds_every_state_and_only_arrows_of_the_road(client, county):
    drawn = client.get(reverse("applications:chart"))
    assert drawn["Content-Type"].startswith("image/svg+xml")
    assert set(blanks.PLACES) == set(State) - {State.NOT_RECEIVED}
    from gongkai.applications.rules.road import EXPIRES, ROAD

    for start, end in blanks.edges():
        assert end in set(ROAD[start].values()) | {EXPIRES.get(start)}


def test_papers_are_known_by_their_bytes(client, county):
    fake = SimpleUploadedFile("身份证.pdf", b"MZ not a pdf", "application/pdf")
    assert ask(client, papers=fake).status_code == 422
    real = SimpleUploadedFile("身份证.pdf", b"%PDF-1.7 ...", "application/pdf")
    assert ask(client, papers=real).status_code == 200
    assert Application.objects.get().attachments.count() == 1


def test_a_program_that_fills_every_field_gets_nowhere(client, county):
    assert ask(client, website="http://spam.example").status_code == 422
    assert not Application.objects.exists()


def test_a_wrong_code_and_a_code_that_never_was_get_the_same_words(client, county):
    ask(client)
    right = code_of(token_of(FORM["submission"]))
    wrong = right[:-1] + ("A" if right[-1] != "A" else "B")
    pages = [client.post(STATUS, {"code": code}) for code in (wrong, "2026-0001", "x")]
    assert {page.status_code for page in pages} == {404}
    bodies = {page.content.decode().split("<main")[1].split('value="')[0] for page in pages}
    assert len(bodies) == 1


def test_neither_page_is_kept_by_anybody(client, county):
    for page in (ask(client), client.post(STATUS, {"code": "x"}), client.get(ASK)):
        assert "no-store" in page["Cache-Control"]
        assert "X-Page-Tags" not in page


def test_the_status_page_says_why_the_date_is_that_date(client, county):
    case = filed(county, submission=FORM["submission"])
    happens(case, "extended", "2026-10-22", days=20)
    text = client.post(STATUS, {"code": code_of(token_of(FORM["submission"]))}).content.decode()
    assert 'datetime="2026-11-19"' in text
    assert "国庆节" in text
    assert TEXTS["name"] not in text


def test_the_calculator_counts_and_explains(client, calendar):
    page = client.get(CALCULATOR, {"channel": "in_person", "received": "2026-09-18"})
    text = page.content.decode()
    assert 'datetime="2026-10-22"' in text
    assert "国庆节" in text
    assert 'datetime="2026-09-20"' in text  # the worked Sunday


def test_the_calculator_names_the_article_of_what_is_refused(client, calendar):
    told = {"channel": "in_person", "received": "2026-03-02", "extended": "2026-04-20", "days": "5"}
    text = client.get(CALCULATOR, told).content.decode()
    assert "第33条" in text


@pytest.mark.parametrize("received", ["soon", "1066-10-14", ""])
def test_the_calculator_answers_a_day_it_cannot_count(client, calendar, received):
    page = client.get(CALCULATOR, {"channel": "web", "received": received})
    assert page.status_code == 422
    assert page.context["form"].errors["received"]


def test_the_flow_chart_shows_every_state_of_the_road(client, county):
    from gongkai.applications import wording
    from gongkai.applications.rules.road import State

    text = client.get(reverse("applications:index")).content.decode()
    for state in set(State) - {State.NOT_RECEIVED}:
        assert str(wording.STATES[state]) in text
