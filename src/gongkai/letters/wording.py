"""The codes of the rules in words; a code without a sentence is an error, a test tries them all."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gongkai.letters.rules.clock import Fault
from gongkai.letters.rules.explanation import Reason
from gongkai.letters.rules.numbers import Left, Measure, Twin
from gongkai.letters.rules.words import EventType, Satisfied, Solved, State

STATES: Mapping[str, object] = {
    State.NEW: pgettext_lazy("letter state", "Received, waiting to be accepted"),
    State.ACCEPTED: pgettext_lazy("letter state", "Accepted, waiting to be dispatched"),
    State.DISPATCHED: pgettext_lazy("letter state", "Dispatched, waiting for the unit to sign"),
    State.RETURNED: pgettext_lazy(
        "letter state", "Returned by the unit, waiting to be dispatched again"
    ),
    State.IN_HAND: pgettext_lazy("letter state", "Being handled"),
    State.REPLIED: pgettext_lazy("letter state", "Answered"),
    State.CALLED_BACK: pgettext_lazy("letter state", "Called back"),
    State.CLOSED: pgettext_lazy("letter state", "Closed"),
    State.REJECTED: pgettext_lazy("letter state", "Not accepted"),
    State.MERGED: pgettext_lazy("letter state", "Handled together with another letter"),
}

EVENTS: Mapping[str, object] = {
    EventType.RECEIVED: pgettext_lazy("letter step", "Received"),
    EventType.IMPORTED: pgettext_lazy("letter step", "Taken over from another system"),
    EventType.ACCEPTED: pgettext_lazy("letter step", "Accept"),
    EventType.REJECTED: pgettext_lazy("letter step", "Do not accept"),
    EventType.ANSWERED_AT_ONCE: pgettext_lazy("letter step", "Answer at once"),
    EventType.DISPATCHED: pgettext_lazy("letter step", "Dispatch"),
    EventType.SIGNED: pgettext_lazy("letter step", "Sign for"),
    EventType.RETURNED: pgettext_lazy("letter step", "Return"),
    EventType.CO_HANDLER_ADDED: pgettext_lazy("letter step", "Add a co-handler"),
    EventType.LEAD_CHANGED: pgettext_lazy("letter step", "Change the lead"),
    EventType.EXTENDED: pgettext_lazy("letter step", "Extend"),
    EventType.REPLIED: pgettext_lazy("letter step", "Reply"),
    EventType.CALLED_BACK: pgettext_lazy("letter step", "Call back"),
    EventType.RATED: pgettext_lazy("letter step", "Rated by the writer"),
    EventType.REDO: pgettext_lazy("letter step", "Order to redo"),
    EventType.ESCALATED: pgettext_lazy("letter step", "Put before a leader"),
    EventType.MARKED_URGENT: pgettext_lazy("letter step", "Mark as dangerous to life or safety"),
    EventType.MERGED: pgettext_lazy("letter step", "Merge with another letter"),
    EventType.UNMERGED: pgettext_lazy("letter step", "Take apart again"),
    EventType.CLOSED: pgettext_lazy("letter step", "Close"),
}

SOLVED: Mapping[str, object] = {
    Solved.UNKNOWN: _("Not said"),
    Solved.YES: _("Solved"),
    Solved.PARTLY: _("Partly solved"),
    Solved.NO: _("Not solved"),
}

SATISFIED: Mapping[str, object] = {
    Satisfied.UNKNOWN: _("Not said"),
    Satisfied.SATISFIED: _("Satisfied"),
    Satisfied.PARTLY: _("Fairly satisfied"),
    Satisfied.DISSATISFIED: _("Dissatisfied"),
}

FAULTS: Mapping[Fault, object] = {
    Fault.NOT_RECEIVED: _("Nothing can happen before the letter is received."),
    Fault.ALREADY_RECEIVED: _("The letter is received already."),
    Fault.NOT_NOW: _(
        "This step is not possible where the letter stands now. Somebody else may have "
        "been quicker; look at the timeline."
    ),
    Fault.BEFORE_THE_LAST: _(
        "This day lies before the last step. Enter the day on which it happened."
    ),
    Fault.NO_REASON: _("Say why."),
    Fault.NO_BODY: _("Choose the unit."),
    Fault.RETURNED_LATE: _(
        "The time to return it is over, or the unit has answered it already: the letter is its own."
    ),
    Fault.EXTENDED_TWICE: _("A reply is extended only once."),
    Fault.EXTENDED_TOO_LONG: _("The extension is longer than the limits of this body allow."),
    Fault.EXTENDED_AFTER_DUE: _(
        "The reply was due before this day; it cannot be extended any more."
    ),
    Fault.ALREADY_BESIDE: _("This unit works on the letter already."),
    Fault.LEAD_IS_NOT_BESIDE: _("The lead can pass only to a co-handler."),
    Fault.RATED_TWICE: _("This answer has been rated already. Thank you."),
    Fault.NOTHING_RATED: _("Choose how satisfied you are."),
    Fault.NOT_YET_FOR_A_LEADER: _(
        "Neither enough redos or returns, nor danger, nor a late reply: there is no "
        "ground to put it before a leader."
    ),
    Fault.NO_LEADER: _("Choose the leader."),
}

REASONS: Mapping[Reason, object] = {
    Reason.START: _("The day itself is not counted."),
    Reason.COUNTED: _("Working day"),
    Reason.WORKED_WEEKEND: _("A weekend worked in exchange for a holiday"),
    Reason.WEEKEND: _("Weekend"),
    Reason.HOLIDAY: _("Public holiday"),
}

MEASURES: Mapping[str, object] = {
    Measure.RECEIVED: pgettext_lazy("letter", "Received"),
    Measure.IN_TIME: _("Answered in time"),
    Measure.COMPLETED: _("Completed"),
    Measure.SOLVED: _("Solved"),
    Measure.SATISFIED: _("Satisfied"),
    Twin.MEDIAN_DAYS: _("Median days to the first reply"),
    Twin.OVER_LIMIT: _("Over the limit"),
    Twin.REOPENED: _("Ordered to be redone"),
    Twin.NOT_SOLVED: _("Not or only partly solved"),
    Twin.DISSATISFIED: _("Dissatisfied"),
}

DEFINITIONS: Mapping[str, object] = {
    Measure.RECEIVED: _("All letters of every channel received in the period."),
    Measure.IN_TIME: _(
        "First replies on or before their day, of all letters that are answered or whose "
        "day is past."
    ),
    Measure.COMPLETED: _("Closed letters, of all letters that were accepted."),
    Measure.SOLVED: _(
        "Writers who said that the matter is solved, of all writers who said whether it is."
    ),
    Measure.SATISFIED: _(
        "Writers who said that they are satisfied, of all writers who said how satisfied "
        "they are. “Fairly satisfied” is not counted as satisfied."
    ),
    Twin.MEDIAN_DAYS: _(
        "Half of all first replies took at most so many calendar days from receipt."
    ),
    Twin.OVER_LIMIT: _(
        "First replies after their day and letters without a reply whose day is past, of "
        "the same letters."
    ),
    Twin.REOPENED: _("Letters ordered to be done again at least once, of all answered letters."),
    Twin.NOT_SOLVED: _(
        "Writers who said that the matter is not or only partly solved, of the same writers."
    ),
    Twin.DISSATISFIED: _("Writers who said that they are dissatisfied, of the same writers."),
}

LEFT_OUT: Mapping[str, object] = {
    Left.REJECTED: _("not accepted"),
    Left.MERGED: _("handled together with another letter"),
    Left.NOT_DUE: _("not yet due"),
    Left.NOT_ANSWERED: _("not yet answered"),
    Left.NOT_SAID: _("the writer said nothing"),
}


def fault_text(fault: Fault) -> str:
    """Say why a step is refused and what to do."""
    return str(FAULTS[fault])
