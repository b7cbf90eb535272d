"""Which event may follow where: the road of domain knowledge, walked by `clock.reckon`.

受理 → (直接答复) | 派单 → 签收 → (退单) → 办理 → (延期) → 答复 → 回访 → (重办) → 办结.
"""

from collections.abc import Mapping

from gongkai.letters.rules.words import EventType as E
from gongkai.letters.rules.words import State

# To State.MERGED: the state before waits for `unmerged`. Verbs that lead to their own state change
# only who works or by when.
ROAD: Mapping[State, Mapping[E, State]] = {
    State.NEW: {
        E.ACCEPTED: State.ACCEPTED,
        E.REJECTED: State.REJECTED,
        E.ANSWERED_AT_ONCE: State.REPLIED,
        E.MARKED_URGENT: State.NEW,
        E.MERGED: State.MERGED,
    },
    State.ACCEPTED: {
        E.ANSWERED_AT_ONCE: State.REPLIED,
        E.DISPATCHED: State.DISPATCHED,
        E.REJECTED: State.REJECTED,
        E.MARKED_URGENT: State.ACCEPTED,
        E.MERGED: State.MERGED,
    },
    State.DISPATCHED: {
        E.SIGNED: State.IN_HAND,
        E.RETURNED: State.RETURNED,
        E.MARKED_URGENT: State.DISPATCHED,
        E.ESCALATED: State.DISPATCHED,
        E.MERGED: State.MERGED,
    },
    State.RETURNED: {
        E.DISPATCHED: State.DISPATCHED,
        E.ANSWERED_AT_ONCE: State.REPLIED,
        E.REJECTED: State.REJECTED,
        E.MARKED_URGENT: State.RETURNED,
        E.ESCALATED: State.RETURNED,
        E.MERGED: State.MERGED,
    },
    State.IN_HAND: {
        E.CO_HANDLER_ADDED: State.IN_HAND,
        E.LEAD_CHANGED: State.IN_HAND,
        E.EXTENDED: State.IN_HAND,
        E.RETURNED: State.RETURNED,
        E.REPLIED: State.REPLIED,
        E.MARKED_URGENT: State.IN_HAND,
        E.ESCALATED: State.IN_HAND,
        E.MERGED: State.MERGED,
    },
    State.REPLIED: {
        E.CALLED_BACK: State.CALLED_BACK,
        E.RATED: State.REPLIED,
        E.REDO: State.IN_HAND,
        E.ESCALATED: State.REPLIED,
        E.CLOSED: State.CLOSED,
    },
    State.CALLED_BACK: {
        E.RATED: State.CALLED_BACK,
        E.REDO: State.IN_HAND,
        E.ESCALATED: State.CALLED_BACK,
        E.CLOSED: State.CLOSED,
    },
    State.CLOSED: {E.RATED: State.CLOSED, E.REDO: State.IN_HAND},
    State.REJECTED: {},
    State.MERGED: {E.UNMERGED: State.NEW},
}
NEEDS_REASON = frozenset({E.REJECTED, E.RETURNED, E.EXTENDED, E.REDO, E.MERGED, E.MARKED_URGENT})
NEEDS_BODY = frozenset({E.DISPATCHED, E.CO_HANDLER_ADDED, E.LEAD_CHANGED})
