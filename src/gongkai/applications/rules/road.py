"""The road of an application: its states and the verbs that lead out of each (Order 711).

The flow chart shown to citizens is drawn from `ROAD`, and the clock refuses what is not in it, so
the chart and the clock cannot disagree. A state is what a case *is called*; several things may be
open in it at once (a case can be extended and wait for an opinion).
"""

from collections.abc import Mapping
from enum import StrEnum

from gongkai.applications.rules.events import EventType as E


class State(StrEnum):
    """Where an application stands."""

    NOT_RECEIVED = "not_received"
    ARRIVED_UNCONFIRMED = "arrived_unconfirmed"
    RECEIVED = "received"
    AWAIT_CORRECTION = "await_correction"
    CONSULT_THIRD_PARTY = "consult_third_party"
    CONSULT_OTHER_ORGAN = "consult_other_organ"
    AWAIT_REASON = "await_reason"
    EXTENDED = "extended"
    AWAIT_FEE = "await_fee"
    OVERDUE = "overdue"
    REPLIED = "replied"
    ABANDONED = "abandoned"
    FEE_UNPAID = "fee_unpaid"
    WITHDRAWN = "withdrawn"


CLOSED = frozenset({State.REPLIED, State.ABANDONED, State.FEE_UNPAID, State.WITHDRAWN})

# The row of table three that a closing without an answer falls into.
ROW_OF_CLOSING = {
    State.ABANDONED: "other_no_correction",
    State.FEE_UNPAID: "other_fee_unpaid",
    State.WITHDRAWN: "other_other",
}

_END = {E.WITHDRAWN: State.WITHDRAWN, E.REPLIED: State.REPLIED}
_ASK = {
    E.THIRD_PARTY_CONSULTED: State.CONSULT_THIRD_PARTY,
    E.ORGAN_CONSULTED: State.CONSULT_OTHER_ORGAN,
}
_RUNNING = {
    **_ASK,
    **_END,
    E.CORRECTION_REQUESTED: State.AWAIT_CORRECTION,
    E.REASON_REQUESTED: State.AWAIT_REASON,
    E.EXTENDED: State.EXTENDED,
    E.FEE_NOTICED: State.AWAIT_FEE,
}
# Facts about what was asked earlier are taken whatever else is going on.
_BACK = {
    E.THIRD_PARTY_ANSWERED: State.RECEIVED,
    E.ORGAN_ANSWERED: State.RECEIVED,
    E.REASON_GIVEN: State.RECEIVED,
}


def _facts(state: State) -> dict[E, State]:
    """Return the facts about what was asked earlier; that a letter arrived changes no state."""
    return {E.THIRD_PARTY_REACHED: state, E.ORGAN_REACHED: state, **_BACK}


ROAD: Mapping[State, Mapping[E, State]] = {
    State.NOT_RECEIVED: {E.RECEIVED: State.RECEIVED},
    State.ARRIVED_UNCONFIRMED: {E.CONFIRMED: State.RECEIVED, **_END},
    **{
        state: {**_RUNNING, **_facts(state)}
        for state in (
            State.RECEIVED,
            State.CONSULT_THIRD_PARTY,
            State.CONSULT_OTHER_ORGAN,
            State.AWAIT_REASON,
            State.EXTENDED,
        )
    },
    State.AWAIT_CORRECTION: {
        E.CORRECTION_DELIVERED: State.AWAIT_CORRECTION,
        E.CORRECTED: State.RECEIVED,
        **_facts(State.AWAIT_CORRECTION),
        **_END,
    },
    State.AWAIT_FEE: {
        E.FEE_NOTICE_RECEIVED: State.AWAIT_FEE,
        E.FEE_PAID: State.RECEIVED,
        **_facts(State.AWAIT_FEE),
        **_END,
    },
    State.OVERDUE: {**_facts(State.OVERDUE), **_END},
    # A closing notice may still go out; a late correction with good reason reopens (art. 30).
    State.ABANDONED: {E.REPLIED: State.REPLIED, E.CORRECTED: State.RECEIVED},
    State.FEE_UNPAID: {E.REPLIED: State.REPLIED},
    State.REPLIED: {},
    State.WITHDRAWN: {},
}

# Periods that run out by themselves.
EXPIRES: Mapping[State, State] = {
    State.AWAIT_CORRECTION: State.ABANDONED,
    State.AWAIT_FEE: State.FEE_UNPAID,
    State.CONSULT_THIRD_PARTY: State.RECEIVED,
    State.CONSULT_OTHER_ORGAN: State.RECEIVED,
    State.RECEIVED: State.OVERDUE,
    State.AWAIT_REASON: State.OVERDUE,
    State.EXTENDED: State.OVERDUE,
}
