"""What is planted behind the log's back is named, and nothing else."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.db import connection

from gongkai.ledger import snapshots
from gongkai.ledger.audit import audit
from gongkai.ledger.models import Event
from gongkai.ledger.rules.findings import Fault
from gongkai.ledger.rules.leaf import Kind
from gongkai.ledger.rules.manifest import File
from gongkai.ledger.store import manifest_path


@pytest.fixture
def standing(site):
    """A site with a past: published, revised, withdrawn, restored, imported, listed."""
    site.log(site.proposal("old", Kind.IMPORT, claimed_on=date(2019, 5, 1)))
    site.publish("a", "b", "c", "d")
    site.later(hours=1)
    site.log(site.proposal("a", Kind.REVISE, 2))
    site.log(site.proposal("b", Kind.WITHDRAW))
    site.log(site.proposal("c", Kind.WITHDRAW))
    site.log(site.proposal("c", Kind.RESTORE))
    snapshots.take_from_sources(site.now)
    site.later(hours=1)
    site.publish("e")
    return site


def found():
    return sorted((one.fault.value, one.doc) for one in audit().findings)


def sql(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        assert cursor.rowcount == 1


def show(site, doc, **changes):
    site.shown[doc] = replace(site.shown[doc], **changes)


def flip(path, at=3):
    content = bytearray(path.read_bytes())
    content[at] ^= 1
    path.write_bytes(content)


def test_an_untouched_site_is_clean(standing):
    report = audit()
    assert report.clean
    assert (report.size, report.documents, report.files) == (11, 5, 5)


def test_a_document_inserted_without_a_leaf_is_named(standing):
    standing.shown["ghost"] = replace(standing.shown["a"], doc="ghost")
    assert found() == [("inserted", "ghost")]


def test_a_withdrawn_document_shown_again_is_named(standing):
    standing.shown["b"] = replace(standing.shown["a"], doc="b")
    assert found() == [("inserted", "b")]


def test_a_document_removed_without_a_leaf_is_named(standing):
    del standing.shown["d"]
    assert found() == [("removed", "d")]


def test_a_document_shown_with_another_manifest_is_named(standing):
    show(standing, "a", manifest_digest=standing.shown["d"].manifest_digest)
    assert found() == [("altered", "a")]


def test_an_old_revision_shown_again_is_named(standing):
    show(standing, "a", rev=1)
    assert found() == [("altered", "a")]


@pytest.mark.parametrize(
    "files",
    [
        [],
        [File.of("page.html", b"other")],
        [File.of("page.html", b"d/1"), File.of("more.html", b"x")],
        [File.of("other.html", b"d/1")],
    ],
)
def test_a_document_served_with_other_files_is_named(standing, files):
    show(standing, "d", files=lambda: files)
    assert found() == [("altered", "d")]


def test_a_date_earlier_than_the_log_allows_is_named(standing):
    show(standing, "e", shown_on=standing.today - timedelta(days=30))
    assert found() == [("backdated", "e")]


def test_an_import_must_be_shown_as_entered_later_and_nothing_else_may(standing):
    show(standing, "old", backfilled=False)
    show(standing, "d", backfilled=True)
    assert found() == [("unmarked", "d"), ("unmarked", "old")]


def test_an_event_changed_by_sql_is_named(standing):
    sql("UPDATE ledger_event SET claimed_on = '2020-01-01' WHERE doc = 'd'")
    sql("UPDATE ledger_event SET kind = 'nonsense' WHERE doc = 'e'")
    assert found() == [("event", "d"), ("event", "e")]


def test_an_event_deleted_by_sql_is_named(standing):
    sql("DELETE FROM ledger_event WHERE doc = 'd'")
    assert found() == [("event", "d")]


def test_an_event_inserted_by_sql_as_if_logged_is_named(standing):
    sql(
        "INSERT INTO ledger_event (kind, doc, rev, step, manifest, reason, role, facts, "
        'proposed_at, stamped_at, logged_at, claimed_on, "index") '
        "SELECT kind, 'ghost', rev, 0, manifest, reason, role, facts, proposed_at, stamped_at, "
        "logged_at, claimed_on, 99 FROM ledger_event WHERE doc = 'd'"
    )
    assert found() == [("event", "ghost")]


def test_a_byte_flipped_in_a_manifest_is_named(standing):
    digest = Event.objects.get(doc="d").manifest
    flip(standing.store.folder / manifest_path(digest), 20)
    assert found() == [("manifest", "d")]
    standing.store.erase_manifest(digest)
    assert found() == [("manifest", "d")]


@pytest.mark.parametrize("path", ["tile/0/000.p/11", "tile/entries/000.p/11", "checkpoint"])
def test_a_byte_flipped_in_the_log_is_named(standing, path):
    target = standing.store.folder / path
    flip(target, target.stat().st_size - 5)
    assert {fault for fault, _doc in found()} & {"log", "leaf"}


@pytest.mark.parametrize("path", ["tile/0/000.p/11", "tile/entries/000.p/11", "checkpoint"])
def test_a_file_missing_from_the_log_is_named(standing, path):
    (standing.store.folder / path).unlink()
    assert ("log", "") in found()


@pytest.mark.parametrize("path", ["tile/0/000.p/6", "tile/entries/000.p/6"])
def test_a_byte_flipped_in_a_tile_of_an_earlier_checkpoint_is_named(standing, path):
    flip(standing.store.folder / path)
    assert [one.detail for one in audit().findings] == [f"{path} is altered"]


def test_a_daily_list_that_differs_from_the_log_names_the_document(standing):
    standing.later(days=1)
    hidden = standing.shown.pop("d")
    snapshots.take_from_sources(standing.now)
    standing.shown["d"] = hidden
    assert found() == [("snapshot", "d")]


def test_a_daily_list_is_taken_once_a_day(standing):
    assert not snapshots.due(standing.today)
    assert snapshots.due(standing.today + timedelta(days=1))


def test_what_waits_to_be_logged_is_left_to_the_next_audit(standing):
    standing.propose(standing.proposal("d", Kind.WITHDRAW))
    del standing.shown["d"]
    report = audit()
    assert report.clean
    assert report.moving == 1


def test_without_a_log_everything_shown_is_inserted(site):
    site.publish("a")
    item = site.shown["a"]
    Event.objects.all().delete()
    for path in sorted(site.store.folder.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    site.shown["a"] = item
    assert found() == [("inserted", "a")]


def test_the_command_exits_1_and_names_each_in_json(standing, capsys):
    call_command("audit_log", "--json")
    assert json.loads(capsys.readouterr().out)["ok"] is True
    del standing.shown["d"]
    with pytest.raises(SystemExit) as ended:
        call_command("audit_log", "--json")
    assert ended.value.code == 1
    told = json.loads(capsys.readouterr().out)
    assert [(one["kind"], one["doc"]) for one in told["findings"]] == [("removed", "d")]
    with pytest.raises(SystemExit):
        call_command("audit_log")
    assert "d" in capsys.readouterr().out


def test_every_fault_has_words():
    from gongkai.ledger.words import FAULTS

    assert set(FAULTS) == set(Fault)
