"""From the outbox into the log: order, dates, refusals, and what becomes of a failed listener."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from ledger_site import Site

from gongkai.ledger import access, keys, sequencer, work
from gongkai.ledger.actions import OutsideTransactionError, propose
from gongkai.ledger.durable import BusyError, held
from gongkai.ledger.models import Event, Tree
from gongkai.ledger.refusals import (
    ClockRefusedError,
    DiskError,
    EventRefusedError,
    ForkError,
    KeyMissingError,
    OriginChangedError,
)
from gongkai.ledger.rules.chain import BackdatedError, ChainError
from gongkai.ledger.rules.checkpoint import parse_checkpoint
from gongkai.ledger.rules.leaf import Kind, LeafError, parse_leaf
from gongkai.ledger.rules.merkle import leaf_hash, tree_root
from gongkai.ledger.rules.note import parse_note
from gongkai.ledger.signals import lapsed, logged
from gongkai.ledger.store import CHECKPOINT, Store


def entries(site):
    head = parse_checkpoint(parse_note(site.store.checkpoint()).text)
    found = []
    for bundle in range(-(-head.size // 256)):
        found += site.store.entries(bundle, head.size)
    return head, found


def test_a_logged_event_is_a_leaf_under_the_signed_root(site):
    site.publish("a", "b")
    head, found = entries(site)
    assert head.size == 2
    assert head.root == tree_root([leaf_hash(one) for one in found])
    assert parse_leaf(found[0]).doc == "a"
    assert parse_note(site.store.checkpoint()).signed_by([keys.verifier()])
    assert Event.objects.pending().count() == 0


def test_the_leaves_of_one_document_are_a_chain(site):
    site.publish("a", "b")
    site.log(site.proposal("a", Kind.REVISE, 2))
    site.log(site.proposal("a", Kind.WITHDRAW, 2))
    _head, found = entries(site)
    chain = [leaf for leaf in map(parse_leaf, found) if leaf.doc == "a"]
    assert [leaf.prev for leaf in chain] == [None, 0, 2]
    assert [event.index for event in access.history("a")] == [0, 2, 3]


def test_growing_one_by_one_over_the_edge_of_a_tile_gives_the_tree_of_one_import(site):
    site.log(*[site.proposal(f"old-{number}", Kind.IMPORT) for number in range(250)])
    for number in range(10):
        site.publish(f"new-{number}")
    head, found = entries(site)
    assert head.root == tree_root([leaf_hash(one) for one in found])
    kept = {path.name for path in (site.store.folder / "tile" / "0").iterdir()}
    assert kept == {"000", "001.p"}, "partial tiles go once the full one is there"
    widths = {int(path.name) for path in (site.store.folder / "tile/0/001.p").iterdir()}
    assert widths == {1, 2, 3, 4}, "each published size keeps its partial tile"


@pytest.mark.django_db(transaction=True)
def test_an_event_needs_the_transaction_of_what_it_is_about():
    site = Site()
    with pytest.raises(OutsideTransactionError):
        propose(site.proposal("a"), now=site.now)
    assert not Event.objects.exists()


def test_a_publication_cannot_be_dated_back(site):
    with pytest.raises(BackdatedError):
        site.propose(site.proposal("a", claimed_on=site.today - timedelta(days=30)))
    with pytest.raises(BackdatedError):
        site.propose(site.proposal("a", claimed_on=site.today + timedelta(days=1)))
    assert not Event.objects.exists()


def test_an_import_may_be_old_but_only_as_the_first_leaf(site):
    site.log(site.proposal("old", Kind.IMPORT, claimed_on=date(2019, 5, 1)))
    site.publish("new")
    with pytest.raises(ChainError):
        site.propose(site.proposal("new", Kind.IMPORT, 2, date(2019, 5, 1)))
    assert access.standing("old").imported
    assert not access.standing("new").imported


@pytest.mark.parametrize(
    ("kind", "rev"),
    [(Kind.REVISE, 1), (Kind.WITHDRAW, 1), (Kind.RESTORE, 1), (Kind.ERASE, 1)],
)
def test_nothing_else_can_come_first(site, kind, rev):
    with pytest.raises((ChainError, LeafError)):
        site.propose(site.proposal("a", kind, rev))


def test_a_history_cannot_fork(site):
    site.publish("a")
    first = Event.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Event.objects.create(kind="revise", doc="a", rev=2, step=first.step, proposed_at=site.now)


def test_listeners_get_the_events_in_the_transaction_that_logs_them(site):
    seen = []

    def listen(events, **_rest):
        seen.extend((event.doc, event.index, event.logged_at == site.now) for event in events)

    logged.connect(listen)
    try:
        site.publish("a", "b")
    finally:
        logged.disconnect(listen)
    assert seen == [("a", 0, True), ("b", 1, True)]


def test_an_event_that_its_listener_cannot_digest_does_not_hold_the_others(site, caplog):
    def listen(events, **_rest):
        if any(event.doc == "bad" for event in events):
            raise ValueError("bad")

    logged.connect(listen)
    try:
        site.propose(*[site.proposal(doc) for doc in ("a", "bad", "b")])
        assert sequencer.sequence(site.now) == 2
        assert sequencer.sequence(site.now) == 0, "it does not spin"
    finally:
        logged.disconnect(listen)
    assert [event.doc for event in Event.objects.pending()] == ["bad"]
    assert sequencer.sequence(site.now) == 1, "nothing is lost"
    assert entries(site)[0].size == 3


def test_a_clock_set_back_stops_the_log_and_loses_nothing(site):
    site.publish("a")
    site.propose(site.proposal("b"))
    with pytest.raises(ClockRefusedError):
        sequencer.sequence(site.now - timedelta(days=1))
    assert access.fault().code == "clock"
    assert sequencer.sequence(site.now) == 1
    assert access.fault() is None


def test_a_clock_a_year_ahead_is_not_signed(site):
    site.publish("a")
    before = site.store.checkpoint()
    site.later(days=366)
    site.propose(site.proposal("b"))
    with pytest.raises(ClockRefusedError):
        sequencer.sequence(site.now)
    assert site.store.checkpoint() == before


def test_a_person_can_confirm_a_clock_once(site):
    last = site.publish("a")[0].stamped_at
    site.later(days=366)
    keys.confirm_clock(last)
    site.publish("b")
    site.later(days=366)
    site.propose(site.proposal("c"))
    with pytest.raises(ClockRefusedError):
        sequencer.sequence(site.now)


def test_a_second_back_is_stamped_with_the_last_instant(site):
    first = site.publish("a")[0]
    site.later(seconds=-1)
    assert site.publish("b")[0].stamped_at == first.stamped_at


def test_a_publication_that_waited_for_days_lapses_and_its_floor_is_told(site):
    dropped = []

    def listen(events, **_rest):
        dropped.extend(event.doc for event in events)

    lapsed.connect(listen)
    try:
        site.propose(site.proposal("late"), site.proposal("old", Kind.IMPORT))
        site.later(days=3)
        assert sequencer.sequence(site.now) == 1
    finally:
        lapsed.disconnect(listen)
    assert dropped == ["late"]
    assert not Event.objects.filter(doc="late").exists()
    site.publish("late")


def test_a_lost_key_is_never_replaced_by_a_new_one(site):
    site.publish("a")
    (keys.folder() / keys.KEY).unlink()
    site.propose(site.proposal("b"))
    with pytest.raises(KeyMissingError):
        sequencer.sequence(site.now)
    assert not (keys.folder() / keys.KEY).exists()


def test_the_key_is_readable_by_its_owner_only(site):
    keys.signer()
    assert (keys.folder() / keys.KEY).stat().st_mode & 0o777 == 0o600


def test_the_setting_cannot_rename_a_log(site, settings):
    site.publish("a")
    settings.GONGKAI_BASE_URL = "https://elsewhere.example"
    site.publish("b")
    settings.GONGKAI_LOG_ORIGIN = "elsewhere.example/log"
    site.propose(site.proposal("c"))
    with pytest.raises(OriginChangedError):
        sequencer.sequence(site.now)


def test_a_tile_changed_on_the_disk_stops_the_log(site):
    site.publish("a", "b")
    tile = site.store.folder / "tile/0/000.p/2"
    content = bytearray(tile.read_bytes())
    content[5] ^= 1
    tile.write_bytes(content)
    site.propose(site.proposal("c"))
    with pytest.raises(ForkError):
        sequencer.sequence(site.now)
    assert access.fault().code == "fork"


def test_a_disk_that_refuses_stops_the_log_and_loses_nothing(site, monkeypatch):
    site.propose(site.proposal("a"))

    def full(*_args, **_rest):
        raise OSError(28, "No space left on device", "tile")

    with monkeypatch.context() as patch:
        patch.setattr("gongkai.ledger.durable._write", full)
        with pytest.raises(DiskError):
            sequencer.sequence(site.now)
    assert access.fault().code == "disk"
    assert sequencer.sequence(site.now) == 1


def test_a_second_sequencer_waits_outside(site):
    site.propose(site.proposal("a"))
    with held(site.store.lock), pytest.raises(BusyError):
        sequencer.sequence(site.now)
    with held(site.store.lock):
        assert work.append_now(0.05) is False
    assert sequencer.sequence(site.now) == 1


def test_append_now_says_whether_everything_that_waited_is_logged(site):
    assert work.append_now() is True
    site.now = timezone.now()
    site.propose(site.proposal("a"))
    assert work.append_now() is True
    assert Tree.objects.get().size == 1


def test_a_waiting_event_changed_by_hand_is_not_logged(site):
    site.propose(site.proposal("a"))
    Event.objects.update(reason="somebody said so")
    with pytest.raises(EventRefusedError):
        sequencer.sequence(site.now)
    assert access.fault().code == "event"
    Event.objects.update(reason="")
    assert sequencer.sequence(site.now) == 1


def test_a_run_cut_off_after_the_indexes_were_given_is_finished_by_the_next(site):
    site.publish("a")
    site.propose(site.proposal("b"))
    sequencer.assign(site.now)
    site.propose(site.proposal("c"))
    assert sequencer.sequence(site.now) == 2
    assert [event.doc for event in Event.objects.order_by("index")] == ["a", "b", "c"]


def test_a_run_cut_off_after_signing_is_finished_by_the_next(site, monkeypatch):
    site.publish("a")
    events = site.propose(site.proposal("b"))

    def cut(*_args, **_rest):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(sequencer, "finish", cut)
        with pytest.raises(KeyboardInterrupt):
            sequencer.sequence(site.now)
    site.propose(site.proposal("c"))
    assert sequencer.sequence(site.now) == 2
    assert Event.objects.get(pk=events[0].pk).logged_at == site.now


@pytest.mark.parametrize("cut_before", ["record_signed", "drop_partials"])
def test_a_run_cut_off_around_the_signature_is_finished_by_the_next(site, monkeypatch, cut_before):
    site.publish("a")
    site.propose(site.proposal("b"))

    def cut(*_args, **_rest):
        raise KeyboardInterrupt

    owner = keys if cut_before == "record_signed" else Store
    with monkeypatch.context() as patch:
        patch.setattr(owner, cut_before, cut)
        with pytest.raises(KeyboardInterrupt):
            sequencer.sequence(site.now)
    site.propose(site.proposal("c"))
    assert sequencer.sequence(site.now) == 2
    assert entries(site)[0].size == 3


def test_a_checkpoint_signed_but_not_published_is_published_by_the_next_run(site):
    site.publish("a")
    old = site.store.checkpoint()
    site.publish("b")
    signed = site.store.checkpoint()
    site.store.place({CHECKPOINT: old})
    Event.objects.filter(doc="b").update(logged_at=None)
    assert sequencer.sequence(site.now) == 1
    assert site.store.checkpoint() == signed


def test_an_index_missing_among_what_was_cut_off_is_not_papered_over(site):
    site.publish("a")
    site.propose(site.proposal("b"), site.proposal("c"))
    sequencer.assign(site.now)
    Event.objects.filter(doc="b").delete()
    with pytest.raises(EventRefusedError):
        sequencer.sequence(site.now)
