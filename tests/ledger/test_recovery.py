"""Backups restored: nothing is signed until the older side has caught up with the newer one."""

import json
import shutil

import pytest
from backups import backup, copied, restore
from django.core.management import CommandError, call_command

from gongkai.ledger import access, keys, sequencer
from gongkai.ledger.audit import audit
from gongkai.ledger.models import Event, Tree
from gongkai.ledger.recovery import recover
from gongkai.ledger.refusals import DatabaseBehindError, FilesBehindError, ForkError
from gongkai.ledger.rules.leaf import Kind
from gongkai.ledger.signals import recovered


@pytest.fixture
def aged(site):
    """A site with a backup of its database from before the last publications."""
    site.publish("a", "b")
    site.backup = backup()
    site.later(hours=1)
    site.publish("c")
    site.log(site.proposal("a", Kind.REVISE, 2))
    return site


def test_an_older_database_is_refused_and_says_what_to_do(aged):
    before = aged.store.checkpoint()
    restore(aged.backup)
    aged.propose(aged.proposal("d"))
    with pytest.raises(DatabaseBehindError, match="recover_log"):
        sequencer.sequence(aged.now)
    assert aged.store.checkpoint() == before
    assert access.fault().code == "database-behind"
    assert Event.objects.get(doc="d").index is None


def test_the_events_are_rebuilt_from_the_log(aged):
    whole = {event.index: event.leaf for event in Event.objects.all()}
    restore(aged.backup)
    told = []

    def listen(events, **_rest):
        told.extend((event.doc, event.rev) for event in events)

    recovered.connect(listen)
    try:
        done = recover(aged.now)
    finally:
        recovered.disconnect(listen)
    assert (done.size, done.events_rebuilt) == (4, 2)
    assert told == [("c", 1), ("a", 2)]
    assert {event.index: event.leaf for event in Event.objects.all()} == whole
    aged.publish("d")
    assert audit().clean


def test_the_audit_names_what_the_restored_database_lacks(aged):
    restore(aged.backup)
    shown = dict(aged.shown)
    recover(aged.now)
    del aged.shown["c"]
    assert [(one.fault.value, one.doc) for one in audit().findings] == [("removed", "c")]
    aged.shown = shown


def test_a_proposal_that_the_log_has_seen_already_is_not_logged_twice(aged):
    aged.propose(aged.proposal("d"))
    waiting = backup()
    sequencer.sequence(aged.now)
    restore(waiting)
    done = recover(aged.now)
    assert (done.events_rebuilt, done.proposals_dropped) == (1, 1)
    assert sequencer.sequence(aged.now) == 0
    assert Event.objects.filter(doc="d").count() == 1


def test_files_older_than_the_database_are_refused_and_rebuilt(aged, tmp_path):
    kept = copied(aged.store.folder, tmp_path / "kept")
    aged.publish("d")
    whole = aged.store.checkpoint()
    shutil.rmtree(aged.store.folder)
    copied(kept, aged.store.folder)
    aged.propose(aged.proposal("e"))
    with pytest.raises(FilesBehindError, match="recover_log"):
        sequencer.sequence(aged.now)
    done = recover(aged.now)
    assert done.leaves_written == 5
    assert aged.store.checkpoint() == whole
    assert sequencer.sequence(aged.now) == 1


def test_lost_files_are_rebuilt_from_the_database(aged):
    shutil.rmtree(aged.store.folder)
    aged.propose(aged.proposal("e"))
    with pytest.raises(FilesBehindError):
        sequencer.sequence(aged.now)
    recover(aged.now)
    assert sequencer.sequence(aged.now) == 1


def test_files_are_not_rebuilt_from_a_database_that_was_tampered_with(aged):
    shutil.rmtree(aged.store.folder)
    Event.objects.filter(doc="b").update(rev=7)
    with pytest.raises(ForkError):
        recover(aged.now)
    assert aged.store.checkpoint() is None


def test_when_both_are_older_the_record_of_the_last_signature_remembers(aged, tmp_path):
    content, kept = backup(), copied(aged.store.folder, tmp_path / "kept")
    aged.publish("d")
    whole = copied(aged.store.folder, tmp_path / "whole")
    restore(content)
    shutil.rmtree(aged.store.folder)
    copied(kept, aged.store.folder)
    aged.propose(aged.proposal("e"))
    with pytest.raises(FilesBehindError):
        sequencer.sequence(aged.now)
    with pytest.raises(FilesBehindError):
        recover(aged.now)
    recover(aged.now, whole)
    assert sequencer.sequence(aged.now) == 1
    assert Tree.objects.get().size == 6


def test_a_copy_of_another_history_is_not_adopted(aged, tmp_path):
    other = copied(aged.store.folder, tmp_path / "other")
    older = copied(aged.store.folder, tmp_path / "older")
    aged.publish("d")
    with pytest.raises(FilesBehindError):
        recover(aged.now, older)
    (other / "tile/0/000.p/4").write_bytes(b"\0" * 128)
    with pytest.raises((ForkError, FilesBehindError)):
        recover(aged.now, other)
    assert audit().clean


def test_an_event_changed_in_the_database_is_put_right(aged):
    Event.objects.filter(doc="b").update(rev=7)
    assert not audit().clean
    assert recover(aged.now).events_rebuilt == 1
    assert audit().clean


def test_recovering_what_agrees_changes_nothing(aged):
    before = backup()
    assert recover(aged.now).events_rebuilt == 0
    assert json.loads(backup()) == json.loads(before)


def test_a_lost_record_of_the_last_signature_is_no_obstacle(aged):
    (keys.folder() / keys.SIGNED).unlink()
    aged.publish("d")
    assert (keys.folder() / keys.SIGNED).read_bytes() == aged.store.checkpoint()


def test_the_command_says_what_it_did(aged, capsys):
    restore(aged.backup)
    with pytest.raises(CommandError):
        call_command("append_log")
    call_command("recover_log")
    assert "4" in capsys.readouterr().out
    call_command("append_log")
