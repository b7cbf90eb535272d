"""Which event may follow where: the road of domain knowledge, walked by `clock.reckon`.

受理 → (直接答复) | 派单 → 签收 → (退单) → 办理 → (延期) → 答复 → 回访 → (重办) → 办结.
"""

from collections.abc import Mapping

from gongkai.letters.rules.words import EventType as E
from gongkai.letters.rules.words import State as S

# To S.MERGED: the state before waits for `unmerged`. Verbs that lead to their own state change
# only who works or by when.
ROAD: Mapping[S, Mapping[E, S]] = {
    S.NEW: {
        E.ACCEPTED: S.ACCEPTED,
        E.REJECTED: S.REJECTED,
        E.ANSWERED_AT_ONCE: S.REPLIED,
        E.MARKED_URGENT: S.NEW,
        E.MERGED: S.MERGED,
    },
    S.ACCEPTED: {
        E.ANSWERED_AT_ONCE: S.REPLIED,
        E.DISPATCHED: S.DISPATCHED,
        E.REJECTED: S.REJECTED,
        E.MARKED_URGENT: S.ACCEPTED,
        E.MERGED: S.MERGED,
    },
    S.DISPATCHED: {
        E.SIGNED: S.IN_HAND,
        E.RETURNED: S.RETURNED,
        E.MARKED_URGENT: S.DISPATCHED,
        E.ESCALATED: S.DISPATCHED,
        E.MERGED: S.MERGED,
    },
    S.RETURNED: {
        E.DISPATCHED: S.DISPATCHED,
        E.ANSWERED_AT_ONCE: S.REPLIED,
        E.REJECTED: S.REJECTED,
        E.MARKED_URGENT: S.RETURNED,
        E.ESCALATED: S.RETURNED,
        E.MERGED: S.MERGED,
    },
    S.IN_HAND: {
        E.CO_HANDLER_ADDED: S.IN_HAND,
        E.LEAD_CHANGED: S.IN_HAND,
        E.EXTENDED: S.IN_HAND,
        E.RETURNED: S.RETURNED,
        E.REPLIED: S.REPLIED,
        E.MARKED_URGENT: S.IN_HAND,
        E.ESCALATED: S.IN_HAND,
        E.MERGED: S.MERGED,
    },
    S.REPLIED: {
        E.CALLED_BACK: S.CALLED_BACK,
        E.RATED: S.REPLIED,
        E.REDO: S.IN_HAND,
        E.ESCALATED: S.REPLIED,
        E.CLOSED: S.CLOSED,
    },
    S.CALLED_BACK: {
        E.RATED: S.CALLED_BACK,
        E.REDO: S.IN_HAND,
        E.ESCALATED: S.CALLED_BACK,
        E.CLOSED: S.CLOSED,
    },
    S.CLOSED: {E.RATED: S.CLOSED, E.REDO: S.IN_HAND},
    S.REJECTED: {},
    S.MERGED: {E.UNMERGED: S.NEW},
}
NEEDS_REASON = frozenset({E.REJECTED, E.RETURNED, E.EXTENDED, E.REDO, E.MERGED, E.MARKED_URGENT})
NEEDS_BODY = frozenset({E.DISPATCHED, E.CO_HANDLER_ADDED, E.LEAD_CHANGED})
