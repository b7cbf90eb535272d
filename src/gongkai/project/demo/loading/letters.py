"""The sixty letters with their answers, step by step through the public actions of `letters`."""

from datetime import date, datetime, time, timedelta

from django.utils.timezone import get_current_timezone, localdate

from gongkai.bodies.models import Body, User
from gongkai.calendars.access import load_workdays
from gongkai.letters.actions import releasing
from gongkai.letters.actions.receiving import Filing, known, receive
from gongkai.letters.actions.telling import dispatch, tell
from gongkai.letters.models import Letter
from gongkai.letters.rules import masking
from gongkai.letters.rules.events import Event
from gongkai.letters.rules.words import EventType, Satisfied, Solved
from gongkai.project.demo.letters import DemoLetter, letters

INTAKE = "office"
EXTENSION_DAYS = 10
CALLED_AFTER_DAYS = 2
# How far letters without an answer have come, in turn.
UNANSWERED = (
    (),
    (EventType.ACCEPTED,),
    (EventType.ACCEPTED, EventType.DISPATCHED),
    (EventType.ACCEPTED, EventType.DISPATCHED, EventType.SIGNED),
)
SOLVED = {"satisfied": Solved.YES, "partly": Solved.PARTLY, "dissatisfied": Solved.NO}


def load_letters() -> int:
    """Load the letters that are missing; return how many were."""
    today = localdate()
    bodies = {body.code: body for body in Body.objects.all()}
    clerk = User.objects.filter(username="clerk").first()
    made = 0
    for place, row in enumerate(letters(load_workdays())):
        if row.received_on > today or known(row.key) is not None:
            continue
        letter = receive(
            bodies[INTAKE], _filing(row), by=None, at=_noon(row.received_on), today=row.received_on
        )
        _handle(letter, row, bodies[row.body], place, today)
        if row.public and letter.reply and clerk is not None:
            _publish(letter, clerk, today)
        made += 1
    return made


def _filing(row: DemoLetter) -> Filing:
    return Filing(
        submission=row.key,
        channel=row.channel,
        original_number=row.number,
        kind=row.kind,
        title=row.title,
        text=row.text,
        place=row.place,
        received_on=row.received_on,
        writer={"name": row.writer, "phone": row.phone},
        consent=row.public,
    )


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), get_current_timezone())


def _tell(letter: Letter, event: Event, text: str = "") -> None:
    tell(letter, event, by=None, at=_noon(event.on), today=event.on, text=text)


def _handle(letter: Letter, row: DemoLetter, unit: Body, place: int, today: date) -> None:
    """Take the steps that lead to where the letter stands."""
    on = row.received_on
    answered = row.replied_on is not None and row.replied_on <= today
    every = (EventType.ACCEPTED, EventType.DISPATCHED, EventType.SIGNED)
    steps = every if answered else UNANSWERED[place % len(UNANSWERED)]
    if row.urgent:
        _tell(letter, Event(type=EventType.MARKED_URGENT, on=on, reason="涉及人身安全"))
    for kind in steps:
        if kind is EventType.DISPATCHED:
            dispatch(letter, unit, on, by=None, at=_noon(on), today=on)
        else:
            _tell(letter, Event(type=kind, on=on))
    if not answered:
        return
    if row.extended:
        why = "需要现场勘查并多部门会商"
        event = Event(type=EventType.EXTENDED, on=on, days=EXTENSION_DAYS, reason=why)
        _tell(letter, event)
    assert row.replied_on is not None
    _tell(letter, Event(type=EventType.REPLIED, on=row.replied_on), row.reply)
    called = row.replied_on + timedelta(days=CALLED_AFTER_DAYS)
    if row.rating and called <= today:
        satisfied, solved = Satisfied(row.rating), SOLVED[row.rating]
        kind = EventType.CALLED_BACK
        _tell(letter, Event(type=kind, on=called, satisfied=satisfied, solved=solved))
        if satisfied is Satisfied.DISSATISFIED:
            why = "来信人表示问题没有解决"
            _tell(letter, Event(type=EventType.REDO, on=called, reason=why))
        else:
            _tell(letter, Event(type=EventType.CLOSED, on=called))


def _publish(letter: Letter, clerk: User, today: date) -> None:
    texts = [
        masking.hidden(text, masking.proposed(text))
        for text in (letter.title, letter.text, letter.reply)
    ]
    day = min(today, (letter.closed_on or letter.answered_on or today) + timedelta(days=1))
    releasing.release(letter, releasing.Shown(*texts), by=clerk, today=day)
