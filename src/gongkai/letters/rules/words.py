"""The words that a letter's record is written in: states, events, channels, kinds, judgements."""

from enum import StrEnum


class State(StrEnum):
    """Where a letter stands."""

    NEW = "new"
    ACCEPTED = "accepted"
    DISPATCHED = "dispatched"
    RETURNED = "returned"
    IN_HAND = "in_hand"
    REPLIED = "replied"
    CALLED_BACK = "called_back"
    CLOSED = "closed"
    REJECTED = "rejected"
    MERGED = "merged"


ENDED = frozenset({State.CLOSED, State.REJECTED, State.MERGED})
ANSWERED = frozenset({State.REPLIED, State.CALLED_BACK, State.CLOSED})
UNANSWERED = frozenset({State.NEW, State.ACCEPTED, State.DISPATCHED, State.RETURNED, State.IN_HAND})


class EventType(StrEnum):
    """What may happen to a letter (受理, 派单, 签收, 退单, 延期, 答复, 回访, 重办, 办结)."""

    RECEIVED = "received"
    IMPORTED = "imported"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    ANSWERED_AT_ONCE = "answered_at_once"
    DISPATCHED = "dispatched"
    SIGNED = "signed"
    RETURNED = "returned"
    CO_HANDLER_ADDED = "co_handler_added"
    LEAD_CHANGED = "lead_changed"
    EXTENDED = "extended"
    REPLIED = "replied"
    CALLED_BACK = "called_back"
    RATED = "rated"
    REDO = "redo"
    ESCALATED = "escalated"
    MARKED_URGENT = "marked_urgent"
    MERGED = "merged"
    UNMERGED = "unmerged"
    CLOSED = "closed"


class Channel(StrEnum):
    """How a letter came."""

    WEBSITE = "website"
    MAILBOX = "mailbox"
    BOARD = "board"
    LINE = "line"
    HOTLINE = "hotline"
    NATIONAL = "national"
    VISIT = "visit"
    TELEPHONE = "telephone"
    POST = "post"


class Kind(StrEnum):
    """What its writer wants."""

    CONSULT = "consult"
    COMPLAIN = "complain"
    SUGGEST = "suggest"
    HELP = "help"
    THANK = "thank"


class Solved(StrEnum):
    """What the writer said about the matter itself; empty when nobody could be asked."""

    UNKNOWN = ""
    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class Satisfied(StrEnum):
    """What the writer said about how the letter was handled; empty when not said."""

    UNKNOWN = ""
    SATISFIED = "satisfied"
    PARTLY = "partly"
    DISSATISFIED = "dissatisfied"
