"""A finding is somebody's to mend by a day, and only the machine's own look closes it."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from gongkai.audits import paper
from gongkai.audits.actions.inspecting import untouched
from gongkai.audits.actions.rectifying import recheck
from gongkai.audits.models import Rectification, Rules, Run
from gongkai.commitments import actions as commitments
from gongkai.commitments.models import Commitment, State
from gongkai.documents.models import Document

from .making import MONTH, NOW


@pytest.fixture
def spoiled(library) -> Document:
    """A page into which somebody wrote spam behind the record's back."""
    row = library["plan"]
    Document.objects.filter(pk=row.pk).update(body=row.body + "<p>澳门新葡京注册送彩金</p>")
    return row


def mend(row: Document) -> None:
    Document.objects.filter(pk=row.pk).update(body=row.body)


def test_a_finding_gets_an_owner_and_a_date_and_closes_by_the_machine_alone(
    frozen, spoiled, clerk, django_capture_on_commit_callbacks
):
    run = frozen()
    row = Rectification.objects.get()
    promise = row.commitment
    assert (promise.lead, promise.owner, promise.state) == (run.body, clerk, State.OPEN)
    assert promise.due_on > NOW.date()
    assert promise.machine_check == "audits:page_altered"
    assert "澳门新葡京" in promise.promised
    with django_capture_on_commit_callbacks(execute=True):
        commitments.report_done(promise, text="已清除", by=clerk, at=NOW)
    promise.refresh_from_db()
    assert (promise.state, promise.reopened) == (State.OPEN, 1)  # it is still there
    mend(spoiled)
    with django_capture_on_commit_callbacks(execute=True):
        commitments.report_done(promise, text="这次清除了", by=clerk, at=NOW)
    promise.refresh_from_db()
    assert promise.state == State.DONE


def test_what_comes_back_is_the_same_rectification_opened_again(frozen, spoiled):
    frozen()
    mend(spoiled)
    assert recheck(Rectification.objects.get(), at=NOW) is True
    Document.objects.filter(pk=spoiled.pk).update(body="<p>又来了</p>")
    frozen()
    assert Commitment.objects.get().state == State.OPEN


def test_a_run_that_no_longer_finds_it_closes_it(frozen, spoiled):
    frozen()
    mend(spoiled)
    frozen()
    assert Commitment.objects.get().state == State.DONE


def test_a_second_run_stands_beside_the_first_which_stays_as_it_was(frozen, spoiled):
    first = frozen()
    mend(spoiled)
    second = frozen()
    first.refresh_from_db()
    assert (first.number, second.number) == (1, 2)
    assert (first.found, second.found) == (1, 0)
    assert untouched(first)
    first.content["score"] = "100"
    assert not untouched(first)


def test_the_rules_of_a_run_stay_its_own(frozen, client, clerk):
    run = frozen()
    client.force_login(clerk, "django.contrib.auth.backends.ModelBackend")
    told = {"D01.each": "2.5", "from_on": MONTH.isoformat()}
    assert client.post(reverse("inspection_desk:rules"), told).status_code == 302
    assert frozen().rules.number == 2
    run.refresh_from_db()
    assert run.rules.number == 1
    assert Rules.objects.get(number=2).content["deductions"][0]["each"] == "2.5"
    wrong = client.post(reverse("inspection_desk:rules"), told | {"D01.cap": "viel"})
    assert wrong.status_code == 422
    assert Rules.objects.count() == 2


def test_the_command_prints_the_frozen_run_as_json(look, spoiled, county):
    out = StringIO()
    call_command("self_inspect", month=f"{MONTH:%Y-%m}", body="xian", json=True, stdout=out)
    told = json.loads(out.getvalue())
    assert (told["vetoed"], told["run"]) == (["W1"], 1)
    assert told["findings"][0]["kind"] == "page_altered"
    assert told["digest"] == Run.objects.get().digest


@pytest.mark.parametrize("month", ["2026-13", "November", "2999-01"])
def test_a_month_that_is_none_is_refused_in_words(look, month):
    with pytest.raises(CommandError, match=r"2026-11|尚未开始|not begun"):
        call_command("self_inspect", month=month)


def test_the_form_says_the_same_on_paper_in_three_formats(frozen, spoiled):
    import io

    import docx
    import openpyxl
    import pdfplumber

    run = frozen()
    word = docx.Document(io.BytesIO(paper.docx(run)))
    assert 'w:eastAsia="zh-CN"' in word.styles.element.xml  # else: Taiwanese marks, Japanese signs
    assert "PAGE" in word.sections[0].footer._element.xml
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    assert "不合格（单项否决：W1）" in cells
    assert any("澳门新葡京" in cell for cell in cells)
    sheet = openpyxl.load_workbook(io.BytesIO(paper.xlsx(run)))["自查表"]
    assert "W1" in {row[0].value for row in sheet.iter_rows()}
    with pdfplumber.open(io.BytesIO(paper.pdf(run))) as made:
        assert "单项否决" in made.pages[0].extract_text()


def test_the_desk_shows_the_run_and_has_it_looked_at_again(frozen, spoiled, client, clerk):
    run = frozen()
    client.force_login(clerk, "django.contrib.auth.backends.ModelBackend")
    assert "<svg" in client.get(reverse("inspection_desk:index")).text
    assert "澳门新葡京" in client.get(run.get_absolute_url()).text
    page = Rectification.objects.get().get_absolute_url()
    assert Commitment.objects.get().reference in client.get(page).text
    promise = Commitment.objects.get()
    done = reverse("commitments_desk:act", args=[promise.pk, "done"])
    said = client.post(done, {"done-text": "已清除"}, follow=True)
    assert "audits:" not in said.text
    mend(spoiled)
    assert "只有系统复查通过才能销号" in client.get(page).text
    client.post(f"{page}recheck/")
    assert "只有系统复查通过才能销号" not in client.get(page).text
    assert Commitment.objects.get().state == State.DONE


def test_another_bodys_run_does_not_exist(frozen, client, django_user_model):
    client.force_login(
        django_user_model.objects.create_user("stranger"),
        "django.contrib.auth.backends.ModelBackend",
    )
    run = frozen()
    assert client.get(run.get_absolute_url()).status_code in {302, 404}
