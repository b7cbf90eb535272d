"""What the public reads changes only with the log, and every change stays visible."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse

from gongkai.documents.actions import drafting, publishing
from gongkai.documents.models import Document, State, WithdrawalReason
from gongkai.documents.rules.road import NotReadyError, WrongStateError
from gongkai.ledger.models import Event
from gongkai.search.models import Touch

from .conftest import NOW, TEXT


def test_a_draft_is_a_404_like_a_key_that_never_was(client, draft):
    for name in ("document", "print", "word", "pdf", "json"):
        assert client.get(reverse(f"documents:{name}", args=[draft.key])).status_code == 404


def test_nothing_is_public_before_the_log_has_signed(draft, walk, client):
    walk(draft)
    publishing.publish(draft, draft.revision, at=NOW)  # the commit has not come
    draft.refresh_from_db()
    assert draft.state == State.DRAFT
    assert client.get(draft.get_absolute_url()).status_code == 404
    with pytest.raises(publishing.PendingError):
        publishing.publish(draft, draft.revision, at=NOW)


def test_every_form_of_a_public_document_answers(client, published):
    for name, start in (
        ("document", b""),
        ("print", b""),
        ("word", b"PK"),
        ("pdf", b"%PDF"),
        ("json", b"{"),
    ):
        response = client.get(reverse(f"documents:{name}", args=[published.key]))
        assert response.status_code == 200, name
        assert response.content.startswith(start)
    record = client.get(reverse("documents:json", args=[published.key])).json()
    assert record["document_number"] == "云政办发〔2026〕31号"
    assert record["made_on"] == "2026-11-02"


def test_a_revision_does_not_change_what_the_public_reads(client, published, people):
    drafting.revise(published, replace(TEXT, title="改题"), by=people.drafter, at=NOW)
    published.refresh_from_db()
    assert published.title == TEXT.title
    assert published.has_pending_revision
    assert "改题" not in client.get(published.get_absolute_url()).text


def test_a_withdrawn_document_says_what_was_there_and_why(client, published, committed):
    with committed():
        publishing.withdraw(
            published, reason=WithdrawalReason.MISTAKE, note="文号有误，将重新发布。", at=NOW
        )
    response = client.get(published.get_absolute_url())
    assert response.status_code == 410
    assert TEXT.title in response.text
    assert "文号有误" in response.text
    assert "饮水安全" not in response.text
    event = Event.objects.order_by("index").last()
    assert (event.kind, event.reason) == ("withdraw", "mistake")
    with committed():
        publishing.restore(published, at=NOW)
    assert client.get(published.get_absolute_url()).status_code == 200


def test_a_date_in_the_past_is_refused_and_not_backdated(draft, walk, people):
    early = replace(TEXT, published_on=(NOW - timedelta(days=30)).date(), made_on=None)
    drafting.revise(draft, early, by=people.drafter, at=NOW)
    walk(draft)
    with pytest.raises(NotReadyError) as error:
        publishing.publish(draft, draft.revision, at=NOW)
    assert [lack.value for lack in error.value.lacks] == ["backdated"]


def test_a_scheduled_text_is_public_at_its_minute_and_not_before(draft, walk, committed):
    walk(draft)
    publishing.schedule(draft, draft.revision, publish_at=NOW + timedelta(minutes=5))
    with committed():
        assert publishing.publish_due(NOW + timedelta(minutes=4)) == 0
        assert publishing.publish_due(NOW + timedelta(minutes=5)) == 1
    draft.refresh_from_db()
    assert draft.state == State.PUBLISHED


def test_an_edit_takes_a_scheduled_text_back_to_the_drafts(draft, walk, people):
    walk(draft)
    publishing.schedule(draft, draft.revision, publish_at=NOW + timedelta(minutes=5))
    drafting.revise(draft, replace(TEXT, summary="改"), by=people.drafter, at=NOW)
    assert draft.state == State.DRAFT
    assert publishing.publish_due(NOW + timedelta(hours=1)) == 0


def test_a_second_author_does_not_overwrite_the_first(draft, people):
    drafting.revise(draft, replace(TEXT, summary="甲"), by=people.drafter, at=NOW, seen=1)
    with pytest.raises(drafting.StaleRevisionError):
        drafting.revise(draft, replace(TEXT, summary="乙"), by=people.other_drafter, at=NOW, seen=1)
    assert draft.revisions.count() == 2


def test_saving_the_same_text_adds_no_revision(draft, people):
    drafting.revise(draft, TEXT, by=people.drafter, at=NOW)
    assert draft.revisions.count() == 1


def test_what_was_public_cannot_be_deleted(published):
    with pytest.raises(WrongStateError):
        drafting.discard(published)
    assert Document.objects.filter(pk=published.pk).exists()


def test_each_public_change_is_handed_to_the_index(published):
    assert list(Touch.objects.values_list("source", "key")) == [("documents", published.key)]
