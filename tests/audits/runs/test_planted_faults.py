"""One fault of each kind is planted; the run finds exactly that and nothing else."""

from datetime import timedelta

import pytest

from gongkai.applications.models import Application
from gongkai.audits.actions import correcting
from gongkai.audits.models import Probe
from gongkai.audits.rules.check_form.facts import Kind
from gongkai.channels import actions as channels
from gongkai.channels.models import Account, Post
from gongkai.documents.models import Document, Relation
from gongkai.search.models import Miss

from .making import NOW, TODAY, found


def test_a_month_with_nothing_wrong_finds_nothing(look):
    assert found(look()) == set()


def blank_column(library, account):
    Document.objects.filter(pk=library["emergency"].pk).update(kind="other")
    # The planted change is itself not what the log has.
    return {
        (Kind.COLUMN_EMPTY, "column:xian:emergency"),
        (Kind.PAGE_ALTERED, key(library["emergency"])),
    }


def key(document) -> str:
    return f"document:{document.key}"


def spam_footer(library, account):
    row = library["plan"]
    spam = '<p><a href="https://wuya.example/">澳门新葡京注册送彩金</a></p>'
    Document.objects.filter(pk=row.pk).update(body=row.body + spam)
    return {(Kind.PAGE_ALTERED, key(row))}


def forged_date(library, account):
    row = library["budget"]
    Document.objects.filter(pk=row.pk).update(published_on=TODAY - timedelta(days=40))
    return {(Kind.FORGED_DATE, key(row))}


def removed_page(library, account):
    row = library["penalty"]
    Document.objects.filter(pk=row.pk).update(state="draft")
    return {(Kind.PAGE_REMOVED, key(row)), (Kind.COLUMN_EMPTY, "column:xian:penalty")}


def unlinked(library, account):
    Relation.objects.all().delete()
    return {(Kind.UNLINKED_INTERPRETATION, key(library["interpretation"]))}


def zombie(library, account):
    Post.objects.update(at=NOW - timedelta(days=15))
    return {(Kind.ACCOUNT_SILENT, f"account:{account.pk}")}


def silent_to_its_readers(library, account):
    channels.note_message(account, received_on=TODAY - timedelta(days=120), summary="何时修路")
    return {(Kind.ACCOUNT_UNANSWERED, f"account:{account.pk}")}


def broken_app(library, account):
    Account.objects.update(platform="app")
    channels.record_trial(account, on=TODAY, works=False, note="无法下载", by=None)
    return {(Kind.ACCOUNT_UNUSABLE, f"account:{account.pk}")}


def account_nobody_can_write_to(library, account):
    Account.objects.update(interactive=False)
    return {(Kind.ACCOUNT_MUTE, f"account:{account.pk}")}


def site_down(library, account):
    start = NOW.replace(hour=0, minute=0, second=0)
    Probe.objects.bulk_create(
        Probe(at=start - timedelta(days=day) + timedelta(hours=hour), opened=hour > 1, seconds=1)
        for day in range(8)
        for hour in range(24)
    )
    return {(Kind.SITE_DOWN, "site")}


def nothing_found(library, account):
    Miss.objects.create(query="低保怎么办", on=TODAY, count=3)
    Miss.objects.create(query="偶然一次", on=TODAY, count=1)
    return {(Kind.SEARCH_MISS, "search:低保怎么办")}


def late_correction(library, account):
    row = correcting.receive(
        correcting.Report("s", "/documents/x/", "电话", "停机了"), account.body,
        at=NOW - timedelta(days=60),
    )  # fmt: skip
    return {(Kind.CORRECTION_OVERDUE, f"correction:{row.pk}")}


PLANTED = [
    blank_column, spam_footer, forged_date, removed_page, unlinked, zombie, silent_to_its_readers,
    broken_app, account_nobody_can_write_to, site_down, nothing_found, late_correction,
]  # fmt: skip


@pytest.mark.parametrize("plant", PLANTED, ids=lambda plant: plant.__name__)
def test_a_planted_fault_is_found_and_nothing_else(plant, look, library, account):
    wanted = plant(library, account)
    assert found(look()) == wanted


def test_an_application_past_its_date_is_found(look, county):
    from gongkai.applications.actions.receiving import Filing, receive

    texts = dict.fromkeys(
        ("name", "identity", "phone", "email", "address", "wanted", "purpose"), "x"
    )
    row = receive(
        county,
        Filing("one", "natural_person", "in_person", "email", TODAY - timedelta(days=60), texts),
        by=None, at=NOW, today=TODAY - timedelta(days=60),
    )  # fmt: skip
    Application.objects.filter(pk=row.pk).update(due_on=TODAY - timedelta(days=1))
    assert found(look()) == {(Kind.APPLICATION_OVERDUE, f"application:{row.pk}")}


def test_a_site_without_a_page_for_questions_is_found(look, monkeypatch):
    from gongkai.audits.gathering import outward

    monkeypatch.setattr(outward, "served", lambda path: (404, ""))
    assert found(look()) == {(Kind.NO_CONSULTATION, "site:consultation")}
