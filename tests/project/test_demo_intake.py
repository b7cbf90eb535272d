"""The demo's applications and letters: lawful courses, every end met, nobody real in them."""

import re
from collections import Counter
from datetime import date
from functools import cache

import pytest

from gongkai.applications.models import Channel, Delivery, Kind
from gongkai.applications.rules.clock import reckon
from gongkai.applications.rules.days import Days
from gongkai.applications.rules.events import Channel as RuleChannel
from gongkai.applications.rules.events import Event, EventType, Ground
from gongkai.applications.rules.outcomes import OUTCOMES, Need, lacking
from gongkai.calendars.actions import shipped
from gongkai.calendars.rules.workdays import Workdays
from gongkai.project.demo.county import by_code, towns
from gongkai.project.demo.letters import CHANNELS, DemoLetter, letters
from gongkai.project.demo.requests import DemoRequest, requests

TODAY = date(2026, 11, 22)
SHORT_TEXT = 25  # characters; nobody writes to an office in fewer
SAME_MATTER = 4


@cache
def calendar() -> Workdays:
    special = {day.date: day.worked for draft in shipped() for day in draft.days}
    return Workdays(
        years=frozenset(draft.year for draft in shipped()),
        holidays=frozenset(day for day, worked in special.items() if not worked),
        worked=frozenset(day for day, worked in special.items() if worked),
    )


def course(request: DemoRequest) -> list[Event]:
    """Return the request's facts as the statutory clock reads them."""
    arrival = Event(EventType.RECEIVED, request.arrived_on, channel=RuleChannel(request.channel))
    return [
        arrival,
        *(
            Event(
                EventType(event.type),
                event.on,
                days=event.days,
                party=event.party,
                ground=Ground(event.ground),
                outcome=request.outcome if event.type == "replied" else "",
                decided_on=event.on if event.type == "replied" else None,
            )
            for event in request.events
        ),
    ]


def test_there_are_forty_applications_and_every_end_of_table_three_is_met() -> None:
    found = requests(calendar())
    assert len(found) == 40
    assert {request.outcome for request in found if request.outcome} == set(OUTCOMES)
    assert sum(not request.outcome for request in found) == 4


@pytest.mark.parametrize("place", range(40))
def test_the_clock_finds_nothing_unlawful_in_a_course(place: int) -> None:
    request = requests(calendar())[place]
    reckoning = reckon(course(request), Days(calendar()), TODAY)
    assert reckoning.violations == (), request.wanted


def test_every_end_has_the_grounds_it_needs() -> None:
    for request in requests(calendar()):
        if request.outcome:
            given = [Need(name) for name in request.grounds]
            assert lacking(request.outcome, given) == (), request.wanted
            assert all(words.strip() for words in request.grounds.values())
        else:
            assert request.grounds == {}


def test_applications_speak_the_words_of_the_models() -> None:
    for request in requests(calendar()):
        assert request.kind in Kind.values
        assert request.channel in Channel.values
        assert request.delivery in Delivery.values
        assert by_code()[request.body].dissolved_on is None
        assert all(event.on <= TODAY for event in request.events)
        assert [event.on for event in request.events] == sorted(e.on for e in request.events)
    assert len({request.channel for request in requests(calendar())}) == len(Channel.values)


def test_there_are_sixty_letters_through_every_channel_and_of_every_kind() -> None:
    found = letters(calendar())
    assert len(found) == 60
    assert {letter.channel for letter in found} == set(CHANNELS)
    kinds = Counter(letter.kind for letter in found)
    assert set(kinds) == {"consult", "complain", "suggest", "help", "thank"}
    assert len({letter.number for letter in found}) == len(found)
    assert len({letter.body for letter in found}) >= 20


def test_letters_are_answered_by_standing_bodies_about_real_places_of_the_county() -> None:
    places = {town.short for town in towns()}
    for letter in letters(calendar()):
        assert by_code()[letter.body].dissolved_on is None
        assert letter.place in places
        assert len(letter.text) > SHORT_TEXT
        assert (letter.replied_on is None) == (not letter.reply)
        if letter.replied_on:
            assert letter.replied_on >= letter.received_on
            assert letter.replied_on in calendar()
        else:
            assert not letter.rating


def test_answers_and_ratings_are_not_all_of_one_colour() -> None:
    found = letters(calendar())
    assert {letter.rating for letter in found} == {"satisfied", "partly", "dissatisfied", ""}
    assert {letter.public for letter in found} == {True, False}
    assert sum(letter.extended for letter in found) >= 5
    assert len({letter.reply for letter in found if letter.reply}) == sum(
        bool(letter.reply) for letter in found
    )


def test_some_matters_are_written_about_more_than_once() -> None:
    def about(letter: DemoLetter) -> str:
        return letter.title[:3]

    assert max(Counter(map(about, letters(calendar()))).values()) >= SAME_MATTER


def test_nobody_in_letters_or_applications_can_be_reached() -> None:
    numbers = [letter.phone for letter in letters(calendar())]
    numbers += [request.phone for request in requests(calendar())]
    assert all(number.startswith("0000-") for number in numbers)
    assert all(request.email.endswith("@example.com") for request in requests(calendar()))
    texts = [letter.text + letter.reply for letter in letters(calendar())]
    texts += [
        request.wanted + "".join(request.grounds.values()) for request in requests(calendar())
    ]
    for text in texts:
        assert not re.search(r"(?<!\d)1[3-9]\d{9}(?!\d)|(?<!\d)\d{17}[\dX]", text)
