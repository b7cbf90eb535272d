"""Bytes of old pages as text."""

import codecs

import pytest

from gongkai.documents.rules.importing.encoding import decode
from gongkai.documents.rules.importing.found import Refusal, UnreadableError

TEXT = (
    "<html><head><meta charset={}></head><body>青禾县人民政府办公室关于㙍庄镇的通知</body></html>"
)


@pytest.mark.parametrize(
    ("declared", "real"),
    [
        ("utf-8", "utf-8"),
        ("gb2312", "gb18030"),
        ("gbk", "gbk"),
        ("gb2312", "utf-8"),
        ("utf-8", "gb18030"),
        ("", "gb18030"),
        ("nonsense", "gb18030"),
    ],
)
def test_a_page_is_read_whatever_it_declares(declared, real):
    text = TEXT.format(declared) if real != "gbk" else TEXT.format(declared).replace("㙍", "王")
    assert decode(text.encode(real)).text == text


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (b"", "utf-16-le"),
        (b"", "utf-16-be"),
    ],
)
def test_unicode_is_told_by_its_mark_or_by_its_zeros(mark, encoding):
    text = TEXT.format("gb2312")
    assert decode(mark + text.encode(encoding)).text == text


def test_a_few_broken_bytes_lose_a_few_characters_and_are_counted():
    content = bytearray((TEXT.format("utf-8") * 5).encode())
    content[content.index("禾".encode()) + 1] = 0xFF
    decoded = decode(bytes(content))
    assert decoded.encoding == "utf-8"
    assert 0 < decoded.damaged < 5
    assert "县人民政府办公室关于㙍庄镇的通知" in decoded.text


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"", Refusal.EMPTY),
        (b" \r\n\t", Refusal.EMPTY),
        (b"PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00", Refusal.NOT_TEXT),
        (bytes(range(256)) * 20, Refusal.NOT_TEXT),
    ],
)
def test_what_is_no_text_is_refused(content, refusal):
    with pytest.raises(UnreadableError) as caught:
        decode(content)
    assert caught.value.refusal is refusal
