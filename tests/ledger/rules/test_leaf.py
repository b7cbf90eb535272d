"""What a leaf says, byte for byte, and what it may not say."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.ledger.rules.leaf import Approver, Kind, Leaf, LeafError, Reason, parse_leaf
from gongkai.ledger.rules.manifest import (
    File,
    Manifest,
    ManifestError,
    digest,
    parse_manifest,
)

DIGEST = "sha256:" + "ab" * 32
AT = datetime(2026, 11, 22, 8, 30, 11, tzinfo=UTC)
LEAF = Leaf(
    kind=Kind.PUBLISH,
    doc="5f0c9c3e-6f5c-4b62-9df5-2f2f3e0e8a11",
    rev=3,
    prev=1841,
    manifest=DIGEST,
    claimed_date=date(2026, 11, 22),
    reason=None,
    at=AT,
)
WITHDRAWAL = replace(
    LEAF,
    kind=Kind.WITHDRAW,
    manifest=None,
    claimed_date=None,
    reason=Reason.PERSONAL,
    role=Approver.OPENNESS,
)
SNAPSHOT = replace(
    LEAF,
    kind=Kind.SNAPSHOT,
    doc="snapshot",
    claimed_date=None,
    facts={"count": 2, "root": DIGEST, "size": 7},
)


def test_a_leaf_is_canonical_json():
    assert LEAF.encode() == (
        b'{"at":"2026-11-22T08:30:11Z","claimed_date":"2026-11-22",'
        b'"doc":"5f0c9c3e-6f5c-4b62-9df5-2f2f3e0e8a11","manifest":"' + DIGEST.encode() + b'",'
        b'"prev":1841,"reason":null,"rev":3,"type":"publish","v":1}'
    )


@pytest.mark.parametrize("leaf", [LEAF, WITHDRAWAL, SNAPSHOT])
def test_a_leaf_is_read_as_it_was_written(leaf):
    assert parse_leaf(leaf.encode()) == leaf


def test_an_instant_is_written_in_universal_time():
    beijing = AT.astimezone(timezone(timedelta(hours=8)))
    assert replace(LEAF, at=beijing).encode() == LEAF.encode()


@pytest.mark.parametrize(
    "wrong",
    [
        {"doc": "关于征收土地的公告"},
        {"doc": "two words"},
        {"doc": ""},
        {"doc": "x" * 65},
        {"doc": "../etc"},
        {"rev": 0},
        {"prev": -1},
        {"manifest": "ab" * 32},
        {"manifest": "sha256:" + "AB" * 32},
        {"manifest": None},
        {"claimed_date": None},
        {"reason": Reason.CLASSIFIED},
        {"role": Approver.LEADER},
        {"at": AT.replace(tzinfo=None)},
        {"at": AT.replace(microsecond=5)},
        {"kind": Kind.REVISE, "prev": None},
        {"facts": {"note": "text"}},
    ],
)
def test_a_leaf_that_may_not_be_is_refused(wrong):
    with pytest.raises(LeafError):
        replace(LEAF, **wrong).encode()


@pytest.mark.parametrize(
    "wrong",
    [
        {"reason": None},
        {"role": None},
        {"manifest": DIGEST},
        {"claimed_date": date(2026, 1, 1)},
        {"prev": None},
    ],
)
def test_a_withdrawal_says_why_and_in_which_role_and_nothing_more(wrong):
    with pytest.raises(LeafError):
        replace(WITHDRAWAL, **wrong).encode()


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"count": 1, "root": DIGEST},
        {"count": "1", "root": DIGEST, "size": 1},
        {"count": -1, "root": DIGEST, "size": 1},
        {"count": 1, "root": "text", "size": 1},
        {"count": 1, "root": DIGEST, "size": 1, "note": "text"},
    ],
)
def test_a_snapshot_has_exactly_its_three_facts(facts):
    with pytest.raises(LeafError):
        replace(SNAPSHOT, facts=facts).encode()


def changed(**values):
    row = json.loads(LEAF.encode()) | values
    return json.dumps(row, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


@pytest.mark.parametrize(
    "entry",
    [
        b"",
        b"[]",
        b"\xff",
        b" " + LEAF.encode(),
        LEAF.encode() + b"\n",
        LEAF.encode().replace(b'"v":1', b'"v":1,"v":1'),
        LEAF.encode().replace(b'"rev":3', b'"rev":3.0'),
        LEAF.encode().replace(b'"rev":3', b'"rev":true'),
        LEAF.encode().replace(b'"rev":3', b'"rev":NaN'),
        changed(v=2),
        changed(title="关于征收土地的公告"),
        changed(type="delete"),
        changed(reason="somebody said so"),
        changed(at="2026-11-22T08:30:11+00:00"),
        changed(at="2026-11-22 08:30:11"),
        changed(claimed_date="20261122"),
        changed(claimed_date="2026-W47-7"),
        changed(prev="1841"),
    ],
)
def test_an_entry_that_is_no_canonical_leaf_is_refused(entry):
    with pytest.raises(LeafError):
        parse_leaf(entry)


NONCE = bytes(range(32))
MANIFEST = Manifest(
    "doc-1",
    2,
    {"title": "关于做好防汛工作的通知", "published_on": "2026-11-22"},
    (File.of("b.pdf", b"pdf"), File.of("a.html", b"<p>")),
    NONCE,
)


def test_a_manifest_lists_files_by_name_and_is_read_as_it_was_written():
    content = MANIFEST.encode()
    assert content.index(b"a.html") < content.index(b"b.pdf")
    assert parse_manifest(content).encode() == content
    assert digest(content).startswith("sha256:")


def test_only_the_nonce_makes_two_digests_of_one_content_differ():
    other = replace(MANIFEST, nonce=b"\x01" * 32)
    assert digest(other.encode()) != digest(MANIFEST.encode())


@pytest.mark.parametrize(
    "wrong",
    [
        {"nonce": b"short"},
        {"rev": 0},
        {"doc": "two words"},
        {"files": (File("a", 1, "ab" * 32), File("a", 2, "ab" * 32))},
        {"files": (File("../a", 1, "ab" * 32),)},
        {"files": (File("a/b", 1, "ab" * 32),)},
        {"files": (File("", 1, "ab" * 32),)},
        {"files": (File("..", 1, "ab" * 32),)},
        {"files": (File("a", -1, "ab" * 32),)},
        {"files": (File("a", 1, "text"),)},
        {"facts": {"Title": "x"}},
    ],
)
def test_a_malformed_manifest_is_refused(wrong):
    with pytest.raises(ManifestError):
        replace(MANIFEST, **wrong).encode()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        MANIFEST.encode() + b" ",
        MANIFEST.encode().replace(b'"rev":2', b'"rev":"2"'),
        MANIFEST.encode().replace(b'"v":1', b'"v":2'),
        MANIFEST.encode().replace(b'"v":1', b'"v":1,"x":1'),
    ],
)
def test_what_is_no_manifest_is_refused(content):
    with pytest.raises(ManifestError):
        parse_manifest(content)


@given(
    st.integers(1, 1000),
    st.one_of(st.none(), st.integers(0, 10**9)),
    st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)),  # noqa: DTZ001
    st.dates(date(1949, 10, 1), date(2100, 1, 1)),
)
def test_any_publication_is_read_as_it_was_written(rev, prev, at, day):
    leaf = replace(
        LEAF, rev=rev, prev=prev, at=at.replace(microsecond=0, tzinfo=UTC), claimed_date=day
    )
    assert parse_leaf(leaf.encode()) == leaf
    assert len(leaf.encode()) < 400
