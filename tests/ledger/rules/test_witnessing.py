"""What a witness answers, status by status, and what a policy asks for."""

from base64 import b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.ledger.rules.checkpoint import Checkpoint
from gongkai.ledger.rules.merkle import EMPTY_ROOT, leaf_hash, prove_consistency, tree_root
from gongkai.ledger.rules.note import COSIGNATURE, ED25519, Note, Signature, Signer
from gongkai.ledger.rules.policy import PolicyError, parse_policy
from gongkai.ledger.rules.witnessing import (
    MalformedError,
    identify,
    judge,
    parse_submission,
    submission_body,
)

LOG = Signer("log.example/log", ED25519, b"\x01" * 32)
LEAVES = [leaf_hash(bytes([at])) for at in range(20)]
FORKED = [leaf_hash(b"another"), *LEAVES[1:]]


def head(size, leaves=LEAVES, root=None):
    return Checkpoint(LOG.name, size, tree_root(leaves[:size]) if root is None else root)


def submission(old, new, *, leaves=LEAVES, proof=None, checkpoint=None, signer=LOG):
    one = checkpoint or head(new, leaves)
    if proof is None:
        proof = prove_consistency(leaves[:new], old) if 0 < old < new else []
    note = Note(one.text, (signer.sign(one.text),))
    lines = [b64encode(hash_).decode() for hash_ in proof]
    return parse_submission(submission_body(old, lines, note.content).encode())


def status(one, last):
    refusal = identify(one, [LOG.verifier]) or judge(one, last)
    return 200 if refusal is None else refusal.status


def test_the_first_checkpoint_and_each_that_continues_are_cosigned():
    assert status(submission(0, 7), None) == 200
    assert status(submission(7, 20), head(7)) == 200
    assert status(submission(7, 7), head(7)) == 200
    assert status(submission(0, 0), None) == 200


def test_an_unknown_log_is_404():
    other = Signer("other.example/log", ED25519, b"\x02" * 32)
    text = Checkpoint(other.name, 1, LEAVES[0]).text
    note = Note(text, (other.sign(text),))
    one = parse_submission(submission_body(0, [], note.content).encode())
    assert status(one, None) == 404


def test_a_checkpoint_that_the_log_has_not_signed_is_403():
    stranger = Signer(LOG.name, ED25519, b"\x03" * 32)
    assert status(submission(0, 7, signer=stranger), None) == 403
    good = submission(0, 7)
    bad = Signature(LOG.name, LOG.verifier.key_id, b"\x00" * 64)
    note = Note(good.note.text, (bad,))
    one = parse_submission(submission_body(0, [], note.content).encode())
    assert status(one, None) == 403


def test_an_old_size_above_the_new_one_is_400():
    assert status(submission(8, 7, proof=[]), head(8)) == 400


@pytest.mark.parametrize(("old", "last"), [(0, 7), (6, 7), (5, None)])
def test_another_old_size_than_the_remembered_one_is_409_and_tells_it(old, last):
    known = None if last is None else head(last)
    refusal = judge(submission(old, 9), known)
    assert (refusal.status, refusal.content_type) == (409, "text/x.tlog.size")
    assert refusal.body == f"{last or 0}\n"


def test_a_proof_that_does_not_hold_is_422():
    proof = prove_consistency(LEAVES[:9], 7)
    assert status(submission(7, 9, proof=proof[:-1]), head(7)) == 422
    assert status(submission(7, 9, proof=[]), head(7)) == 422
    assert status(submission(7, 9, leaves=FORKED), head(7)) == 422


def test_the_same_size_with_another_root_is_422():
    assert status(submission(7, 7, leaves=FORKED), head(7)) == 422
    assert status(submission(7, 7, proof=LEAVES[:1]), head(7)) == 422


def test_nothing_is_proved_from_an_empty_tree():
    assert status(submission(0, 7, proof=LEAVES[:1]), None) == 422
    assert status(submission(0, 0, checkpoint=head(0, root=LEAVES[0])), None) == 422
    assert head(0).root == EMPTY_ROOT
    assert status(submission(0, 7, proof=LEAVES[:1]), head(0)) == 422


BODY = submission_body(0, [], Note(head(7).text, (LOG.sign(head(7).text),)).content)


@pytest.mark.parametrize(
    "body",
    [
        "",
        BODY.replace("old 0", "old 00"),
        BODY.replace("old 0", "old -1"),
        BODY.replace("old 0", "new 0"),
        BODY.replace("old 0\n", ""),
        BODY.replace("old 0\n", "old 0\nAAAA\n"),
        BODY.replace("old 0\n", "old 0\nnot base64\n"),
        BODY.replace("old 0\n", "old 0\n" + (b64encode(b"\x00" * 32).decode() + "\n") * 64),
        BODY.replace("\n\n", "\n"),
        BODY.replace("\n7\n", "\n07\n"),
        BODY[:-1],
    ],
)
def test_a_malformed_body_is_400(body):
    with pytest.raises(MalformedError):
        parse_submission(body.encode())


def test_sixty_three_lines_of_proof_are_accepted():
    many = BODY.replace("old 0\n", "old 0\n" + (b64encode(b"\x00" * 32).decode() + "\n") * 63)
    assert len(parse_submission(many.encode()).proof) == 63


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 20)), max_size=12))
def test_whatever_is_asked_no_witness_cosigns_both_branches_of_a_fork(calls):
    last, cosigned = None, {}
    for forked, size in calls:
        leaves = FORKED if forked else LEAVES
        old = 0 if last is None else last.size
        one = submission(old, size, leaves=leaves, proof=None if old <= size else [])
        if judge(one, last) is None:
            last = one.checkpoint
            cosigned.setdefault(size, last.root)
            assert cosigned[size] == last.root
    assert len({root for size, root in cosigned.items() if size}) == len(cosigned.keys() - {0})
    branches = {
        leaves[0]
        for size, root in cosigned.items()
        if size
        for leaves in (LEAVES, FORKED)
        if root == tree_root(leaves[:size])
    }
    assert len(branches) <= 1


W = [Signer(f"w{at}.example", COSIGNATURE, bytes([at + 50]) * 32) for at in range(4)]
POLICY = f"""
# Who must have looked
log {LOG.verifier.vkey} https://log.example/log
witness A {W[0].verifier.vkey} https://w0.example
  witness\tB {W[1].verifier.vkey}
witness C {W[2].verifier.vkey}
group offices 2 A B C
witness D {W[3].verifier.vkey}
group both all offices D
quorum both
"""


@pytest.mark.parametrize(
    ("cosigned", "enough"),
    [("ABD", True), ("ACD", True), ("ABCD", True), ("AB", False), ("AD", False), ("", False)],
)
def test_a_quorum_counts_groups(cosigned, enough):
    policy = parse_policy(POLICY)
    keys = [W["ABCD".index(name)].verifier for name in cosigned]
    assert policy.satisfied_by(keys) is enough


def test_a_policy_names_logs_and_where_witnesses_are_asked():
    policy = parse_policy(POLICY)
    assert [one.verifier for one in policy.logs] == [LOG.verifier]
    assert policy.witnesses["A"].url == "https://w0.example"
    assert policy.witnesses["B"].url is None


def test_none_asks_for_nobody():
    assert parse_policy("quorum none\n").satisfied_by([])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "quorum A\n",
        "quorum none\nquorum none\n",
        f"log {W[0].verifier.vkey}\nquorum none\n",
        f"witness A {LOG.verifier.vkey}\nquorum A\n",
        f"witness none {W[0].verifier.vkey}\nquorum none\n",
        f"witness A {W[0].verifier.vkey}\nwitness A {W[1].verifier.vkey}\nquorum A\n",
        f"witness A {W[0].verifier.vkey}\nwitness B {W[0].verifier.vkey}\nquorum A\n",
        f"witness A {W[0].verifier.vkey}\ngroup G 2 A\nquorum G\n",
        f"witness A {W[0].verifier.vkey}\ngroup G 0 A\nquorum G\n",
        f"witness A {W[0].verifier.vkey}\ngroup G any A A\nquorum G\n",
        f"group G any A\nwitness A {W[0].verifier.vkey}\nquorum G\n",
        "surprise\nquorum none\n",
    ],
)
def test_a_malformed_policy_is_refused(text):
    with pytest.raises(PolicyError):
        parse_policy(text)
