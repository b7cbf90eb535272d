"""The clock of letters, with dates worked out by hand from the holiday notice of 2026."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.calendars.rules.workdays import Workdays
from gongkai.letters.rules.clock import Fault, RefusedError, fault_of, reckon, step, verbs
from gongkai.letters.rules.events import Event
from gongkai.letters.rules.explanation import Reason, explain
from gongkai.letters.rules.road import ROAD
from gongkai.letters.rules.terms import Terms, TermsError, terms_from
from gongkai.letters.rules.words import EventType as E
from gongkai.letters.rules.words import Satisfied, Solved, State

# National Day 2026: 1 to 7 October off, Sunday 20 September and Saturday 10 October worked.
WORKDAYS = Workdays(
    years=frozenset({2026}),
    holidays=frozenset(date(2026, 10, day) for day in range(1, 8)),
    worked=frozenset({date(2026, 9, 20), date(2026, 10, 10)}),
)
SHANDONG = Terms()


def happened(kind: E, on: str, **more: object) -> Event:
    return Event(type=kind, on=date.fromisoformat(f"2026-{on}"), **more)  # type: ignore[arg-type]


RECEIVED = happened(E.RECEIVED, "09-29", body="intake")
DISPATCHED = (
    RECEIVED,
    happened(E.ACCEPTED, "09-29"),
    happened(E.DISPATCHED, "09-30", body="housing"),
)
IN_HAND = (*DISPATCHED, happened(E.SIGNED, "09-30"))
REPLIED = (*IN_HAND, happened(E.REPLIED, "10-09"))


def stands(*events: Event, terms: Terms = SHANDONG):
    return reckon(events, WORKDAYS, terms)


def refused(*events: Event, terms: Terms = SHANDONG) -> Fault:
    with pytest.raises(RefusedError) as caught:
        stands(*events, terms=terms)
    return caught.value.fault


def test_five_working_days_from_a_dispatch_before_the_holiday_end_on_13_october():
    assert stands(*IN_HAND).due_on == date(2026, 10, 13)


def test_ten_more_end_on_27_october():
    extended = happened(E.EXTENDED, "10-09", days=10, reason="three offices hold the files")
    assert stands(*IN_HAND, extended).due_on == date(2026, 10, 27)


def test_every_day_between_dispatch_and_due_is_explained():
    rows = explain(stands(*IN_HAND), WORKDAYS)
    assert [row.on.day for row in rows if row.reason is Reason.HOLIDAY] == [1, 2, 3, 4, 5, 6, 7]
    assert [(row.on.day, row.place) for row in rows if row.place] == [
        (8, 1),
        (9, 2),
        (10, 3),
        (12, 4),
        (13, 5),
    ]
    assert [row.on.day for row in rows if row.reason is Reason.WORKED_WEEKEND] == [10]
    assert [row.on.day for row in rows if row.reason is Reason.WEEKEND] == [11]


@pytest.mark.parametrize(
    ("events", "state", "next_on"),
    [
        ((RECEIVED,), State.NEW, "09-30"),
        (DISPATCHED, State.DISPATCHED, "10-08"),
        (IN_HAND, State.IN_HAND, "10-13"),
        (REPLIED, State.REPLIED, "10-15"),
        ((*REPLIED, happened(E.CALLED_BACK, "10-10")), State.CALLED_BACK, None),
        ((*REPLIED, happened(E.CLOSED, "10-10")), State.CLOSED, None),
        (
            (*DISPATCHED, happened(E.RETURNED, "10-08", reason="not ours")),
            State.RETURNED,
            "10-09",
        ),
    ],
)
def test_each_state_owes_its_next_step_by_a_day(events, state, next_on):
    found = stands(*events)
    assert found.state is state
    assert found.next_on == (date.fromisoformat(f"2026-{next_on}") if next_on else None)


@pytest.mark.parametrize(
    ("events", "fault"),
    [
        ((happened(E.ACCEPTED, "09-29"),), Fault.NOT_RECEIVED),
        ((RECEIVED, RECEIVED), Fault.ALREADY_RECEIVED),
        ((RECEIVED, happened(E.REPLIED, "09-30")), Fault.NOT_NOW),
        ((RECEIVED, happened(E.DISPATCHED, "09-30", body="housing")), Fault.NOT_NOW),
        ((RECEIVED, happened(E.ACCEPTED, "09-28")), Fault.BEFORE_THE_LAST),
        ((RECEIVED, happened(E.REJECTED, "09-30", reason=" ")), Fault.NO_REASON),
        ((*DISPATCHED[:2], happened(E.DISPATCHED, "09-30")), Fault.NO_BODY),
        ((*IN_HAND, happened(E.RETURNED, "10-10", reason="not ours")), Fault.RETURNED_LATE),
        ((*IN_HAND, happened(E.EXTENDED, "10-09", days=11, reason="x")), Fault.EXTENDED_TOO_LONG),
        ((*IN_HAND, happened(E.EXTENDED, "10-14", days=5, reason="x")), Fault.EXTENDED_AFTER_DUE),
        (
            (
                *IN_HAND,
                happened(E.EXTENDED, "10-09", days=5, reason="x"),
                happened(E.EXTENDED, "10-09", days=5, reason="x"),
            ),
            Fault.EXTENDED_TWICE,
        ),
        (
            (*IN_HAND, happened(E.CO_HANDLER_ADDED, "10-08", body="housing")),
            Fault.ALREADY_BESIDE,
        ),
        ((*IN_HAND, happened(E.LEAD_CHANGED, "10-08", body="water")), Fault.LEAD_IS_NOT_BESIDE),
        ((*REPLIED, happened(E.RATED, "10-10")), Fault.NOTHING_RATED),
        (
            (*IN_HAND, happened(E.ESCALATED, "10-08", leader="wang")),
            Fault.NOT_YET_FOR_A_LEADER,
        ),
        (
            (
                *REPLIED,
                happened(E.REDO, "10-10", reason="unhappy"),
                happened(E.RETURNED, "10-10", reason="not ours"),
            ),
            Fault.RETURNED_LATE,
        ),
    ],
)
def test_what_may_not_happen_is_refused_with_its_reason(events, fault):
    assert refused(*events) is fault


def test_a_rating_counts_once_for_each_answer():
    rated = happened(E.RATED, "10-10", satisfied=Satisfied.DISSATISFIED, solved=Solved.NO)
    assert refused(*REPLIED, rated, rated) is Fault.RATED_TWICE
    again = (
        *REPLIED,
        rated,
        happened(E.REDO, "10-10", reason="unhappy"),
        happened(E.REPLIED, "10-13"),
        happened(E.RATED, "10-14", satisfied=Satisfied.SATISFIED, solved=Solved.YES),
    )
    found = stands(*again)
    assert (found.satisfied, found.solved, found.redos) == ("satisfied", "yes", 1)


def test_a_co_handler_may_take_the_lead_and_the_old_lead_stays_beside():
    found = stands(
        *IN_HAND,
        happened(E.CO_HANDLER_ADDED, "10-08", body="water"),
        happened(E.LEAD_CHANGED, "10-08", body="water"),
    )
    assert (found.lead, found.beside) == ("water", ["housing"])


def test_three_redos_bring_a_letter_to_a_leader():
    events = list(REPLIED)
    for _ in range(3):
        assert not stands(*events).for_a_leader
        events += [happened(E.REDO, "10-10", reason="unhappy"), happened(E.REPLIED, "10-10")]
    assert stands(*events).for_a_leader
    assert stands(*events, happened(E.ESCALATED, "10-10", leader="wang")).escalated


def test_three_returns_bring_a_letter_to_a_leader():
    events = list(DISPATCHED[:2])
    for _ in range(3):
        events += [
            happened(E.DISPATCHED, "09-30", body="housing"),
            happened(E.RETURNED, "09-30", reason="not ours"),
        ]
    assert stands(*events).for_a_leader


def test_whether_the_first_reply_was_in_time_stays_settled_after_a_redo():
    late = (*IN_HAND, happened(E.REPLIED, "10-14"))
    again = (*late, happened(E.REDO, "10-15", reason="x"), happened(E.REPLIED, "10-16"))
    assert stands(*again).in_time is False
    assert stands(*again).answered_on == date(2026, 10, 14)


def test_a_redo_has_a_count_of_its_own():
    assert stands(*REPLIED, happened(E.REDO, "10-10", reason="x")).due_on == date(2026, 10, 16)


def test_danger_to_life_is_due_the_same_day():
    urgent = happened(E.MARKED_URGENT, "09-29", reason="a gas leak")
    events = (*DISPATCHED[:2], urgent, DISPATCHED[2])
    assert stands(*events).due_on == date(2026, 9, 30)


def test_a_merged_letter_comes_back_to_where_it_was():
    merged = (*IN_HAND, happened(E.MERGED, "10-08", reason="the same", into="2026-0001"))
    assert stands(*merged).state is State.MERGED
    found = stands(*merged, happened(E.UNMERGED, "10-09"))
    assert (found.state, found.due_on, found.into) == (State.IN_HAND, date(2026, 10, 13), "")


def test_limits_changed_after_dispatch_do_not_move_the_day():
    events = (*DISPATCHED[:2], replace(DISPATCHED[2], terms=SHANDONG))
    assert stands(*events, terms=Terms(finish=1)).due_on == date(2026, 10, 13)


def test_a_year_without_a_notice_gives_a_provisional_day():
    found = reckon([happened(E.RECEIVED, "12-31")], WORKDAYS, SHANDONG)
    assert (found.due_on, found.provisional) == (date(2027, 1, 7), True)


def test_an_imported_letter_stands_where_the_other_system_left_it():
    found = stands(
        happened(E.IMPORTED, "09-29", answered_on=date(2026, 10, 9), closed_on=date(2026, 10, 12))
    )
    # Five working days from 29 September: 30 September, 8, 9, 10 and 12 October.
    assert (found.state, found.in_time) == (State.CLOSED, True)
    assert found.due_on == date(2026, 10, 12)


@pytest.mark.parametrize("row", [{"finish": -1}, {"finish": 251}, {"finish": True}, {"later": 1}])
def test_limits_that_cannot_be_are_refused(row):
    with pytest.raises(TermsError):
        terms_from(row)


days = st.integers(0, 3)


@given(st.lists(st.tuples(st.sampled_from(list(E)), days), max_size=25))
def test_whatever_is_entered_only_lawful_steps_change_a_letter(tries):
    on = date(2026, 9, 1)
    found = reckon([happened(E.RECEIVED, "09-01", body="intake")], WORKDAYS, SHANDONG)
    for kind, later in tries:
        on += timedelta(days=later)
        event = Event(
            type=kind, on=on, body="water", days=3, reason="why", leader="wang",
            satisfied=Satisfied.PARTLY, into="x",
        )  # fmt: skip
        offered = kind in verbs(found, on, WORKDAYS)
        allowed = fault_of(found, event, WORKDAYS) is None
        before = found.state
        try:
            step(found, event, WORKDAYS, SHANDONG)
        except RefusedError:
            assert not allowed
            assert found.state is before
            continue
        assert kind in ROAD[before]
        # A lead is offered only among those beside; the sample names one unit throughout.
        assert offered or kind in {E.LEAD_CHANGED, E.CO_HANDLER_ADDED}
        assert found.redos + found.returns <= len(tries)
        assert found.answered_on is None or found.in_time is not None
