"""Letters that are late, or came back too often, go before a named leader by themselves."""

from datetime import date, datetime, timedelta

from django.db.models import Q

from gongkai.bodies.models import Body, User
from gongkai.commitments.access import leader_above
from gongkai.letters.actions.telling import tell
from gongkai.letters.models import Letter
from gongkai.letters.rules.clock import RefusedError
from gongkai.letters.rules.events import Event
from gongkai.letters.rules.road import ROAD
from gongkai.letters.rules.words import EventType

# Older ones are the past of another system, brought in late: nobody is served by a leader's pile.
LATE_DAYS_MAX = 90
A_ROUND = 200
STATES = [state.value for state, steps in ROAD.items() if EventType.ESCALATED in steps]


def escalate_late(today: date, *, at: datetime) -> int:
    """Put each such letter before a leader, once; return how many were.

    It is the leader whom the letter is addressed to, else the one in charge of the unit, else of
    the nearest body above that has one. Safe to run
    again: a letter that a leader has seen is left alone.
    """
    late = Q(unanswered=True, due_on__lt=today, due_on__gte=today - timedelta(days=LATE_DAYS_MAX))
    rows = Letter.objects.filter(open=True, state__in=STATES)
    rows = rows.filter(late | Q(redos__gt=0) | Q(returns__gt=0)).exclude(
        events__type=EventType.ESCALATED.value
    )
    leaders: dict[int, User | None] = {}
    count = 0
    for letter in list(rows.unread().select_related("leader").order_by("next_on", "number")):
        if letter.body_id not in leaders:
            leaders[letter.body_id] = leader_above(Body.objects.get(pk=letter.body_id), today)
        leader = letter.leader or leaders[letter.body_id]
        if leader is not None:
            count += _escalate(letter, leader, today, at)
        if count >= A_ROUND:
            break
    return count


def _escalate(letter: Letter, leader: User, today: date, at: datetime) -> bool:
    event = Event(type=EventType.ESCALATED, on=today, leader=str(leader.pk))
    try:
        tell(letter, event, by=None, at=at, today=today)
    except RefusedError:
        return False  # not so late and not so often, by the limits that hold for it
    return True
