"""What has happened to one application so far, and where that leaves it on a given day.

`steps` writes a course event by event; this module only answers questions about it. Days are
ordinals; None means "not happened" or "not known".
"""

from dataclasses import dataclass, field

from gongkai.applications.rules.days import Days
from gongkai.applications.rules.events import Channel
from gongkai.applications.rules.pauses import Pause, due_after
from gongkai.applications.rules.road import State

ANSWER_DAYS = 20  # art. 33 para. 2, working days
EXTENSION_DAYS_MAX = 20  # art. 33 para. 2, granted once
CORRECTION_NOTICE_DAYS = 7  # art. 30
OPINION_DAYS = 15  # art. 32 (third party) and art. 34 (co-making organ)
PAYMENT_DAYS = 20  # 国办函〔2020〕109号


@dataclass(slots=True)
class Consultation:
    """One party asked for its opinion.

    Attributes:
        state: What the case is called while it is open.
        sent: The day the letter went out.
        counted_from: The day the party got it, or the day it went out where that is not known.
        limit: The last day of the party's time.
        ended: The day the opinion arrived.
        reached: Somebody wrote down when the party got the letter.
    """

    state: State
    party: str
    sent: int
    counted_from: int
    limit: int
    ended: int | None = None
    reached: bool = False

    def open_on(self, day: int | None) -> bool:
        """Say whether the opinion may still come in time at the end of a day."""
        return self.ended is None and (day is None or day <= self.limit)

    def pause(self, day: int | None) -> Pause:
        """Return the days held, as known at the end of a day."""
        if self.ended is not None:
            return Pause(self.sent, min(self.ended, self.limit))
        return Pause(self.sent, None if self.open_on(day) else self.limit)


@dataclass(slots=True)
class Course:
    """The course of one case.

    Attributes:
        days: The calendar.
        start: Day zero of the reply clock; None while it does not run.
        voided: Stretches (after, until, event that voided them) that no longer count.
    """

    days: Days
    correction_days: int
    channel: Channel | None = None
    arrived: int | None = None
    received: int | None = None
    start: int | None = None
    extension: int = 0
    extended_on: int | None = None
    consultations: list[Consultation] = field(default_factory=list)
    correction_asked: int | None = None
    correction_period: int = 0
    correction_delivered: int | None = None
    corrected: int | None = None
    reason_asked: int | None = None
    reason_given: int | None = None
    fee_noticed: int | None = None
    fee_received: int | None = None
    fee_paid: int | None = None
    closed: State | None = None
    closed_on: int | None = None
    outcome: str = ""
    voided: list[tuple[int, int, str]] = field(default_factory=list)

    @property
    def awaits_correction(self) -> bool:
        return self.correction_asked is not None and self.corrected is None

    @property
    def awaits_reason(self) -> bool:
        return self.reason_asked is not None and self.reason_given is None

    @property
    def awaits_fee(self) -> bool:
        return self.fee_noticed is not None and self.fee_paid is None

    @property
    def correction_limit(self) -> int | None:
        """The last day to correct; None while the notice has not reached the applicant."""
        if self.correction_delivered is None:
            return None
        return self.days.nth_after(self.correction_delivered, self.correction_period)

    @property
    def payment_limit(self) -> int | None:
        """The last day to pay; None while the notice has not reached the applicant."""
        if self.fee_received is None:
            return None
        return self.days.nth_after(self.fee_received, PAYMENT_DAYS)

    def asked(
        self, state: State, party: str = "", *, unreached: bool = False
    ) -> Consultation | None:
        """Return the earliest party of a kind that has not answered; named, if a name is given.

        Args:
            state: The kind.
            party: Its name.
            unreached: Only those of whom nobody knows when they got the letter.
        """
        waiting = [
            one
            for one in self.consultations
            if one.state is state and one.ended is None and not (unreached and one.reached)
        ]
        named = [one for one in waiting if one.party == party] if party else waiting
        # A name nobody was asked under may still be the one party asked without a name.
        unnamed = [one for one in waiting if not one.party]
        return next(iter(named or unnamed), None)

    def due(self, day: int | None) -> int | None:
        """Return the last day for the reply, as known at the end of a day.

        None while the clock does not run or an open consultation holds it.
        """
        if self.start is None:
            return None
        count = ANSWER_DAYS + self.extension
        if not self.consultations:
            return self.days.nth_after(self.start, count)
        return due_after(self.start, count, self.days, [c.pause(day) for c in self.consultations])

    def settle(self, day: int | None) -> None:
        """Close a case whose applicant let a period pass before a day."""
        if day is None or self.closed:
            return
        if self.awaits_correction:
            limit, state = self.correction_limit, State.ABANDONED
        elif self.awaits_fee:
            limit, state = self.payment_limit, State.FEE_UNPAID
        else:
            return
        if limit is not None and day > limit:
            self.closed, self.closed_on = state, limit + 1

    def state(self, day: int | None) -> State:
        """Return where the case stands at the end of a day; `settle` has been asked before."""
        if self.closed is not None:
            return self.closed
        if self.arrived is None:
            return State.NOT_RECEIVED
        if self.awaits_correction:
            return State.AWAIT_CORRECTION
        if self.awaits_fee:
            return State.AWAIT_FEE
        if self.start is None:
            return State.ARRIVED_UNCONFIRMED
        return self._running(day)

    def _running(self, day: int | None) -> State:
        due = self.due(day)
        if due is not None and day is not None and day > due:
            return State.OVERDUE
        waiting = {one.state for one in self.consultations if one.open_on(day)}
        for state in (State.CONSULT_THIRD_PARTY, State.CONSULT_OTHER_ORGAN):
            if state in waiting:
                return state
        if self.awaits_reason:
            return State.AWAIT_REASON
        return State.EXTENDED if self.extension else State.RECEIVED
