"""The background worker's turns, without waiting for real time."""

import threading

import pytest

from gongkai.project.background import Duty, Worker, duties


def test_a_duty_is_done_when_it_is_due_and_not_before():
    done = []
    worker = Worker([Duty("count", 10, done.append)], {})
    for now in (0.0, 5.0, 9.9, 10.0, 19.0, 20.5):
        worker.turn(now)
    assert len(done) == 3
    assert done[0].tzinfo is not None


def test_a_duty_that_fails_holds_up_no_other_and_comes_again(caplog):
    done = []

    def failing(now):
        done.append("tried")
        raise ValueError

    worker = Worker(
        [Duty("broken", 1, failing), Duty("sound", 1, lambda now: done.append("ok"))], {}
    )
    worker.turn(0)
    worker.turn(1)
    assert done == ["tried", "ok", "tried", "ok"]
    assert "broken failed" in caplog.text


def test_a_part_that_breaks_stops_the_worker_so_that_it_is_started_anew():
    def broken(stop: threading.Event) -> None:
        raise ValueError

    worker = Worker([], {"broken": broken, "sound": lambda stop: stop.wait(30)})
    with pytest.raises(RuntimeError):
        worker.run()
    assert isinstance(worker.broken, ValueError)


def test_scheduled_publication_is_looked_for_every_second():
    assert ("publish_due", 1) in [(duty.run.__name__, duty.every_seconds) for duty in duties()]
