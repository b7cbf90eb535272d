"""Nothing becomes public without four other people's signatures under exactly that revision."""

from dataclasses import replace

import pytest

from gongkai.documents.actions import drafting, publishing, reviewing
from gongkai.documents.actions.reviewing import SigningRefusedError, UnreviewedError
from gongkai.documents.models import Document, Review, State
from gongkai.documents.rules.review import ORDER, Bar
from gongkai.ledger.models import Event

from .conftest import NOW, TEXT, WORKDAYS, sign


def refused(document, step, by, **changes):
    with pytest.raises(SigningRefusedError) as error:
        sign(document, step, by, **changes)
    return error.value.bars


def test_the_whole_road_makes_a_text_public_and_stands_in_the_log(published):
    assert published.state == State.PUBLISHED
    assert published.published_on is not None
    event = Event.objects.get(doc=published.key)
    assert (event.kind, event.rev, event.index) == ("publish", 1, 0)


@pytest.mark.parametrize("until", ["secrecy", "first", "second"])
def test_a_part_of_the_road_is_not_enough(draft, walk, until):
    walk(draft, until=until)
    with pytest.raises(UnreviewedError):
        publishing.publish(draft, draft.revision, at=NOW)
    draft.refresh_from_db()
    assert draft.state == State.DRAFT
    assert not Event.objects.exists()


@pytest.mark.parametrize("verb", ["publish", "schedule"])
def test_without_any_review_nothing_moves(draft, verb):
    call = {
        "publish": lambda: publishing.publish(draft, draft.revision, at=NOW),
        "schedule": lambda: publishing.schedule(draft, draft.revision, publish_at=NOW),
    }[verb]
    with pytest.raises(UnreviewedError):
        call()


def test_an_author_of_an_earlier_revision_cannot_sign_a_later_one(draft, people):
    drafting.revise(draft, replace(TEXT, summary="改一处"), by=people.first, at=NOW)
    reviewing.submit(draft, draft.revision, by=people.drafter, at=NOW, workdays=WORKDAYS)
    sign(draft, "secrecy", people.secrecy)
    assert Bar.AUTHOR in refused(draft, "first", people.first)


def test_nobody_signs_twice_on_one_road(draft, walk, people):
    walk(draft, until="first")
    assert Bar.SIGNED_BEFORE in refused(draft, "second", people.first)


@pytest.mark.parametrize("step", ORDER)
def test_a_superuser_signs_nothing(draft, walk, people, step):
    before = ORDER[ORDER.index(step) - 1] if step != ORDER[0] else None
    if before:
        walk(draft, until=before)
    else:
        reviewing.submit(draft, draft.revision, by=people.drafter, at=NOW, workdays=WORKDAYS)
    assert Bar.NO_ROLE in refused(draft, step, people.root)


@pytest.mark.parametrize(
    ("step", "name"),
    [
        (step, name)
        for step in ORDER
        for name in ("drafter", "other_drafter", "secrecy", "first", "second", "final", "clerk")
    ],
)
def test_who_may_sign_which_step_is_this_table(draft, walk, people, step, name):
    if step == ORDER[0]:
        reviewing.submit(draft, draft.revision, by=people.drafter, at=NOW, workdays=WORKDAYS)
    else:
        walk(draft, until=ORDER[ORDER.index(step) - 1])
    allowed = {
        "secrecy": {"secrecy"},
        "first": {"first", "second"},
        "second": {"second", "final"},
        "final": {"final", "clerk"},
    }[step]
    person = getattr(people, name)
    if name in allowed:
        sign(draft, step, person)
        assert Review.objects.get().signatures.filter(step=step, signer=person).exists()
    else:
        assert refused(draft, step, person)


def test_steps_cannot_be_skipped(draft, people):
    reviewing.submit(draft, draft.revision, by=people.drafter, at=NOW, workdays=WORKDAYS)
    assert Bar.NOT_THIS_STEP in refused(draft, "final", people.final)


def test_the_checklist_and_the_proof_reading_are_not_optional(draft, people):
    reviewing.submit(draft, draft.revision, by=people.drafter, at=NOW, workdays=WORKDAYS)
    assert refused(draft, "secrecy", people.secrecy, checked=()) == (Bar.CHECKLIST_OPEN,)
    sign(draft, "secrecy", people.secrecy)
    assert refused(draft, "first", people.first, proofread=False) == (Bar.NOT_PROOFREAD,)


@pytest.mark.parametrize("until", ORDER)
def test_an_edit_after_any_signature_resets_the_road(draft, walk, people, until):
    walk(draft, until=until)
    drafting.revise(draft, replace(TEXT, body="<p>另一篇。</p>"), by=people.drafter, at=NOW)
    assert set(Review.objects.values_list("state", flat=True)) == {Review.State.RESET}
    with pytest.raises(UnreviewedError):
        publishing.publish(draft, draft.revision, at=NOW)


def test_an_older_reviewed_revision_cannot_be_published_after_an_edit(draft, walk, people):
    walk(draft)
    old = draft.revision
    drafting.revise(draft, replace(TEXT, body="<p>另一篇。</p>"), by=people.drafter, at=NOW)
    with pytest.raises(UnreviewedError):
        publishing.publish(draft, old, at=NOW)


def test_a_signature_for_the_text_of_another_screen_is_refused(draft, people):
    reviewing.submit(draft, draft.revision, by=people.drafter, at=NOW, workdays=WORKDAYS)
    assert refused(draft, "secrecy", people.secrecy, digest="0" * 64) == (Bar.CHANGED,)


def test_a_review_is_spent_by_its_publication(published, people, committed, walk):
    drafting.revise(published, replace(TEXT, summary="更正"), by=people.drafter, at=NOW)
    with pytest.raises(UnreviewedError):
        publishing.publish(published, published.revision, at=NOW)
    walk(published)
    with committed():
        publishing.publish(published, published.revision, at=NOW)
    published.refresh_from_db()
    assert published.summary == "更正"
    kinds = Event.objects.order_by("index").values_list("kind", flat=True)
    assert list(kinds) == ["publish", "revise"]


def test_only_imported_texts_without_an_author_come_in_as_back_filled(draft, county, people):
    with pytest.raises(UnreviewedError):
        publishing.backfill(draft, draft.revision, at=NOW)
    taken = drafting.draft(county, TEXT, by=None, at=NOW, source_path="old/1.html")
    drafting.revise(taken, replace(TEXT, summary="夹带"), by=people.drafter, at=NOW)
    with pytest.raises(UnreviewedError):
        publishing.backfill(taken, taken.revision, at=NOW)


def test_a_closed_text_stays_inside_whatever_was_signed(draft, walk, people):
    closed = replace(
        TEXT, attribute="closed", ground="internal_affairs", attribute_reason="内部人事安排"
    )
    drafting.revise(draft, closed, by=people.drafter, at=NOW)
    walk(draft)
    with pytest.raises(publishing.NotReadyError) as error:
        publishing.publish(draft, draft.revision, at=NOW)
    assert [lack.value for lack in error.value.lacks] == ["not_open"]
    assert Document.objects.published().count() == 0


def test_a_conversion_of_the_attribute_is_recorded(draft, people):
    drafting.revise(
        draft,
        replace(TEXT, attribute="on_request", ground="process", attribute_reason="尚在讨论"),
        by=people.other_drafter,
        at=NOW,
    )
    conversion = draft.conversions.get()
    assert (conversion.before, conversion.after, conversion.by) == (
        "open",
        "on_request",
        people.other_drafter,
    )


@pytest.mark.parametrize(
    "values",
    [
        {"attribute": ""},
        {"attribute": "closed"},
        {"attribute": "closed", "ground": "not_of_wide_concern", "attribute_reason": "说明理由"},
        {"attribute": "on_request", "ground": "process", "attribute_reason": " 无 "},
    ],
)
def test_a_text_without_a_sound_attribute_is_sent_back_at_once(draft, people, values):
    drafting.revise(draft, replace(TEXT, **values), by=people.drafter, at=NOW)
    with pytest.raises(reviewing.AttributeFaultError):
        reviewing.submit(draft, draft.revision, by=people.drafter, at=NOW, workdays=WORKDAYS)


def test_a_blocking_finding_needs_an_answer_before_the_first_signature(draft, people):
    text = replace(TEXT, body="<p>联系人身份证号11010519491231002X。</p>")
    drafting.revise(draft, text, by=people.drafter, at=NOW)
    review = reviewing.submit(draft, draft.revision, by=people.drafter, at=NOW, workdays=WORKDAYS)
    assert [item["code"] for item in review.findings] == ["id_number"]
    assert "110105" not in str(review.findings)
    assert refused(draft, "secrecy", people.secrecy) == (Bar.FINDINGS_OPEN,)
    with pytest.raises(SigningRefusedError):
        reviewing.answer(draft, 0, words="自己说可以", by=people.drafter)
    reviewing.answer(draft, 0, words="示例号码，不是真人", by=people.secrecy)
    sign(draft, "secrecy", people.secrecy)


def test_a_delegated_step_is_for_one_person_only(draft, walk, people):
    walk(draft, until="secrecy")
    reviewing.delegate(draft, to=people.second, by=people.first)
    assert Bar.NO_ROLE in refused(draft, "first", people.first)
    sign(draft, "first", people.second)


def test_a_step_is_not_handed_to_an_author_or_an_outsider(draft, walk, people):
    walk(draft, until="secrecy")
    for person in (people.drafter, people.clerk, people.secrecy):
        with pytest.raises(SigningRefusedError):
            reviewing.delegate(draft, to=person, by=people.first)


def test_returning_and_recalling_end_the_walk(draft, walk, people):
    walk(draft, until="secrecy")
    reviewing.give_back(draft, remarks="第二条表述不清", by=people.first, at=NOW)
    assert Review.objects.get().state == Review.State.RETURNED
    reviewing.submit(draft, draft.revision, by=people.drafter, at=NOW, workdays=WORKDAYS)
    with pytest.raises(SigningRefusedError):
        reviewing.recall(draft, by=people.other_drafter, at=NOW)
    reviewing.recall(draft, by=people.drafter, at=NOW)
    with pytest.raises(reviewing.NoRunningReviewError):
        sign(draft, "secrecy", people.secrecy)


def test_what_the_public_reads_already_cannot_go_on_the_road_again(published, people):
    with pytest.raises(SigningRefusedError) as error:
        reviewing.submit(
            published, published.revision, by=people.drafter, at=NOW, workdays=WORKDAYS
        )
    assert error.value.bars == (Bar.ALREADY_PUBLIC,)


def test_who_wrote_a_public_revision_cannot_sign_the_next_one(draft, people, walk, committed):
    drafting.revise(draft, replace(TEXT, summary="改一处"), by=people.first, at=NOW)
    reviewing.submit(draft, draft.revision, by=people.drafter, at=NOW, workdays=WORKDAYS)
    for step, name in zip(ORDER, ("secrecy", "second", "final", "clerk"), strict=True):
        sign(draft, step, getattr(people, name))
    with committed():
        publishing.publish(draft, draft.revision, at=NOW)
    draft.refresh_from_db()
    assert draft.state == State.PUBLISHED
    drafting.revise(draft, replace(TEXT, summary="再改"), by=people.drafter, at=NOW)
    draft.refresh_from_db()
    reviewing.submit(draft, draft.revision, by=people.drafter, at=NOW, workdays=WORKDAYS)
    sign(draft, "secrecy", people.secrecy)
    assert Bar.AUTHOR in refused(draft, "first", people.first)
