"""What was published polluted agrees with its record; the page scan finds it all the same."""

from datetime import timedelta

import pytest

from gongkai.audits.rules.check_form.facts import Kind
from gongkai.audits.scanning.lists import ListError
from gongkai.documents.actions import backfilling
from gongkai.documents.models import Document

from .conftest import arrival
from .making import NOW, TODAY, found

SPAM = "<p>现予公布。</p><p>澳门新葡京_真人百家乐_时时彩_注册送彩金</p>"
EXCEPTION = """
[[exception]]
code = "spam_text"
text = "澳门新葡京"
reason = "quoted in a report"
proposed_by = "openness office"
approved_by = "head of the bureau"
"""


@pytest.fixture
def polluted(county, library, django_capture_on_commit_callbacks) -> Document:
    with django_capture_on_commit_callbacks(execute=True):
        day = TODAY - timedelta(days=2)
        rows = backfilling.draft_all(county, [arrival("news", day, SPAM)], at=NOW)
        backfilling.backfill_all(rows, at=NOW)
    return Document.objects.get(body__contains="百家乐")


def test_advertising_that_was_logged_is_evidence_for_the_veto(look, polluted):
    inspection = look()
    assert found(inspection) == {(Kind.PAGE_ALTERED, f"document:{polluted.key}")}
    told = dict(inspection.gathered.facts[0].words)["detail"]
    assert "[spam_text] 澳门新葡京_真人百家乐" in told


def test_a_reviewed_exception_of_the_installation_is_heeded(look, polluted, settings, tmp_path):
    settings.GONGKAI_HOME = tmp_path
    (tmp_path / "scan-exceptions.toml").write_text(EXCEPTION, "utf-8")
    assert found(look()) == set()


def test_an_exception_that_nobody_approved_stops_the_run(look, polluted, settings, tmp_path):
    settings.GONGKAI_HOME = tmp_path
    unapproved = EXCEPTION.replace("head of the bureau", "openness office")
    (tmp_path / "scan-exceptions.toml").write_text(unapproved, "utf-8")
    with pytest.raises(ListError):
        look()
