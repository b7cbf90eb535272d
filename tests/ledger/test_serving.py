"""The log over HTTP: its files byte for byte, and the page that explains it to people."""

import gzip

import pytest

from gongkai.ledger import keys, receipts
from gongkai.ledger.models import Event, Tree
from gongkai.ledger.rules.leaf import Kind
from gongkai.ledger.rules.note import COSIGNATURE, Signer
from gongkai.ledger.rules.policy import parse_policy
from gongkai.ledger.rules.tiles import TileTree
from gongkai.ledger.store import CHECKPOINT


@pytest.fixture
def full(site):
    site.log(*[site.proposal(f"d{number}", Kind.IMPORT) for number in range(258)])
    return site


def test_the_checkpoint_is_text_and_not_cached(full, client):
    answer = client.get("/log/checkpoint")
    assert answer.content == full.store.checkpoint()
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer["Cache-Control"] == "no-cache"
    assert "Set-Cookie" not in answer


def test_tiles_and_bundles_are_bytes_and_kept_for_ever(full, client):
    for path in ("tile/0/000", "tile/0/001.p/2", "tile/1/000.p/1", "tile/entries/001.p/2"):
        answer = client.get(f"/log/{path}")
        assert answer.status_code == 200, path
        assert answer.content == (full.store.folder / path).read_bytes()
        assert answer["Content-Type"] == "application/octet-stream"
        assert "immutable" in answer["Cache-Control"]


def test_the_served_log_proves_what_the_stored_one_proves(full, client):
    tree = TileTree(lambda path: client.get(f"/log/{path}").content, 258)
    assert tree.root() == TileTree(full.store.read, 258).root()


def test_bundles_are_sent_compressed_to_who_takes_it(full, client):
    answer = client.get("/log/tile/entries/000", headers={"accept-encoding": "gzip"})
    assert answer["Content-Encoding"] == "gzip"
    content = (full.store.folder / "tile/entries/000").read_bytes()
    assert gzip.decompress(answer.content) == content


@pytest.mark.parametrize(
    "path",
    [
        "tile/0/002",
        "tile/0/0",
        "tile/0/000.p/0",
        "tile/0/../../checkpoint",
        "tile/0/x000/000",
        "tile/8/0/000",
        "manifest/" + "0" * 64,
        "manifest/../checkpoint",
        "receipt/258.tlog-proof",
        "nothing",
    ],
)
def test_what_is_not_there_is_404(full, client, path):
    assert client.get(f"/log/{path}").status_code == 404


def test_nothing_can_be_written(full, client):
    assert client.post("/log/checkpoint", {"x": "y"}).status_code == 405


def test_a_manifest_is_served_until_it_is_erased(full, client):
    digest = Event.objects.get(doc="d7").manifest
    path = f"/log/manifest/{digest.removeprefix('sha256:')}"
    answer = client.get(path)
    assert answer.content == full.store.manifest(digest)
    assert answer["Cache-Control"] == "no-cache"
    full.store.erase_manifest(digest)
    assert client.get(path).status_code == 404


def test_a_receipt_is_a_file_to_keep(full, client):
    answer = client.get("/log/receipt/7.tlog-proof")
    assert answer.content.decode() == receipts.receipt_at(7)
    assert answer["Content-Disposition"] == 'attachment; filename="leaf-7.tlog-proof"'


def test_the_key_and_the_policy_are_served_for_verifiers(full, client):
    assert client.get("/log/vkey").content.decode().strip() == keys.verifier().vkey
    policy = parse_policy(client.get("/log/policy").content.decode())
    assert [one.verifier for one in policy.logs] == [keys.verifier()]


def test_before_the_first_leaf_there_is_a_page_but_no_checkpoint(site, client):
    assert client.get("/log/checkpoint").status_code == 404
    answer = client.get("/log/")
    assert answer.status_code == 200
    assert "还没有登记内容" in answer.text


def test_the_page_says_how_long_the_log_is_and_lists_the_newest_first(full, client):
    text = client.get("/log/").text
    assert "258" in text
    assert keys.verifier().vkey in text
    assert text.index("/log/receipt/257.tlog-proof") < text.index("/log/receipt/208.tlog-proof")
    assert "/log/receipt/207.tlog-proof" not in text
    assert "补录" in text


def test_the_page_goes_back_to_the_first_leaf(full, client):
    text = client.get("/log/?before=50").text
    assert "/log/receipt/49.tlog-proof" in text
    assert "/log/receipt/0.tlog-proof" in text
    assert client.get("/log/?before=x").status_code == 200
    assert client.get(f"/log/?before={'9' * 40}").status_code == 200


def test_the_page_stands_in_english_too(full, client):
    text = client.get("/en/log/").text
    assert "Publication log" in text
    assert "公开存证日志" not in text


def test_the_page_says_when_the_log_stands_still(full, client):
    Tree.objects.update(fault="database-behind")
    assert "recover_log" in client.get("/log/").text


def test_a_witness_and_what_it_did_is_shown(full, client):
    keys.folder().mkdir(exist_ok=True)
    vkey = Signer("archive.example/w1", COSIGNATURE, b"\x05" * 32).verifier.vkey
    (keys.folder() / keys.POLICY).write_text(f"witness a {vkey} http://x.example\nquorum none\n")
    assert "archive.example/w1" in client.get("/log/").text


def test_the_page_costs_the_same_however_long_the_log_is(
    full, client, django_assert_max_num_queries
):
    with django_assert_max_num_queries(8):
        client.get("/log/")


def test_a_spoiled_checkpoint_does_not_break_the_page(full, client):
    (full.store.folder / CHECKPOINT).write_bytes(b"rubbish")
    assert client.get("/log/").status_code == 200
