"""What must be true whatever the calendar, the pauses and the day of receipt."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.applications.rules.clock import ANSWER_DAYS, answer_due, reckon
from gongkai.applications.rules.days import Days
from gongkai.applications.rules.events import Channel, Event, EventType, Ground
from gongkai.applications.rules.explanation import Notices, Reason, explain
from gongkai.calendars.rules.workdays import Workdays

from ..calendar import DAYS

received_days = st.dates(date(2024, 1, 1), date(2025, 3, 31))
calendars = st.frozensets(received_days, max_size=60).map(
    lambda off: Workdays(years=frozenset({2024, 2025, 2026}), holidays=off)
)
extensions = st.integers(0, 20)
pauses = st.lists(
    st.builds(
        lambda first, length: (first, first + timedelta(days=length)),
        received_days,
        st.integers(0, 30),
    ),
    max_size=3,
)
few = settings(max_examples=40, deadline=None)


@few
@given(received_days, calendars, extensions, pauses)
def test_exactly_the_promised_days_are_counted(received, workdays, extension, held):
    due = answer_due(received, Days(workdays), extension=extension, pauses=held)
    span = [received + timedelta(days=n) for n in range(1, (due - received).days + 1)]
    counted = [
        day
        for day in span
        if day in workdays and not any(sent < day <= ended for sent, ended in held)
    ]
    assert len(counted) == ANSWER_DAYS + extension
    assert counted[-1] == due


@few
@given(received_days, received_days, calendars, pauses)
def test_a_later_receipt_is_never_due_earlier(one, other, workdays, held):
    first, second = sorted([one, other])
    days = Days(workdays)
    assert answer_due(first, days, pauses=held) <= answer_due(second, days, pauses=held)


@few
@given(received_days, calendars, pauses, pauses)
def test_another_pause_never_brings_the_date_forward(received, workdays, some, more):
    days = Days(workdays)
    assert answer_due(received, days, pauses=some) <= answer_due(
        received, days, pauses=[*some, *more]
    )


@given(received_days, pauses)
def test_an_open_pause_leaves_no_date_or_none_of_its_business(received, held):
    opened = received + timedelta(days=3)
    assert answer_due(received, DAYS, pauses=[*held, (opened, None)]) is None
    after = answer_due(received, DAYS, pauses=held)
    assert answer_due(received, DAYS, pauses=[*held, (after, None)]) == after


kinds = [kind for kind in EventType if kind is not EventType.RECEIVED]
stories = st.lists(
    st.builds(
        Event,
        st.sampled_from(kinds),
        st.dates(date(2024, 1, 1), date(2024, 6, 30)),
        days=st.none() | st.integers(-1, 25),
        party=st.sampled_from(["", "a", "b"]),
        justified=st.booleans(),
        received_on=st.none() | st.dates(date(2024, 1, 1), date(2024, 7, 31)),
        decided_on=st.none(),
        channel=st.none(),
        outcome=st.sampled_from(["", "granted", "other_no_correction"]),
        ground=st.sampled_from(Ground),
    ),
    max_size=12,
)
arrivals = st.builds(
    lambda on, channel: Event(EventType.RECEIVED, on, channel=channel),
    st.dates(date(2024, 1, 1), date(2024, 2, 1)),
    st.sampled_from(Channel),
)


@settings(max_examples=300, deadline=None)
@given(arrivals, stories, st.dates(date(2024, 1, 1), date(2024, 12, 31)))
def test_a_refused_event_leaves_the_case_as_if_it_had_not_been_told(arrival, story, today):
    told = reckon([arrival, *story], DAYS, today)
    refused = {violation.event for violation in told.violations if violation.refused}
    kept = [event for place, event in enumerate([arrival, *story]) if place not in refused]
    without = reckon(kept, DAYS, today)
    assert (told.state, told.due, told.closed_on) == (without.state, without.due, without.closed_on)
    assert not any(violation.refused for violation in without.violations)


@settings(max_examples=300, deadline=None)
@given(arrivals, stories, st.dates(date(2024, 1, 1), date(2024, 12, 31)))
def test_the_days_explained_and_the_days_counted_are_all_the_days(arrival, story, today):
    found = reckon([arrival, *story], DAYS, today)
    if found.due is None:
        return
    start, extension = found.course.start, found.course.extension
    rows = [row.on.toordinal() for row in explain(found, Notices())]
    assert rows == sorted(set(rows))
    after = [day for day in rows if day > start]
    assert found.due - start - len(after) == ANSWER_DAYS + extension
    assert rows[0] == arrival.on.toordinal()


@settings(max_examples=200, deadline=None)
@given(arrivals, stories)
def test_nothing_follows_a_reply(arrival, story):
    end = Event(EventType.REPLIED, date(2024, 7, 1), outcome="granted")
    closed = reckon([arrival, *story, end], DAYS)
    more = Event(EventType.CORRECTION_REQUESTED, date(2024, 7, 2))
    after = reckon([arrival, *story, end, more], DAYS)
    assert after.violations[-1].refused
    assert (after.state, after.due) == (closed.state, closed.due)


@pytest.mark.parametrize("reason", list(Reason))
def test_every_reason_of_the_explanation_can_occur(reason):
    told = {
        "correct": [
            Event(EventType.RECEIVED, date(2026, 9, 16), channel=Channel.WEB),
            Event(EventType.CONFIRMED, date(2026, 9, 18)),
            Event(EventType.CORRECTION_REQUESTED, date(2026, 9, 22)),
            Event(EventType.CORRECTED, date(2026, 9, 28)),
            Event(EventType.THIRD_PARTY_CONSULTED, date(2026, 10, 9)),
            Event(EventType.THIRD_PARTY_ANSWERED, date(2026, 10, 12)),
            Event(EventType.ORGAN_CONSULTED, date(2026, 10, 12)),
            Event(EventType.ORGAN_ANSWERED, date(2026, 10, 14)),
        ],
        "fee": [
            Event(EventType.RECEIVED, date(2026, 9, 16), channel=Channel.IN_PERSON),
            Event(EventType.FEE_NOTICED, date(2026, 9, 18)),
            Event(EventType.FEE_PAID, date(2026, 9, 28)),
        ],
    }
    found = {
        row.reason for story in told.values() for row in explain(reckon(story, DAYS), Notices())
    }
    assert reason in found
