"""Cases worked out by hand on the published calendars, day by day."""

from datetime import date
from typing import Any

import pytest

from gongkai.applications.rules.clock import Reckoning, reckon
from gongkai.applications.rules.days import Days
from gongkai.applications.rules.events import event_from
from gongkai.applications.rules.explanation import Notices, Reason, explain, made_up
from gongkai.applications.rules.limits import Limit, LimitKind
from gongkai.applications.rules.pauses import due_after
from gongkai.applications.rules.road import State

OCTOBER = [
    ("received", "2026-09-18", {"channel": "in_person"}),
    ("third_party_consulted", "2026-09-24", {"received_on": "2026-09-28"}),
]


def case(
    days: Days, *facts: tuple[str, str, dict[str, Any]] | tuple[str, str], today: str = ""
) -> Reckoning:
    events = []
    for kind, on, *more in facts:
        events.append(event_from({"type": kind, "on": on, **(more[0] if more else {})}))
    return reckon(events, days, date.fromisoformat(today) if today else None)


def limit(found: Reckoning, kind: LimitKind) -> Limit:
    return next(one for one in found.limits() if one.kind is kind)


def due_of(found: Reckoning, kind: LimitKind) -> str:
    due = limit(found, kind).due
    assert due is not None
    return date.fromordinal(due).isoformat()


def test_express_post_signed_before_the_national_day_is_due_when_the_court_said(days):
    found = case(days, ("received", "2022-09-30", {"channel": "signed_post"}))
    assert found.reply_due == date(2022, 11, 2)
    assert made_up(found) == (date(2022, 10, 8), date(2022, 10, 9))


def test_an_application_in_person_before_two_holidays(days):
    received = ("received", "2026-09-18", {"channel": "in_person"})
    found = case(days, received)
    assert due_of(found, LimitKind.CORRECTION_NOTICE) == "2026-09-29"
    assert found.reply_due == date(2026, 10, 22)
    extended = case(days, received, ("extended", "2026-10-22", {"days": 20}))
    assert extended.reply_due == date(2026, 11, 19)
    assert extended.state is State.EXTENDED


def test_a_third_party_holds_the_clock_for_nine_working_days(days):
    found = case(days, *OCTOBER, ("third_party_answered", "2026-10-14"))
    assert due_of(found, LimitKind.THIRD_PARTY) == "2026-10-23"
    assert found.reply_due == date(2026, 11, 4)
    held = [row.on for row in explain(found, Notices()) if row.reason is Reason.THIRD_PARTY]
    assert held == [
        date(2026, 9, 28),
        date(2026, 9, 29),
        date(2026, 9, 30),
        *(date(2026, 10, day) for day in (8, 9, 10, 12, 13, 14)),
    ]


def test_an_open_consultation_leaves_no_due_date_until_the_third_party_time_is_over(days):
    open_case = case(days, *OCTOBER, today="2026-10-23")
    assert open_case.state is State.CONSULT_THIRD_PARTY
    assert open_case.reply_due is None
    # 16 working days are held from 28 September to 23 October; 15 were left on 24 September.
    latest = limit(open_case, LimitKind.REPLY).latest
    assert latest == date(2026, 11, 13).toordinal()
    over = case(days, *OCTOBER, today="2026-10-24")
    assert over.state is State.RECEIVED
    assert over.reply_due == date(2026, 11, 13)


def test_an_opinion_after_its_time_holds_the_clock_no_longer(days):
    late = case(days, *OCTOBER, ("third_party_answered", "2026-11-02"))
    assert late.reply_due == date(2026, 11, 13)


def test_a_corrected_copy_starts_twenty_new_days(days):
    received = ("received", "2026-02-09", {"channel": "in_person"})
    first = case(days, received)
    assert due_of(first, LimitKind.CORRECTION_NOTICE) == "2026-02-25"
    assert first.reply_due == date(2026, 3, 13)
    asked = (
        received,
        ("correction_requested", "2026-02-24"),
        ("correction_delivered", "2026-02-25"),
    )
    waiting = case(days, *asked)
    assert (waiting.state, waiting.reply_due) == (State.AWAIT_CORRECTION, None)
    corrected = case(days, *asked, ("corrected", "2026-03-03"))
    assert corrected.reply_due == date(2026, 3, 31)
    assert not corrected.violations


def test_labour_day_with_one_worked_saturday(days):
    found = case(days, ("received", "2026-04-28", {"channel": "in_person"}))
    assert found.reply_due == date(2026, 5, 28)
    assert due_of(found, LimitKind.CORRECTION_NOTICE) == "2026-05-11"


def test_a_paid_fee_starts_a_new_period_the_next_day(days):
    noticed = (
        ("received", "2026-10-08", {"channel": "in_person"}),
        ("fee_noticed", "2026-10-09"),
        ("fee_notice_received", "2026-10-12"),
    )
    waiting = case(days, *noticed)
    assert due_of(waiting, LimitKind.FEE) == "2026-11-09"
    assert (waiting.state, waiting.reply_due) == (State.AWAIT_FEE, None)
    assert case(days, *noticed, ("fee_paid", "2026-10-30")).reply_due == date(2026, 11, 27)
    assert case(days, *noticed, today="2026-11-09").state is State.AWAIT_FEE
    unpaid = case(days, *noticed, today="2026-11-10")
    assert (unpaid.state, unpaid.outcome) == (State.FEE_UNPAID, "other_fee_unpaid")
    assert unpaid.closed_on == date(2026, 11, 10)


def test_a_date_in_a_year_without_a_notice_is_provisional(days):
    found = case(
        days,
        ("received", "2026-11-20", {"channel": "in_person"}),
        ("extended", "2026-12-18", {"days": 20}),
    )
    assert found.reply_due == date(2027, 1, 15)
    assert found.provisional
    assert not case(days, ("received", "2026-11-20", {"channel": "in_person"})).provisional


def test_the_old_rule_of_fifteen_days(days):
    due = due_after(date(2016, 12, 27).toordinal(), 15, days)
    assert due == date(2017, 1, 18).toordinal()


@pytest.mark.parametrize("channel", ["ordinary_post", "fax", "web", "email"])
def test_what_comes_without_a_signature_waits_for_confirmation(days, channel):
    arrived = ("received", "2026-09-16", {"channel": channel})
    waiting = case(days, arrived, today="2026-09-17")
    assert (waiting.state, waiting.reply_due) == (State.ARRIVED_UNCONFIRMED, None)
    confirmed = case(days, arrived, ("confirmed", "2026-09-18"))
    assert confirmed.reply_due == date(2026, 10, 22)
    rows = explain(confirmed, Notices())
    assert [row.reason for row in rows[:3]] == [
        Reason.UNCONFIRMED,
        Reason.UNCONFIRMED,
        Reason.RECEIPT_DAY,
    ]
