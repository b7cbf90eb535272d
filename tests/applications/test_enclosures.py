"""What is looked for in a letter's enclosures before it goes out."""

import io
from datetime import date

import docx
import pytest

from gongkai.applications import checking
from gongkai.applications.actions import keeping, letters
from gongkai.applications.actions.receiving import File
from gongkai.applications.models import Letter, LetterFile
from gongkai.applications.rules.letters import Kind
from gongkai.bodies.models import Role

from . import papers
from .making import NOON, appointed

DAY = date(2026, 9, 21)


@pytest.fixture
def handler(county):
    return appointed(county, "handler", Role.HANDLER)


def drafted(application, kind, by, outcome="", **fields):
    return letters.draft(application, Kind(kind), fields, outcome=outcome, by=by, at=NOON)


def hidden_comment():
    made = docx.Document()
    paragraph = made.add_paragraph("公开的内容")
    made.add_comment(paragraph.runs, text="领导批示：先别公开", author="某人", initials="x")
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_an_enclosure_with_hidden_words_wants_an_answer_before_release(application, handler):
    letter = drafted(application, "granted", handler, given="见附件")
    file = File("附件.docx", letters.WORD, hidden_comment())
    keeping.keep(letter, LetterFile.Part.ENCLOSURE, file, at=NOON)
    with pytest.raises(letters.UncheckedError):
        letters.submit(letter, by=handler, at=NOON, today=DAY)
    fields = {"given": "见附件", "answer": "批注为公开版说明，已核对"}
    letters.revise(letter, fields, outcome="", by=handler, at=NOON)
    letters.submit(letter, by=handler, at=NOON, today=DAY)
    assert letter.stage == Letter.Stage.SUBMITTED


@pytest.mark.parametrize(
    ("content", "codes"),
    [
        (papers.bytes_of(papers.paged("Report of the works")), set()),
        (papers.bytes_of(papers.paged("Call 13912345678 please")), {"mobile"}),
        (papers.bytes_of(papers.paged("Id 110101199001011237")), {"id_number"}),
        (papers.bytes_of(papers.paged("Report", author="Zhang")), {"metadata"}),
        (papers.bytes_of(papers.paged("")), {"unsearched"}),
        (papers.with_note(), {"comments"}),
        (papers.with_file(), {"files_inside"}),
        (papers.locked(), {"unreadable"}),
        (b"%PDF-1.7 torn", {"unreadable"}),
    ],
)
def test_the_words_of_an_enclosed_pdf_are_checked_too(application, handler, content, codes):
    letter = drafted(application, "granted", handler, "granted", given="见附件")
    file = File("附件.pdf", "application/pdf", content)
    keeping.keep(letter, LetterFile.Part.ENCLOSURE, file, at=NOON)
    found = checking.findings(letter, DAY)
    assert {one.code for one in found if one.place} == codes
    assert all(one.name for one in found)
