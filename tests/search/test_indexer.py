"""The thread that keeps the index up, run as the worker runs it."""

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import OperationalError, connection

from gongkai.search import actions, engine, folders, sources, work
from gongkai.search.models import Touch
from gongkai.search.rules.query import Query

from .conftest import Shelf, entry

PATIENCE_SECONDS = 60  # before a test gives up; nothing is timed


def found(text: str = "") -> list[str]:
    return sorted(hit.key for hit in engine.find(Query(text, per_page=100)).hits)


def until(true: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        if true():
            return True
        time.sleep(0.02)
    return False


@pytest.fixture
def shelf(index: Path, monkeypatch: pytest.MonkeyPatch, transactional_db: None) -> Shelf:
    """An empty shelf whose changes other threads see."""
    made = Shelf()
    monkeypatch.setattr(sources, "_registered", {made.name: made})
    return made


@pytest.fixture
def worker(shelf: Shelf) -> Iterator[threading.Thread]:
    """The indexer in a thread, stopped at the end of the test."""
    stop = threading.Event()
    thread = threading.Thread(target=work.run_indexer, args=[stop])
    thread.start()
    yield thread
    stop.set()
    thread.join(PATIENCE_SECONDS)
    assert not thread.is_alive()


def test_the_worker_builds_the_index_and_brings_changes_in(
    shelf: Shelf, worker: threading.Thread
) -> None:
    shelf.put(entry("a", text="防汛"))
    assert until(lambda: found("防汛") == ["a"])
    shelf.put(entry("b", text="防汛"))
    assert until(lambda: found("防汛") == ["a", "b"])
    shelf.remove("a")
    assert until(lambda: found("防汛") == ["b"])
    assert until(lambda: not Touch.objects.exists())


def test_the_worker_moves_to_an_index_that_another_process_builds(
    shelf: Shelf, worker: threading.Thread
) -> None:
    shelf.put(entry("a", text="防汛"))
    assert until(lambda: found("防汛") == ["a"])
    actions.rebuild()
    assert folders.current() == "g2"
    shelf.put(entry("b", text="防汛"))
    assert until(lambda: found("防汛") == ["a", "b"])


def test_a_second_worker_waits_its_turn(shelf: Shelf) -> None:
    actions.rebuild()
    shelf.put(entry("a"))
    with folders.held(folders.WRITER):
        stop = threading.Event()
        thread = threading.Thread(target=work.run_indexer, args=[stop])
        thread.start()
        time.sleep(0.3)
        assert Touch.objects.exists()
    assert until(lambda: not Touch.objects.exists())
    stop.set()
    thread.join(PATIENCE_SECONDS)
    assert found() == ["a"]


def test_a_locked_database_only_delays(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(work, "TROUBLE_SECONDS", 0.01)
    actions.rebuild()
    drain, refused = actions.drain, []

    def locked(*args: object) -> int:
        if len(refused) < 3 and threading.current_thread() is not threading.main_thread():
            refused.append(1)
            raise OperationalError("database is locked")
        return drain(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(actions, "drain", locked)
    shelf.put(entry("a"))
    stop = threading.Event()
    thread = threading.Thread(target=work.run_indexer, args=[stop])
    thread.start()
    assert until(lambda: found() == ["a"])
    stop.set()
    thread.join(PATIENCE_SECONDS)
    assert len(refused) == 3
    assert "database is locked" in caplog.text
    connection.close()
