"""What a PDF says beside its pages is found, whether its words are read or not."""

import io

import pypdf
import pytest
from pypdf.annotations import Text

from gongkai.screening.rules import hidden, portable
from gongkai.screening.rules.findings import Code, Severity


def made(change=lambda writer: None):
    writer = pypdf.PdfWriter()
    writer.add_blank_page(200, 200)
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def remarked(writer):
    writer.add_annotation(0, Text(rect=(10, 10, 50, 50), text="此处金额待核"))


def enclosed(writer):
    writer.add_attachment("底稿.docx", b"PK")


@pytest.mark.parametrize(
    ("change", "code", "severity", "excerpt"),
    [
        (remarked, Code.COMMENTS, Severity.BLOCK, "1: 此处金额待核"),
        (enclosed, Code.FILES_INSIDE, Severity.BLOCK, "1: 底稿.docx"),
        (lambda one: one.add_metadata({"/Author": "张三"}), Code.METADATA, Severity.NOTE, "张三"),
        (lambda one: one.encrypt("secret"), Code.UNREADABLE, Severity.BLOCK, ""),
    ],
)
def test_what_a_pdf_hides_is_found_by_both_ways(change, code, severity, excerpt):
    content = made(change)
    (found,) = hidden.find("application/pdf", content)
    assert (found.code, found.severity, found.excerpt) == (code, severity, excerpt)
    assert found in portable.read(content)[1]


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", made()[:200], b"\x00" * 5000])
def test_a_torn_pdf_is_a_finding(content):
    assert portable.find(content) == portable.UNREADABLE


def test_a_plain_pdf_hides_nothing_and_a_scan_is_told():
    assert portable.find(made()) == ()
    ((found,),) = [portable.read(made())[1]]
    assert found.code == Code.UNSEARCHED
