"""What is sealed opens only in its own place, with its own key."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.custody import envelope, keys
from gongkai.custody.envelope import SealBrokenError
from gongkai.custody.rules.masks import masked_email, masked_name, masked_number

TABLE = "applications.application"


@pytest.fixture(autouse=True)
def own_keys(tmp_path, settings):
    settings.GONGKAI_KEYS = tmp_path / "keys"


def sealed(text: str = "张三", row: str = "r1") -> tuple[bytes, bytes]:
    sealed_key, fields = envelope.seal_texts(TABLE, row, {"name": text})
    return sealed_key, fields["name"]


def test_what_was_sealed_opens_again():
    key, field = sealed("示例镇某村张三")
    assert envelope.unseal_text(key, field, TABLE, "r1", "name") == "示例镇某村张三"
    assert "张三".encode() not in field


@pytest.mark.parametrize(
    "place", [("letters.letter", "r1", "name"), (TABLE, "r2", "name"), (TABLE, "r1", "phone")]
)
def test_a_ciphertext_moved_elsewhere_does_not_open(place):
    key, field = sealed()
    with pytest.raises(SealBrokenError):
        envelope.unseal_text(key, field, *place)


def test_a_field_of_another_row_does_not_open_even_with_that_rows_key():
    _, field = sealed(row="r1")
    other_key, _ = sealed(row="r2")
    with pytest.raises(SealBrokenError):
        envelope.unseal_text(other_key, field, TABLE, "r1", "name")
    with pytest.raises(SealBrokenError):
        envelope.unseal_text(other_key, field, TABLE, "r2", "name")


def test_one_changed_byte_breaks_the_seal():
    key, field = sealed()
    for place in (0, 5, len(field) - 1):
        broken = bytearray(field)
        broken[place] ^= 1
        with pytest.raises(SealBrokenError):
            envelope.unseal_text(key, bytes(broken), TABLE, "r1", "name")


def test_a_new_key_seals_and_the_old_one_still_opens():
    key, field = sealed("旧")
    first, _ = keys.newest()
    keys.make()
    assert keys.newest()[0] != first
    assert envelope.unseal_text(key, field, TABLE, "r1", "name") == "旧"


def test_without_its_key_file_nothing_opens():
    key, field = sealed()
    for path in keys.folder().glob("*.key"):
        path.unlink()
    keys._named.cache_clear()
    with pytest.raises(keys.KeyMissingError):
        envelope.unseal_text(key, field, TABLE, "r1", "name")


def test_only_the_owner_may_read_the_keys():
    sealed()
    assert {path.stat().st_mode & 0o777 for path in keys.folder().glob("*.key")} == {0o600}


@given(st.text(max_size=40), st.text(max_size=40))
def test_equal_values_have_equal_fingerprints_and_kinds_do_not_mix(one, other):
    from gongkai.custody.rules.masks import plain

    same = plain(one) == plain(other)
    prints = envelope.fingerprint("name", one), envelope.fingerprint("name", other)
    assert (prints[0] == prints[1]) is same
    if plain(one):
        assert envelope.fingerprint("phone", one) != prints[0]


@pytest.mark.parametrize(
    ("mask", "value", "shown"),
    [
        (masked_name, "张三", "张*"),
        (masked_name, "欧阳小明", "欧阳**"),
        (masked_name, "示例县某某有限公司", "示例*****公司"),
        (masked_number, "13800138000", "138****8000"),
        (masked_number, "110101199001011237", "1101**********1237"),
        (masked_number, "12345", "*****"),
        (masked_email, "zhang@example.cn", "z***@example.cn"),
    ],
)
def test_a_mask_hides_the_middle(mask, value, shown):
    assert mask(value) == shown


@given(st.text(alphabet="0123456789", min_size=7, max_size=30))
def test_a_masked_number_never_tells_three_digits_or_more_of_its_middle(number):
    assert masked_number(number).count("*") >= len(number) - 8
