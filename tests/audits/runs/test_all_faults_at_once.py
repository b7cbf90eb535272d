"""The month of the demonstration: six faults planted at once; the run finds exactly those six."""

from datetime import timedelta

import pytest

from gongkai.audits.actions.inspecting import freeze
from gongkai.audits.models import Rectification
from gongkai.audits.rules.check_form.facts import Kind
from gongkai.bodies.models import Appointment, Role, User
from gongkai.catalogue.actions import directories, responsibilities
from gongkai.catalogue.actions.directories import Said
from gongkai.catalogue.models import Area, Filing, Responsibility
from gongkai.channels.models import Post
from gongkai.documents.actions import backfilling
from gongkai.documents.models import Document
from gongkai.letters.actions import receiving

from .conftest import arrival
from .making import NOW, TODAY, found

SPAM = '<p><a href="https://wuya.example/">澳门新葡京注册送彩金</a></p>'
OLD = TODAY - timedelta(days=62)


@pytest.fixture
def monthly_item(county, django_capture_on_commit_callbacks):
    """One item that owes something each month, signed for; something was posted long ago."""
    with django_capture_on_commit_callbacks(execute=True):
        rows = backfilling.draft_all(county, [arrival("news", OLD)], at=NOW)
        backfilling.backfill_all(rows, at=NOW)
    posted = Document.objects.get(published_on=OLD)
    made = directories.draft(county, "county", version_on=OLD, title="示例县标准目录")
    cells = {
        "number": "", "level1": "社会救助", "level2": "名单", "level3": "", "content": "名单",
        "basis": "《条例》", "time_limit": "按月公开", "publisher": county.name,
        "channels": ["政府网站"], "audience_all": True, "audience_group": "", "active": True,
        "on_request": False, "city": False, "county": True, "township": False, "village": False,
    }  # fmt: skip
    directories.fill(made, [Said(Area.objects.national().first(), cells)])
    directories.publish(made, at=NOW)
    responsibilities.draw_up(made, today=OLD)
    signer = User.objects.create_user("signer", full_name="签字人")
    Appointment.objects.create(body=county, user=signer, role=Role.OPENNESS, from_on=OLD)
    row = Responsibility.objects.get()
    responsibilities.sign(row, person=signer, signed_on=OLD, by=None)
    responsibilities.file_under(
        [posted.key], keeper=county, tier="county", item_code=row.item_code, body=county,
        by=None, at=NOW,
    )  # fmt: skip
    return row


def letter_left_lying(county):
    told = receiving.Filing(
        submission="one", received_on=TODAY, channel="website", kind="consult", title="何时修路",
        text="门前的路坏了一年，请问何时修？", writer={"name": "柳问之"}, consent=True,
    )  # fmt: skip
    row = receiving.receive(county, told, by=None, at=NOW, today=TODAY)
    type(row).objects.filter(pk=row.pk).update(received_on=TODAY - timedelta(days=120))
    return row


def test_six_faults_planted_at_once_are_found_and_nothing_else(
    look, clerk, county, library, account, monthly_item
):
    place = {
        "keeper": county, "tier": "county", "item_code": monthly_item.item_code, "body": county
    }  # fmt: skip
    responsibilities.file_under([library["news"].key], **place, by=None, at=NOW)
    assert not any(kind is Kind.OVERDUE_ITEM for kind, _subject in found(look()))

    # blank column
    Document.objects.filter(pk=library["emergency"].pk).update(kind="other")
    # overdue item
    Filing.objects.exclude(document_key=Document.objects.get(published_on=OLD).key).delete()
    # zombie account
    Post.objects.update(at=NOW - timedelta(days=15))
    # spam footer written into a stored page
    plan = library["plan"]
    Document.objects.filter(pk=plan.pk).update(body=plan.body + SPAM)
    # forged date
    Document.objects.filter(pk=library["budget"].pk).update(published_on=TODAY - timedelta(days=40))
    # unanswered letter
    letter = letter_left_lying(county)

    seen = look()
    assert found(seen) == {
        (Kind.COLUMN_EMPTY, "column:xian:emergency"),
        (Kind.PAGE_ALTERED, f"document:{library['emergency'].key}"),  # its kind is in the log
        (Kind.OVERDUE_ITEM, f"item:{monthly_item.item_code}:xian"),
        (Kind.ACCOUNT_SILENT, f"account:{account.pk}"),
        (Kind.PAGE_ALTERED, f"document:{plan.key}"),
        (Kind.FORGED_DATE, f"document:{library['budget'].key}"),
        (Kind.LETTER_UNANSWERED, f"letter:{letter.pk}"),
    }
    run = freeze(seen, by=clerk, at=NOW)
    assert not run.passed
    assert set(run.vetoed.split()) >= {"W1", "W5", "N2"}
    assert Rectification.objects.filter(scope=county).count() == run.found
