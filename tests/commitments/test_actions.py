"""The life of a commitment, by its verbs."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from gongkai.bodies.models import Role
from gongkai.commitments import actions
from gongkai.commitments.actions import MachineCheckedError, SamePersonError, StepRefusedError
from gongkai.commitments.evidence import File
from gongkai.commitments.models import Commitment, Entry, Evidence, State
from gongkai.commitments.signals import changed
from gongkai.custody.files import EVIDENCE, path_of

from .conftest import NOON

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(days=20)
DUE = date(2026, 11, 30)


def steps(commitment):
    return list(commitment.entries.values_list("step", flat=True))


def test_numbers_count_up_within_a_year_and_begin_anew_in_the_next(promised):
    assert promised().reference == "2026-0001"
    assert promised().reference == "2026-0002"
    assert promised(at=NOON.replace(year=2027)).reference == "2027-0001"


def test_a_promise_is_found_again_by_its_source(promised):
    made = promised()
    assert Commitment.objects.of_source("letter", "L-1").get() == made
    assert not Commitment.objects.of_source("topic", "L-1").exists()


def test_a_promise_without_words_is_refused_and_takes_no_number(promised):
    with pytest.raises(ValidationError):
        promised(promised="")
    assert promised().reference == "2026-0001"


def test_reported_and_verified_by_somebody_else_it_is_closed(promised, owner, office):
    made = promised()
    actions.report_done(made, text="已疏通", by=owner, at=NOON)
    closed = actions.verify(made, text="现场查看", by=office, at=LATER)
    assert (closed.state, closed.closed_on) == (State.DONE, LATER.date())
    assert steps(made) == ["promised", "reported", "verified"]


def test_the_owner_does_not_verify_even_what_another_reported(promised, owner, appoint, bureau):
    colleague = appoint("colleague", bureau, Role.HANDLER)
    made = promised()
    actions.report_done(made, text="已疏通", by=colleague, at=NOON)
    with pytest.raises(SamePersonError):
        actions.verify(made, text="看过", by=owner, at=NOON)
    made.refresh_from_db()
    assert made.state == State.REPORTED


def test_who_reported_progress_once_does_not_verify_later(promised, owner, office):
    made = promised()
    actions.report_progress(made, text="已派人", by=office, at=NOON)
    actions.report_done(made, text="已疏通", by=owner, at=NOON)
    with pytest.raises(SamePersonError):
        actions.verify(made, text="看过", by=office, at=NOON)
    assert steps(made) == ["promised", "progress", "reported"]


def test_what_was_not_reported_done_is_not_verified(promised, office):
    made = promised()
    with pytest.raises(StepRefusedError):
        actions.verify(made, text="看过", by=office, at=NOON)


def test_not_solved_opens_a_closed_one_again_and_counts_it(promised, owner, office):
    made = promised()
    actions.report_done(made, text="已疏通", by=owner, at=NOON)
    actions.verify(made, text="看过", by=office, at=NOON)
    opened = actions.find_unsolved(made, text="下雨又积水", by=None, at=LATER)
    assert (opened.state, opened.closed_on, opened.reopened) == (State.OPEN, None, 1)
    with pytest.raises(StepRefusedError):
        actions.find_unsolved(made, text="再说一次", by=None, at=LATER)


def test_evidence_lies_on_disk_under_its_digest(promised, owner):
    made = promised()
    actions.report_progress(
        made, text="照片", by=owner, at=NOON, files=[File("现场.jpg", b"picture")]
    )
    kept = Evidence.objects.get()
    assert (kept.name, kept.size_bytes) == ("现场.jpg", 7)
    assert path_of(kept.digest, EVIDENCE).read_bytes() == b"picture"


def test_overdue_is_put_to_the_named_leader_once(promised, appoint, bureau):
    leader = appoint("leader", bureau, Role.LEADER)
    made = promised(leader=leader)
    assert actions.escalate_overdue(DUE, at=LATER) == 0  # the due day itself is in time
    assert actions.escalate_overdue(date(2026, 12, 1), at=LATER) == 1
    assert actions.escalate_overdue(date(2026, 12, 2), at=LATER) == 0
    assert steps(made) == ["promised", "escalated"]
    assert made.entries.last().text == "leader"


def test_without_a_named_leader_it_goes_to_the_nearest_leader_above(promised, appoint, county):
    mayor = appoint("mayor", county, Role.LEADER)
    made = promised()
    actions.escalate_overdue(date(2026, 12, 1), at=LATER)
    made.refresh_from_db()
    assert made.leader == mayor


def test_a_date_moved_and_missed_again_is_put_to_the_leader_again(promised, office):
    made = promised()
    actions.escalate_overdue(date(2026, 12, 1), at=LATER)
    actions.extend(made, due_on=date(2026, 12, 10), reason="汛期", by=office, at=LATER)
    assert actions.escalate_overdue(date(2026, 12, 5), at=LATER) == 0
    assert actions.escalate_overdue(date(2026, 12, 11), at=LATER) == 1
    assert steps(made) == ["promised", "escalated", "extended", "escalated"]


def test_a_date_is_only_moved_to_a_later_one(promised, office):
    made = promised()
    with pytest.raises(ValueError, match="not after"):
        actions.extend(made, due_on=DUE, reason="无", by=office, at=NOON)
    assert steps(made) == ["promised"]


def test_what_is_closed_is_not_escalated(promised, owner, office):
    made = promised()
    actions.cancel(made, reason="重复", by=office, at=NOON)
    assert actions.escalate_overdue(date(2027, 1, 1), at=LATER) == 0


def test_a_machine_checked_one_closes_by_its_check_alone(promised, owner, office):
    made = promised(check="audits.empty_column")
    actions.report_done(made, text="已补充", by=owner, at=NOON)
    with pytest.raises(MachineCheckedError):
        actions.verify(made, text="看过", by=office, at=NOON)
    closed = actions.record_check(made, True, "栏目有 3 条", at=LATER)
    assert (closed.state, closed.closed_on) == (State.DONE, LATER.date())


def test_a_failed_check_opens_again_what_was_reported_or_closed(promised, owner):
    made = promised(check="audits.empty_column")
    actions.report_done(made, text="已补充", by=owner, at=NOON)
    assert actions.record_check(made, False, "仍为空", at=NOON).state == State.OPEN
    assert actions.record_check(made, False, "仍为空", at=NOON).reopened == 1
    assert steps(made) == ["promised", "reported", "check_failed"]
    actions.record_check(made, True, "有 1 条", at=NOON)
    actions.record_check(made, True, "有 1 条", at=NOON)
    again = actions.record_check(made, False, "又空", at=LATER)
    assert (again.state, again.closed_on, again.reopened) == (State.OPEN, None, 2)
    assert steps(made)[-2:] == ["check_passed", "check_failed"]


def test_one_without_a_machine_check_takes_no_result_of_one(promised):
    with pytest.raises(StepRefusedError):
        actions.record_check(promised(), True, "", at=NOON)


def test_every_step_is_told_after_the_commit(
    promised, owner, office, django_capture_on_commit_callbacks
):
    told = []

    def listen(sender, commitment, entry, step, **_):
        told.append((commitment.source_key, step.value, commitment.state))

    changed.connect(listen)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            made = promised()
            actions.report_done(made, text="已疏通", by=owner, at=NOON)
            assert told == []
        with django_capture_on_commit_callbacks(execute=True):
            actions.verify(made, text="看过", by=office, at=NOON)
    finally:
        changed.disconnect(listen)
    assert told == [
        ("L-1", "promised", "open"),
        ("L-1", "reported", "reported"),
        ("L-1", "verified", "done"),
    ]


def test_an_assisting_body_that_leads_is_not_listed_twice(promised, bureau, helper):
    made = promised(assisting=[bureau, helper])
    assert list(made.assisting.all()) == [helper]


def test_entries_are_numbered_without_a_gap(promised, owner):
    made = promised()
    for _ in range(3):
        actions.report_progress(made, text="在办", by=owner, at=NOON)
    assert list(Entry.objects.values_list("position", flat=True)) == [1, 2, 3, 4]
