"""Changes reach the index once, and nothing that goes wrong on the way loses any."""

import json
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.urls import reverse
from django.utils.translation import override

from gongkai.search import actions, engine, folders, health, signals, sources, work
from gongkai.search.models import Miss, Standing, Touch
from gongkai.search.rules.entry import Entry
from gongkai.search.rules.query import Query
from gongkai.search.writer import open_current

from .conftest import Shelf, entry


def found(text: str = "") -> list[str]:
    return sorted(hit.key for hit in engine.find(Query(text, per_page=100)).hits)


def drain_all() -> None:
    while actions.drain():
        pass


def heal() -> None:
    with folders.held(folders.WRITER) as mine:
        assert mine
        work.heal()


def test_what_is_published_is_found_and_what_is_withdrawn_is_not(shelf: Shelf) -> None:
    shelf.put(entry("a", text="防汛"), entry("b", text="抗旱"))
    drain_all()
    assert found() == ["a", "b"]
    shelf.remove("a")
    drain_all()
    assert found() == ["b"]
    assert found("防汛") == []


def test_a_change_replaces_the_entry(shelf: Shelf) -> None:
    shelf.put(entry("a", text="防汛"))
    drain_all()
    shelf.put(entry("a", text="抗旱"))
    drain_all()
    assert (found("防汛"), found("抗旱"), found()) == ([], ["a"], ["a"])


def test_an_entry_touched_twice_is_indexed_once(shelf: Shelf) -> None:
    shelf.put(entry("a"))
    actions.rebuild()
    shelf.put(entry("b"))
    shelf.put(entry("b"))
    assert actions.drain() == 2
    assert found() == ["a", "b"]


def test_a_change_rolled_back_leaves_no_trace(shelf: Shelf) -> None:
    with transaction.atomic():
        actions.touch(shelf.name, ["a"])
        transaction.set_rollback(True)
    assert not Touch.objects.exists()


def test_the_outbox_is_empty_afterwards_and_listeners_are_told(shelf: Shelf) -> None:
    actions.rebuild()
    told: list[tuple[str, str]] = []

    def listen(keys: list[tuple[str, str]], **_: object) -> None:
        told.extend(keys)

    signals.indexed.connect(listen)
    try:
        shelf.put(entry("a"), entry("b"))
        drain_all()
    finally:
        signals.indexed.disconnect(listen)
    assert told == [("shelf", "a"), ("shelf", "b")]
    assert not Touch.objects.exists()


def test_a_batch_takes_no_more_than_it_is_told(shelf: Shelf) -> None:
    actions.rebuild()
    shelf.put(*(entry(str(number)) for number in range(5)))
    assert [actions.drain(2), actions.drain(2), actions.drain(2), actions.drain(2)] == [2, 2, 1, 0]
    assert len(found()) == 5


def test_only_the_holder_of_the_lock_writes(shelf: Shelf) -> None:
    actions.rebuild()
    shelf.put(entry("a"))
    with folders.held(folders.WRITER) as mine:
        assert mine
        assert actions.drain() == 0
    assert Touch.objects.count() == 1
    drain_all()
    assert found() == ["a"]


def test_an_entry_that_breaks_its_source_is_left_out_and_the_others_stand(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    load = shelf.load

    def breaking(keys: Sequence[str]) -> Iterator[Entry]:
        if "bad" in keys:
            raise ValueError("unreadable")
        return load(keys)

    monkeypatch.setattr(shelf, "load", breaking)
    shelf.put(entry("a"), entry("bad"), entry("b"))
    drain_all()
    assert found() == ["a", "b"]
    assert "shelf bad cannot be indexed" in caplog.text
    heal()  # and the missing one is no reason to build the index again and again
    assert folders.current() == "g1"


def test_a_row_of_an_unknown_source_does_not_hold_up_the_others(shelf: Shelf) -> None:
    actions.rebuild()
    actions.touch("gone", ["x"])
    shelf.put(entry("a"))
    drain_all()
    assert found() == ["a"]


def test_rebuilding_keeps_what_there_was_and_moves_readers_at_once(shelf: Shelf) -> None:
    shelf.put(*(entry(str(number), text="防汛") for number in range(30)))
    drain_all()
    before = folders.current()
    progress: list[tuple[int, int]] = []
    assert actions.rebuild(lambda done, total: progress.append((done, total))) == 30
    assert folders.current() != before
    assert len(found("防汛")) == 30
    assert (progress[0], progress[-1]) == ((0, 30), (30, 30))


class Restless(Shelf):
    """A shelf on which something changes while it is read for a new index."""

    def __init__(self) -> None:
        super().__init__()
        self.worker_drains = False
        self.happened = False

    def load(self, keys: Sequence[str]) -> Iterator[Entry]:
        loaded = list(super().load(keys))
        if folders.rebuilding() and len(keys) > 1 and not self.happened:
            self.happened = True
            self.put(entry("a", text="抗旱"), entry("new", text="抗旱"))
            self.remove("b")
            if self.worker_drains:
                assert actions.drain() == 3
        return iter(loaded)


@pytest.mark.parametrize("worker_drains", [False, True])
def test_what_changes_during_a_rebuild_is_in_both_indexes(
    index: Path, monkeypatch: pytest.MonkeyPatch, db: None, worker_drains: bool
) -> None:
    restless = Restless()
    monkeypatch.setattr(sources, "_registered", {restless.name: restless})
    restless.happened = True  # quiet while the first index is built
    restless.put(*(entry(key, text="防汛") for key in "abc"))
    drain_all()
    assert found("防汛") == ["a", "b", "c"]
    restless.worker_drains = worker_drains
    restless.happened = False
    actions.rebuild()
    assert restless.happened
    assert found("抗旱") == ["a", "new"]
    assert found() == ["a", "c", "new"]
    assert not Touch.objects.exists()


def test_two_rebuilds_at_once_are_refused(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "REBUILD_WAIT_SECONDS", 0.0)
    actions.rebuild()
    with folders.held(folders.REBUILD), pytest.raises(actions.RebuildingError):
        actions.rebuild()
    assert folders.current() == "g1"


def test_a_rebuild_that_loses_entries_leaves_the_old_index(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf.put(entry("a"))
    drain_all()
    monkeypatch.setattr("gongkai.search.writer.Writer.count", lambda self: 0)
    with pytest.raises(actions.IncompleteIndexError):
        actions.rebuild()
    monkeypatch.undo()
    assert folders.current() == "g1"


def test_a_reader_holds_its_index_while_the_next_takes_over(shelf: Shelf) -> None:
    from gongkai.search import reader

    shelf.put(entry("a", text="防汛"))
    drain_all()
    old = reader.current()
    assert old is not None
    actions.rebuild()
    folders.sweep(keep=[folders.current()])
    assert old.searcher.num_docs == 1
    assert found("防汛") == ["a"]


@pytest.fixture
def three(shelf: Shelf) -> Shelf:
    """Three entries, indexed."""
    shelf.put(*(entry(key, text="防汛") for key in "abc"))
    drain_all()
    return shelf


def spoil_format(folder: Path) -> None:
    (folder / folders.MADE).write_text(json.dumps({"format": 0, "frequent": []}))


def spoil_meta(folder: Path) -> None:
    (folder / "meta.json").write_text("{")


def spoil_pointer(folder: Path) -> None:
    (folder.parent / folders.CURRENT).write_text("g999")


@pytest.mark.parametrize(
    "spoil", [shutil.rmtree, spoil_format, spoil_meta, spoil_pointer], ids=lambda one: one.__name__
)
def test_an_index_that_cannot_be_read_is_built_anew(
    three: Shelf, index: Path, spoil: object
) -> None:
    spoil(index / folders.current())  # type: ignore[operator]
    assert not engine.find(Query()).ready
    heal()
    assert found("防汛") == ["a", "b", "c"]


def test_a_crash_between_index_and_database_heals(three: Shelf) -> None:
    with folders.held(folders.WRITER):
        writer = open_current()
        writer.take("shelf", ["a"])
        writer.commit()  # and here the machine stops
        writer.close()
    assert health.astray()
    heal()
    assert found() == ["a", "b", "c"]
    assert not health.astray()


def test_a_crash_before_the_index_has_a_change_heals(three: Shelf) -> None:
    three.remove("a")
    heal()
    assert found() == ["b", "c"]


def test_a_database_put_back_from_a_copy_gets_its_own_index(three: Shelf) -> None:
    Standing.objects.update(generation="g7")
    del three.entries["a"]
    heal()
    assert found() == ["b", "c"]


def test_an_entry_that_came_without_notice_is_missed_and_brought_in(three: Shelf) -> None:
    three.entries["d"] = entry("d", text="防汛")
    heal()
    assert found("防汛") == ["a", "b", "c", "d"]


def test_a_sound_index_is_left_alone(three: Shelf) -> None:
    heal()
    heal()
    assert folders.current() == "g1"


def test_an_index_that_has_grown_much_is_built_anew(
    three: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health, "GROWN_MIN", 2)
    Standing.objects.update(sampled=0)
    heal()
    assert folders.current() == "g2"
    assert Standing.objects.get().sampled == 3


def test_the_command_builds_the_index_and_says_how_many(
    three: Shelf, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("rebuild_index")
    assert "3" in capsys.readouterr().out
    assert folders.current() == "g2"


def test_the_command_says_when_another_builds(
    three: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "REBUILD_WAIT_SECONDS", 0.0)
    with folders.held(folders.REBUILD), pytest.raises(CommandError, match="另一进程"):
        call_command("rebuild_index")


def test_the_search_command_prints_one_object(
    three: Shelf, capsys: pytest.CaptureFixture[str], settings: object
) -> None:
    call_command("search", "防汛", "--limit", "2", "--json")
    printed = json.loads(capsys.readouterr().out)
    assert set(printed) == {"total", "took_ms", "results"}
    assert (printed["total"], len(printed["results"])) == (3, 2)
    assert set(printed["results"][0]) == {"id", "title", "url", "score"}
    assert printed["results"][0]["url"].endswith("/open/a/")


@pytest.mark.parametrize("words", [["--limit", "0"], ["--limit", "201"], ["--body", "nobody"]])
def test_the_search_command_refuses_what_makes_no_sense(three: Shelf, words: list[str]) -> None:
    with pytest.raises(CommandError):
        call_command("search", "防汛", *words)


def test_the_search_command_brings_the_index_up_to_date_first(
    shelf: Shelf, capsys: pytest.CaptureFixture[str]
) -> None:
    for key in "ab":
        shelf.put(entry(key, text="防汛"))
        call_command("search", "防汛", "--json")
    printed = [json.loads(line)["total"] for line in capsys.readouterr().out.splitlines()]
    assert printed == [1, 2]


@pytest.mark.usefixtures("shelf")
def test_the_search_command_says_that_there_is_no_index() -> None:
    with (
        folders.held(folders.WRITER),  # somebody else has yet to build it
        pytest.raises(CommandError, match="rebuild_index"),
    ):
        call_command("search", "防汛")


@pytest.mark.usefixtures("shelf")
def test_the_search_command_says_that_the_index_is_being_built(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(actions, "REBUILD_WAIT_SECONDS", 0.0)
    with folders.held(folders.REBUILD), pytest.raises(CommandError, match="另一进程"):
        call_command("search", "防汛")


@pytest.mark.usefixtures("db")
def test_a_miss_is_counted_by_day_and_without_the_person() -> None:
    for text in ("  公积金 贷款", "公积金　贷款", "13800001234", "“公积金 贷款"):
        actions.record_miss(text, date(2026, 3, 1))
    actions.record_miss("公积金 贷款", date(2026, 3, 2))
    kept = set(Miss.objects.values_list("query", "on", "count"))
    assert ("公积金 贷款", date(2026, 3, 1), 2) in kept
    assert ("公积金 贷款", date(2026, 3, 2), 1) in kept
    assert not [query for query, _, _ in kept if "138" in query]


@pytest.mark.usefixtures("db")
def test_misses_are_bounded_and_the_oldest_go_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "MISSES_MAX", 3)
    for day in range(1, 7):
        actions.record_miss(f"词语{day}", date(2026, 3, day))
    assert sorted(Miss.objects.values_list("on", flat=True)) == [
        date(2026, 3, day) for day in (4, 5, 6)
    ]


def test_who_indexes_in_another_language_writes_the_same_addresses(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    load = shelf.load

    def addressed(keys: Sequence[str]) -> Iterator[Entry]:
        return (replace(item, url=reverse("portal:home")) for item in load(keys))

    monkeypatch.setattr(shelf, "load", addressed)
    with override("en"):
        shelf.put(entry("a"))
        drain_all()
        assert [hit.url for hit in engine.find(Query()).hits] == ["/"]
        actions.rebuild()
    assert [hit.url for hit in engine.find(Query()).hits] == ["/"]
