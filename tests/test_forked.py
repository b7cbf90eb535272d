"""Helpers forked from a server's worker end with their work, whatever SIGTERM means to it."""

import multiprocessing
import signal
import time
from collections.abc import Iterator
from itertools import count

import pytest

from gongkai.forked import AHEAD, shared


def double(number: int) -> int:
    return number * 2


def slow(number: int) -> int:
    """Do the first at once and hang over the second."""
    time.sleep(60 if number else 0)
    return number


class UnreadableError(ValueError):
    """Can be made of a number only, and is handed over as its text."""

    def __init__(self, number: int) -> None:
        super().__init__(f"{number + 0}")


def unreadable(number: int) -> UnreadableError:
    return UnreadableError(number)


@pytest.fixture
def deaf() -> Iterator[None]:
    """As in the background process: SIGTERM only says that no further job shall begin."""
    before = signal.signal(signal.SIGTERM, lambda *_: None)
    yield
    signal.signal(signal.SIGTERM, before)


def helpers() -> list[int]:
    return [child.pid for child in multiprocessing.active_children() if child.pid]


@pytest.mark.parametrize("together", [1, 5])
def test_all_items_are_done_in_their_order(together: int) -> None:
    done = shared(double, range(100), helpers=2, together=together)
    assert list(done) == [number * 2 for number in range(100)]


@pytest.mark.usefixtures("deaf")
def test_helpers_end_with_their_work_though_their_parent_stays_at_sigterm() -> None:
    before = helpers()
    for _ in range(20):
        assert list(shared(double, range(3), helpers=2)) == [0, 2, 4]
    assert helpers() == before


@pytest.mark.usefixtures("deaf")
def test_who_asks_no_further_ends_the_helpers_in_the_middle_of_their_work() -> None:
    before = helpers()
    begun = shared(slow, count(), helpers=2)
    assert next(begun) == 0
    begun.close()
    assert helpers() == before


def test_what_cannot_be_handed_over_is_an_error_and_no_endless_wait() -> None:
    with pytest.raises(TypeError):
        list(shared(unreadable, range(3), helpers=1))


def test_no_more_items_are_taken_than_the_helpers_can_soon_use() -> None:
    taken = []

    def items() -> Iterator[int]:
        for number in range(1000):
            taken.append(number)
            yield number

    done = shared(double, items(), helpers=2)
    assert next(done) == 0
    time.sleep(0.2)
    assert len(taken) <= AHEAD * 2 + 2
    assert len(list(done)) == 999


def test_an_error_of_a_helper_is_told_and_ends_the_rest() -> None:
    with pytest.raises(TypeError):
        list(shared(double, [1, None, 3], helpers=2))
