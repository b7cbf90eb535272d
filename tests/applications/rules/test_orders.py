"""What the law allows to follow what: each refusal and each flag, with its article."""

from datetime import date
from typing import Any

import pytest

from gongkai.applications.rules.clock import Reckoning, reckon
from gongkai.applications.rules.events import event_from
from gongkai.applications.rules.faults import FEE_NOTICE_109, ORDER_711
from gongkai.applications.rules.road import State

from ..calendar import DAYS

IN_PERSON = "received 2026-03-02 channel=in_person"  # correction by 11 March, reply by 30 March
BY_WEB = "received 2026-03-02 channel=web"


def fact(line: str) -> dict[str, Any]:
    kind, on, *fields = line.split()
    found: dict[str, Any] = {"type": kind, "on": on}
    for part in fields:
        name, value = part.split("=")
        found[name] = {"true": True}.get(value, int(value) if value.isdigit() else value)
    return found


def case(*lines: str, today: str = "") -> Reckoning:
    events = [event_from(fact(line)) for line in lines]
    return reckon(events, DAYS, date.fromisoformat(today) if today else None)


REFUSED = [
    ("not_received", 31, ["confirmed 2026-03-02"]),
    ("not_received", 31, ["extended 2026-03-02 days=5"]),
    ("not_confirmed", 31, [BY_WEB, "extended 2026-03-03 days=5"]),
    ("not_confirmed", 31, [BY_WEB, "correction_requested 2026-03-03"]),
    ("not_confirmed", 31, [BY_WEB, "third_party_consulted 2026-03-03"]),
    ("already_received", 31, [IN_PERSON, IN_PERSON]),
    ("already_received", 31, [IN_PERSON, "confirmed 2026-03-09"]),
    ("already_received", 31, [BY_WEB, "confirmed 2026-03-03", "confirmed 2026-03-09"]),
    (
        "second_correction",
        30,
        [
            IN_PERSON,
            "correction_requested 2026-03-03",
            "corrected 2026-03-05",
            "correction_requested 2026-03-06",
        ],
    ),
    (
        "second_correction",
        30,
        [IN_PERSON, "correction_requested 2026-03-03", "correction_requested 2026-03-04"],
    ),
    ("after_due", 30, [IN_PERSON, "correction_requested 2026-03-31"]),
    ("no_correction_open", 30, [IN_PERSON, "corrected 2026-03-04"]),
    ("no_correction_open", 30, [IN_PERSON, "correction_delivered 2026-03-04"]),
    (
        "corrected_late",
        30,
        [
            IN_PERSON,
            "correction_requested 2026-03-03 days=5",
            "correction_delivered 2026-03-04",
            "corrected 2026-03-12",
        ],
    ),
    (
        "clock_cancelled",
        30,
        [IN_PERSON, "correction_requested 2026-03-03", "extended 2026-03-04 days=5"],
    ),
    (
        "clock_cancelled",
        30,
        [IN_PERSON, "correction_requested 2026-03-03", "third_party_consulted 2026-03-04"],
    ),
    ("nobody_asked", 32, [IN_PERSON, "third_party_answered 2026-03-04"]),
    ("nobody_asked", 33, [IN_PERSON, "organ_answered 2026-03-04"]),
    (
        "nobody_asked",
        33,
        [IN_PERSON, "third_party_consulted 2026-03-03", "organ_answered 2026-03-04"],
    ),
    ("after_due", 32, [IN_PERSON, "third_party_consulted 2026-03-31"]),
    ("after_due", 33, [IN_PERSON, "extended 2026-03-31 days=20"]),
    ("extended_twice", 33, [IN_PERSON, "extended 2026-03-09 days=5", "extended 2026-03-10 days=5"]),
    ("extension_too_long", 33, [IN_PERSON, "extended 2026-03-09 days=21"]),
    ("extension_too_long", 33, [IN_PERSON, "extended 2026-03-09 days=0"]),
    ("no_volume_ground", 35, [IN_PERSON, "extended 2026-03-09 days=30 ground=volume"]),
    ("no_reason_open", 35, [IN_PERSON, "reason_given 2026-03-09"]),
    ("reason_open", 35, [IN_PERSON, "reason_requested 2026-03-09", "reason_requested 2026-03-10"]),
    ("closed", 30, [IN_PERSON, "replied 2026-03-09", "correction_requested 2026-03-10"]),
    ("closed", 33, [IN_PERSON, "replied 2026-03-09", "extended 2026-03-10 days=5"]),
    ("closed", 33, [IN_PERSON, "replied 2026-03-09", "withdrawn 2026-03-10"]),
    ("closed", 33, [IN_PERSON, "withdrawn 2026-03-09", "replied 2026-03-10"]),
    ("closed", 33, [IN_PERSON, "replied 2026-03-09", "replied 2026-03-10"]),
]

FEES = [
    ("after_due", [IN_PERSON, "fee_noticed 2026-03-31"]),
    ("no_fee_open", [IN_PERSON, "fee_paid 2026-03-10"]),
    ("no_fee_open", [IN_PERSON, "fee_notice_received 2026-03-10"]),
    ("clock_stopped", [IN_PERSON, "fee_noticed 2026-03-05", "extended 2026-03-06 days=5"]),
    (
        "second_fee_notice",
        [IN_PERSON, "fee_noticed 2026-03-05", "fee_paid 2026-03-06", "fee_noticed 2026-03-09"],
    ),
    (
        "paid_late",
        [
            IN_PERSON,
            "fee_noticed 2026-03-05",
            "fee_notice_received 2026-03-06",
            "fee_paid 2026-04-07",
        ],
    ),
]


@pytest.mark.parametrize(("code", "article", "lines"), REFUSED)
def test_an_event_out_of_order_is_refused_and_changes_nothing(code, article, lines):
    found = case(*lines)
    (violation,) = found.violations
    assert (violation.fault, violation.law, violation.article) == (code, ORDER_711, article)
    assert violation.refused
    assert violation.event == len(lines) - 1
    until = lines[-1].split()[1]
    before = case(*lines[:-1], today=until)
    assert (found.state, found.due, found.outcome) == (before.state, before.due, before.outcome)


@pytest.mark.parametrize(("code", "lines"), FEES)
def test_a_fee_out_of_order_is_refused_by_the_fee_measures(code, lines):
    (violation,) = case(*lines).violations
    assert (violation.fault, violation.law) == (code, FEE_NOTICE_109)
    assert violation.refused


FLAGGED = [
    ("correction_late", 30, [IN_PERSON, "correction_requested 2026-03-12"]),
    ("reply_late", 33, [IN_PERSON, "replied 2026-03-31"]),
    (
        "reply_late",
        33,
        [IN_PERSON, "replied 2026-03-30 decided_on=2026-03-30 dispatched_on=2026-04-01"],
    ),
    (
        "decided_after_dispatch",
        33,
        [IN_PERSON, "replied 2026-03-10 decided_on=2026-03-12 dispatched_on=2026-03-10"],
    ),
    (
        "opinion_outstanding",
        32,
        [IN_PERSON, "third_party_consulted 2026-03-05", "replied 2026-03-10"],
    ),
    (
        "outcome_without_correction",
        30,
        [IN_PERSON, "replied 2026-03-10 outcome=cannot_unclear_after_correction"],
    ),
    ("outcome_too_early", 30, [IN_PERSON, "replied 2026-03-10 outcome=other_no_correction"]),
    (
        "outcome_without_reason_request",
        35,
        [IN_PERSON, "replied 2026-03-10 outcome=noproc_massive"],
    ),
]


@pytest.mark.parametrize(("code", "article", "lines"), FLAGGED)
def test_an_unlawful_act_that_happened_counts_and_is_flagged(code, article, lines):
    found = case(*lines)
    (violation,) = found.violations
    assert (violation.fault, violation.article, violation.refused) == (code, article, False)
    assert found.state in {State.AWAIT_CORRECTION, State.REPLIED}


ALLOWED = [
    ("extended", [IN_PERSON, "extended 2026-03-30 days=20"]),  # on the due date itself
    ("await_correction", [IN_PERSON, "correction_requested 2026-03-11"]),  # the seventh day
    ("replied", [IN_PERSON, "replied 2026-03-30"]),
    ("replied", [IN_PERSON, "replied 2026-04-09 decided_on=2026-03-20 dispatched_on=2026-03-30"]),
    ("withdrawn", [BY_WEB, "withdrawn 2026-03-05"]),
    ("await_reason", [IN_PERSON, "reason_requested 2026-03-05"]),
    ("received", [IN_PERSON, "reason_requested 2026-03-05", "reason_given 2026-03-06"]),
    (
        "extended",
        [
            IN_PERSON,
            "reason_requested 2026-03-05",
            "reason_given 2026-03-06",
            "extended 2026-03-09 days=40 ground=volume",
        ],
    ),
    (
        "received",
        [
            IN_PERSON,
            "correction_requested 2026-03-03 days=5",
            "correction_delivered 2026-03-04",
            "corrected 2026-03-12 justified=true",
        ],
    ),
    (
        "extended",
        [
            IN_PERSON,
            "organ_consulted 2026-03-05",
            "organ_answered 2026-03-06",
            "extended 2026-03-09 days=1",
        ],
    ),
]


@pytest.mark.parametrize(("state", "lines"), ALLOWED)
def test_what_the_law_allows_passes_without_a_word(state, lines):
    found = case(*lines)
    assert (found.state, found.violations) == (state, ())


def test_time_alone_closes_an_application_that_is_not_corrected():
    lines = [IN_PERSON, "correction_requested 2026-03-03 days=5", "correction_delivered 2026-03-04"]
    assert case(*lines, today="2026-03-11").state is State.AWAIT_CORRECTION
    gone = case(*lines, today="2026-03-12")
    assert (gone.state, gone.outcome) == (State.ABANDONED, "other_no_correction")
    closing = case(*lines, "replied 2026-03-20 outcome=other_no_correction")
    assert (closing.state, closing.violations) == (State.ABANDONED, ())


def test_a_refused_event_of_a_later_day_does_not_make_time_pass():
    lines = [IN_PERSON, "fee_noticed 2026-03-03", "fee_notice_received 2026-03-04"]
    refused = case(*lines, "confirmed 2026-06-01", today="2026-03-05")
    assert (refused.state, refused.closed_on) == (State.AWAIT_FEE, None)
    assert case(*lines, "confirmed 2026-06-01").state is State.FEE_UNPAID


def test_an_undelivered_correction_notice_does_not_run_against_the_applicant():
    lines = [IN_PERSON, "correction_requested 2026-03-03 days=5"]
    assert case(*lines, today="2027-03-03").state is State.AWAIT_CORRECTION


def test_an_unanswered_application_is_overdue_the_day_after():
    assert case(IN_PERSON, today="2026-03-30").state is State.RECEIVED
    late = case(IN_PERSON, today="2026-03-31")
    assert (late.state, late.reply_due) == (State.OVERDUE, date(2026, 3, 30))


def test_several_third_parties_hold_the_clock_until_the_last_has_answered():
    asked = [
        IN_PERSON,
        "third_party_consulted 2026-03-05 party=甲",
        "third_party_consulted 2026-03-09 party=乙",
        "third_party_answered 2026-03-11 party=乙",
    ]
    assert case(*asked).reply_due is None
    found = case(*asked, "third_party_answered 2026-03-13 party=甲")
    # 6 to 13 March are six working days, held once although two letters were out.
    assert found.reply_due == date(2026, 4, 8)
    assert case(IN_PERSON).reply_due == date(2026, 3, 30)


def test_events_entered_late_are_taken_in_the_order_of_their_days():
    lines = ["corrected 2026-03-05", IN_PERSON, "correction_requested 2026-03-03"]
    assert (
        case(*lines).reply_due == case(*sorted(lines, key=lambda line: line.split()[1])).reply_due
    )
    assert not case(*lines).violations


def test_a_fee_forgets_the_extension_and_grants_no_second_one():
    lines = [
        IN_PERSON,
        "extended 2026-03-09 days=20",
        "fee_noticed 2026-03-20",
        "fee_paid 2026-03-23",
    ]
    assert case(*lines).reply_due == case("received 2026-03-23 channel=in_person").reply_due
    (again,) = case(*lines, "extended 2026-03-24 days=5").violations
    assert again.fault == "extended_twice"


def test_the_desk_is_shown_only_what_the_law_allows_next():
    found = case(IN_PERSON, "correction_requested 2026-03-03")
    assert set(found.next_steps(date(2026, 3, 4))) == {
        "correction_delivered",
        "corrected",
        "replied",
        "withdrawn",
    }


ASKED = "third_party_consulted 2026-09-24"


@pytest.mark.parametrize(
    ("lines", "limit", "due"),
    [
        # Worked example 3: sent on 24 September, there on the 28th, answered on 14 October.
        (
            ["third_party_reached 2026-09-28", "third_party_answered 2026-10-14"],
            "2026-10-23",
            "2026-11-04",
        ),
        # Silent: the days after dispatch up to 23 October are out, 16 working days in all.
        (["third_party_reached 2026-09-28"], "2026-10-23", "2026-11-13"),
        # Nobody knows when it arrived: 15 working days from dispatch, up to 21 October.
        ([], "2026-10-22", "2026-11-12"),
        # It arrived when its time from dispatch was over: the time runs from the arrival.
        (["third_party_reached 2026-10-26"], "2026-11-16", "2026-12-07"),
    ],
)
def test_the_third_partys_time_runs_from_the_day_it_got_the_letter(lines, limit, due):
    found = case("received 2026-09-18 channel=in_person", ASKED, *lines, today="2026-11-17")
    (asked,) = [one for one in found.limits() if one.kind.value == "third_party"]
    assert date.fromordinal(asked.due).isoformat() == limit
    assert (found.reply_due.isoformat(), found.violations) == (due, ())


def test_a_letter_arrives_once_and_only_at_somebody_asked():
    here = "received 2026-09-18 channel=in_person"
    twice = case(here, ASKED, "third_party_reached 2026-09-28", "third_party_reached 2026-09-29")
    assert [one.fault.value for one in twice.violations] == ["nobody_asked"]
    other = case(here, ASKED, "organ_reached 2026-09-28")
    assert [one.fault.value for one in other.violations] == ["nobody_asked"]
    two = case(
        here,
        ASKED + " party=A",
        ASKED + " party=B",
        "third_party_reached 2026-09-29 party=B",
        "third_party_reached 2026-09-28",
    )
    days = {one.party: date.fromordinal(one.from_on).isoformat() for one in two.limits()[1:3]}
    assert (days, two.violations) == ({"A": "2026-09-28", "B": "2026-09-29"}, ())
