"""The codes of the rules in words that a citizen understands.

Rules speak in codes so that they need no language; here each code has one sentence, translated by
gettext. A code without a sentence is an error, and a test goes through all of them.
"""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from gongkai.applications.models import LetterKind
from gongkai.applications.rules.events import Channel, EventError, EventType
from gongkai.applications.rules.explanation import Reason, Row
from gongkai.applications.rules.faults import FEE_NOTICE_109, ORDER_711, Fault, Violation
from gongkai.applications.rules.letters import Kind
from gongkai.applications.rules.limits import LimitKind, LimitStatus
from gongkai.applications.rules.road import State
from gongkai.applications.rules.roll import COLUMNS, Bad

STATES: Mapping[State, object] = {
    State.NOT_RECEIVED: gettext_lazy("Nothing has been received"),
    State.ARRIVED_UNCONFIRMED: gettext_lazy("Arrived, waiting to be confirmed with the applicant"),
    State.RECEIVED: gettext_lazy("Received, being worked on"),
    State.AWAIT_CORRECTION: gettext_lazy("Waiting for the applicant's correction"),
    State.CONSULT_THIRD_PARTY: gettext_lazy("Asking a third party"),
    State.CONSULT_OTHER_ORGAN: gettext_lazy("Asking another organ"),
    State.AWAIT_REASON: gettext_lazy("Waiting for the applicant's reasons"),
    State.EXTENDED: gettext_lazy("Extended"),
    State.AWAIT_FEE: gettext_lazy("Waiting for the processing fee"),
    State.OVERDUE: gettext_lazy("Overdue"),
    State.REPLIED: gettext_lazy("Answered"),
    State.ABANDONED: gettext_lazy("Closed: not corrected in time"),
    State.FEE_UNPAID: gettext_lazy("Closed: fee not paid in time"),
    State.WITHDRAWN: gettext_lazy("Withdrawn"),
}

EVENTS: Mapping[EventType, object] = {
    EventType.RECEIVED: gettext_lazy("Application arrived"),
    EventType.CONFIRMED: gettext_lazy("Confirmed with the applicant"),
    EventType.CORRECTION_REQUESTED: gettext_lazy("Correction asked for"),
    EventType.CORRECTION_DELIVERED: gettext_lazy("Correction notice reached the applicant"),
    EventType.CORRECTED: gettext_lazy("Corrected application arrived"),
    EventType.THIRD_PARTY_CONSULTED: gettext_lazy("Third party asked"),
    EventType.THIRD_PARTY_REACHED: gettext_lazy("Letter reached the third party"),
    EventType.THIRD_PARTY_ANSWERED: gettext_lazy("Third party answered"),
    EventType.ORGAN_CONSULTED: gettext_lazy("Other organ asked"),
    EventType.ORGAN_REACHED: gettext_lazy("Letter reached the other organ"),
    EventType.ORGAN_ANSWERED: gettext_lazy("Other organ answered"),
    EventType.EXTENDED: gettext_lazy("Reply extended"),
    EventType.REASON_REQUESTED: gettext_lazy("Reasons asked for"),
    EventType.REASON_GIVEN: gettext_lazy("Reasons given"),
    EventType.FEE_NOTICED: gettext_lazy("Fee notice sent"),
    EventType.FEE_NOTICE_RECEIVED: gettext_lazy("Fee notice reached the applicant"),
    EventType.FEE_PAID: gettext_lazy("Fee paid"),
    EventType.WITHDRAWN: gettext_lazy("Application withdrawn"),
    EventType.REPLIED: gettext_lazy("Reply sent"),
}

CHANNELS: Mapping[Channel, object] = {
    Channel.IN_PERSON: gettext_lazy("In person"),
    Channel.SIGNED_POST: gettext_lazy("Registered or express post, signed for"),
    Channel.ORDINARY_POST: gettext_lazy("Ordinary post"),
    Channel.FAX: gettext_lazy("Fax"),
    Channel.WEB: gettext_lazy("Website"),
    Channel.EMAIL: gettext_lazy("E-mail"),
}

LIMITS: Mapping[LimitKind, object] = {
    LimitKind.CONTACT: gettext_lazy("Confirm with the applicant"),
    LimitKind.CORRECTION_NOTICE: gettext_lazy("Ask for a correction"),
    LimitKind.CORRECTION: gettext_lazy("Applicant corrects"),
    LimitKind.REPLY: gettext_lazy("Reply"),
    LimitKind.THIRD_PARTY: gettext_lazy("Opinion of the third party"),
    LimitKind.ORGAN: gettext_lazy("Opinion of the other organ"),
    LimitKind.FEE: gettext_lazy("Applicant pays the fee"),
}

# The rows of table three; in Chinese they read as the form prints them.
ENDS: Mapping[str, object] = {
    "granted": pgettext_lazy("outcome", "Granted"),
    "partial": pgettext_lazy("outcome", "Granted in part"),
    "deny_state_secret": pgettext_lazy("outcome", "Refused: state secret"),
    "deny_law_forbidden": pgettext_lazy(
        "outcome", "Refused: forbidden by another law or regulation"
    ),
    "deny_three_safety_one_stability": pgettext_lazy(
        "outcome", "Refused: endangers security or social stability"
    ),
    "deny_third_party": pgettext_lazy("outcome", "Refused: rights of a third party"),
    "deny_internal_affairs": pgettext_lazy("outcome", "Refused: internal affairs"),
    "deny_process_info": pgettext_lazy("outcome", "Refused: deliberation in progress"),
    "deny_enforcement_file": pgettext_lazy("outcome", "Refused: enforcement case file"),
    "deny_admin_query": pgettext_lazy("outcome", "Refused: a registry with its own law"),
    "cannot_not_held": pgettext_lazy("outcome", "Not held by this body"),
    "cannot_needs_creation": pgettext_lazy("outcome", "Would have to be made first"),
    "cannot_unclear_after_correction": pgettext_lazy("outcome", "Still unclear after correction"),
    "noproc_petition": pgettext_lazy("outcome", "Not handled: petition, report or complaint"),
    "noproc_repeat": pgettext_lazy("outcome", "Not handled: asked again"),
    "noproc_publication": pgettext_lazy("outcome", "Not handled: asks for a public publication"),
    "noproc_massive": pgettext_lazy(
        "outcome", "Not handled: very many requests without good reason"
    ),
    "noproc_confirm_reissue": pgettext_lazy("outcome", "Not handled: asks to confirm or reissue"),
    "other_no_correction": pgettext_lazy(
        "outcome", "Ended: not corrected in time without good reason"
    ),
    "other_fee_unpaid": pgettext_lazy("outcome", "Ended: fee not paid in time"),
    "other_other": pgettext_lazy("outcome", "Ended: other"),
}

LIMIT_STATUSES: Mapping[LimitStatus, object] = {
    LimitStatus.WAITING: gettext_lazy("no date yet"),
    LimitStatus.RUNNING: gettext_lazy("running"),
    LimitStatus.MET: gettext_lazy("met"),
    LimitStatus.PASSED: gettext_lazy("passed"),
    LimitStatus.CANCELLED: gettext_lazy("no longer applies"),
}

REASONS: Mapping[Reason, object] = {
    Reason.UNCONFIRMED: gettext_lazy(
        "The application has arrived but has not yet been confirmed with the applicant; time "
        "starts on the day of confirmation."
    ),
    Reason.RECEIPT_DAY: gettext_lazy(
        "The day of receipt is not counted; counting starts the next day."
    ),
    Reason.CORRECTED_DAY: gettext_lazy(
        "The corrected application arrived on this day; a full new period starts the next day."
    ),
    Reason.PAYMENT_DAY: gettext_lazy(
        "The fee was paid on this day; a full new period starts the next day."
    ),
    Reason.CANCELLED_BY_CORRECTION: gettext_lazy(
        "A correction was asked for; the days before it no longer count."
    ),
    Reason.AWAITING_CORRECTION: gettext_lazy("The body is waiting for the corrected application."),
    Reason.CANCELLED_BY_FEE: gettext_lazy(
        "A fee notice was sent; the days before it no longer count."
    ),
    Reason.AWAITING_PAYMENT: gettext_lazy("The body is waiting for the fee."),
    Reason.THIRD_PARTY: gettext_lazy("A third party is being asked for its opinion."),
    Reason.ORGAN: gettext_lazy("Another organ is being asked for its opinion."),
    Reason.HOLIDAY: gettext_lazy("A public holiday."),
    Reason.WEEKEND: gettext_lazy("A weekend that is not worked."),
}

FAULTS: Mapping[Fault, object] = {
    Fault.NOT_RECEIVED: gettext_lazy("Nothing can happen before the application has arrived."),
    Fault.NOT_CONFIRMED: gettext_lazy(
        "The application has not been confirmed with the applicant, so its time has not started."
    ),
    Fault.ALREADY_RECEIVED: gettext_lazy(
        "The day of receipt is settled already and cannot be moved."
    ),
    Fault.CLOSED: gettext_lazy("The case is closed; nothing can follow."),
    Fault.CLOCK_CANCELLED: gettext_lazy(
        "A correction is awaited; until it arrives there is no period to act in."
    ),
    Fault.CLOCK_STOPPED: gettext_lazy(
        "The fee is awaited; until it is paid the clock stands still."
    ),
    Fault.AFTER_DUE: gettext_lazy("The time for the reply is over; only the reply is left to do."),
    Fault.SECOND_CORRECTION: gettext_lazy("A correction may be asked for only once."),
    Fault.CORRECTION_LATE: gettext_lazy(
        "The correction was asked for later than 7 working days after receipt."
    ),
    Fault.NO_CORRECTION_OPEN: gettext_lazy("No correction is being waited for."),
    Fault.CORRECTED_LATE: gettext_lazy(
        "The correction came after its period without a good reason; the application counts as "
        "given up."
    ),
    Fault.NOBODY_ASKED: gettext_lazy("Nobody was asked who could have answered."),
    Fault.EXTENDED_TWICE: gettext_lazy("The reply may be extended only once."),
    Fault.EXTENSION_TOO_LONG: gettext_lazy("An extension is 1 to 20 working days."),
    Fault.NO_VOLUME_GROUND: gettext_lazy(
        "A delayed period for a large volume needs the applicant's reasons first."
    ),
    Fault.REASON_OPEN: gettext_lazy("The applicant has already been asked for reasons."),
    Fault.NO_REASON_OPEN: gettext_lazy("The applicant was not asked for reasons."),
    Fault.SECOND_FEE_NOTICE: gettext_lazy("A fee notice was already sent for this application."),
    Fault.NO_FEE_OPEN: gettext_lazy("No fee is being waited for."),
    Fault.PAID_LATE: gettext_lazy(
        "The fee was not paid within 20 working days; the application counts as given up."
    ),
    Fault.REPLY_LATE: gettext_lazy("The reply was sent after it was due."),
    Fault.DECIDED_AFTER_DISPATCH: gettext_lazy("The reply is dated after the day it was sent."),
    Fault.OPINION_OUTSTANDING: gettext_lazy(
        "The reply was sent while the third party still had time to give its opinion."
    ),
    Fault.OUTCOME_WITHOUT_CORRECTION: gettext_lazy(
        "“Still unclear after correction” needs a correction that was asked for and arrived."
    ),
    Fault.OUTCOME_TOO_EARLY: gettext_lazy(
        "The applicant's period was not over when the case was closed for letting it pass."
    ),
    Fault.OUTCOME_WITHOUT_REASON_REQUEST: gettext_lazy(
        "A request may be left unhandled for its volume only after reasons were asked for."
    ),
}

ERRORS: Mapping[str, object] = {
    "missing": gettext_lazy("the field “%(field)s” is missing"),
    "not_a_date": gettext_lazy("“%(value)s” in “%(field)s” is not a date written like 2026-09-18"),
    "unknown_word": gettext_lazy("“%(value)s” is not a word that “%(field)s” knows"),
    "not_a_whole_number": gettext_lazy("“%(value)s” in “%(field)s” is not a whole number"),
    "not_a_word": gettext_lazy("“%(field)s” must be one line of at most 200 characters"),
    "not_true_or_false": gettext_lazy("“%(field)s” must be true or false"),
    "not_an_object": gettext_lazy("“%(field)s” must hold JSON objects"),
    "not_a_list": gettext_lazy("“%(field)s” must be a list"),
    "not_json": gettext_lazy("this line is not a JSON object"),
    "period_out_of_range": gettext_lazy("“%(field)s” must be 1 to 250 working days"),
    "outside_calendar": gettext_lazy("the year %(value)s cannot be counted"),
}


ROLL: Mapping[str, object] = {
    "unknown_column": gettext_lazy("the column “%(value)s” is not known"),
    "column_twice": gettext_lazy("the column “%(value)s” stands twice"),
    "column_missing": gettext_lazy("the column “%(value)s” is missing"),
    "empty": gettext_lazy("must not be empty"),
    "unknown_value": gettext_lazy("“%(value)s” is not known"),
    "no_date": gettext_lazy("“%(value)s” is not a date"),
    "no_number": gettext_lazy("“%(value)s” is not a whole number"),
    "unknown_body": gettext_lazy("no body has the code “%(value)s”"),
    "outside_calendar": gettext_lazy("the year %(value)s cannot be counted"),
    "future": gettext_lazy("this day has not come yet"),
    "no_text": gettext_lazy("“%(value)s” holds a character that is no text"),
    "too_long": gettext_lazy("“%(value)s” is longer than 40 characters"),
    "text_too_long": gettext_lazy("is longer than %(value)s characters"),
    "not_commas": gettext_lazy("the columns must be parted by commas; save the list as CSV"),
    "number_taken": gettext_lazy("the number “%(value)s” is already taken by another case"),
    "number_twice": gettext_lazy("the number “%(value)s” stands twice"),
    "wrong_width": gettext_lazy("the row has %(value)s cells, not as many as the head"),
}


def roll_text(bad: Bad) -> str:
    """Say what is wrong with a row of an old case list."""
    known = ROLL.get(bad.code)
    words = str(known) if known is not None else str(FAULTS[Fault(bad.code)])
    return _("line %(line)d, %(column)s: %(words)s") % {
        "line": bad.line,
        "column": COLUMNS.get(bad.column, bad.column or "–"),
        "words": words % {"value": bad.value[:60]} if known is not None else words,
    }


def letter_name(kind: Kind) -> str:
    """Name a kind of letter."""
    return str(LetterKind(kind.value).label)


def reason_text(row: Row) -> str:
    """Say why a day was not counted."""
    text = str(REASONS[row.reason])
    if row.reason is Reason.HOLIDAY and row.name:
        text = _("A public holiday: %(name)s.") % {"name": row.name}
    if row.reason is Reason.THIRD_PARTY and row.name:
        text = _("A third party is being asked for its opinion: %(name)s.") % {"name": row.name}
    if row.reason is Reason.ORGAN and row.name:
        text = _("Another organ is being asked for its opinion: %(name)s.") % {"name": row.name}
    if row.provisional:
        text += _(" The holiday notice of this year is not known yet.")
    return text


def source_text(law: str, article: int) -> str:
    """Name a regulation and its article."""
    titles = {
        ORDER_711: _("Regulations on Open Government Information (Order 711)"),
        FEE_NOTICE_109: _("Measures on processing fees (No. 109 of 2020)"),
        "国务院令第146号": _("Rules on working hours (Order 146)"),
    }
    title = titles.get(law, law)
    if not title:
        return _("Holiday notice of the State Council")
    if not article:
        return title
    return _("%(title)s, article %(article)d") % {"title": title, "article": article}


def fault_text(violation: Violation) -> str:
    """Say what the law does not allow, and where it says so."""
    source = source_text(violation.law, violation.article)
    return _("%(fault)s (%(source)s)") % {
        "fault": str(FAULTS[violation.fault]).rstrip(".。"),
        "source": source,
    }


def error_text(error: EventError) -> str:
    """Say what in a fact could not be read."""
    return str(ERRORS[error.code]) % {"field": error.field, "value": str(error.value)[:80]}
