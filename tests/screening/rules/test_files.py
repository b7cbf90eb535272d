import io
import zipfile

import pytest

from gongkai.screening.rules import files
from gongkai.screening.rules.files import FileRefusedError, Refusal, media_type, tidy_name


def zipped(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in members.items():
            # A fixed date: the bytes, and with them the test's name, are the same every time.
            member = zipfile.ZipInfo(name.replace("__", "/").replace("_dot_", "."))
            member.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(member, content)
    return out.getvalue()


DOCX = zipped(word__document_dot_xml=b"<w/>")


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("通知.pdf", b"%PDF-1.7\n", "application/pdf"),
        ("通知.PDF", b"%PDF-1.7\n", "application/pdf"),
        ("图.png", b"\x89PNG\r\n\x1a\n", "image/png"),
        ("图.jpeg", b"\xff\xd8\xff\xe0", "image/jpeg"),
        ("表.csv", "序号,名称\n".encode("gbk"), "text/csv"),
        ("通知.docx", DOCX, files.OFFICE["docx"]),
        ("公文.ofd", zipped(OFD_dot_xml=b"<o/>"), "application/ofd"),
        ("旧.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 8, "application/msword"),
    ],
)
def test_a_file_is_known_by_its_bytes(name, content, expected):
    assert media_type(name, content) == expected


@pytest.mark.parametrize(
    ("name", "content", "refusal"),
    [
        ("空.pdf", b"", Refusal.EMPTY),
        ("页.html", b"<script>", Refusal.KIND),
        ("图.svg", b"<svg onload=x>", Refusal.KIND),
        ("程序.exe", b"MZ", Refusal.KIND),
        ("假.pdf", b"<html>", Refusal.NOT_WHAT_IT_SAYS),
        ("假.png", b"%PDF-1.7", Refusal.NOT_WHAT_IT_SAYS),
        ("压缩.docx", zipped(readme=b"x"), Refusal.NOT_WHAT_IT_SAYS),
        ("包.zip", zipped(readme=b"x"), Refusal.KIND),
        ("断.docx", DOCX[:40], Refusal.BROKEN),
        ("二进制.txt", b"a\x00b", Refusal.NOT_WHAT_IT_SAYS),
        (
            "宏.docx",
            zipped(word__document_dot_xml=b"<w/>", word__vbaProject_dot_bin=b"x"),
            Refusal.MACROS,
        ),
        ("弹.docx", zipped(word__document_dot_xml=b"0" * 3_000_000), Refusal.BOMB),
    ],
)
def test_what_may_not_hang_on_a_document_is_refused_with_its_reason(name, content, refusal):
    with pytest.raises(FileRefusedError) as refused:
        media_type(name, content)
    assert refused.value.refusal is refusal


def test_a_file_over_the_limit_is_refused(monkeypatch):
    monkeypatch.setattr(files, "FILE_BYTES_MAX", 8)
    with pytest.raises(FileRefusedError) as refused:
        media_type("大.pdf", b"%PDF-1.7\n")
    assert refused.value.refusal is Refusal.TOO_LARGE


@pytest.mark.parametrize(
    ("given", "tidy"),
    [
        ("..\\..\\通知.docx", "通知.docx"),
        ("/etc/passwd", "passwd"),
        ('a"b\r\n.PDF', "ab.pdf"),
        ("\u202efdp.exe", "fdp.exe"),
        ("...", "file"),
        ("长" * 300 + ".pdf", "长" * 116 + ".pdf"),
    ],
)
def test_names_are_made_safe_for_addresses_and_headers(given, tidy):
    assert tidy_name(given) == tidy
