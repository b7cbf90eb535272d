"""A picture in a text stands in the Word file and the PDF too, or is named where it is missing."""

import io
from datetime import date
from urllib.parse import quote

import docx
import pypdf
import pytest
from PIL import Image

from gongkai.custody.files import path_of
from gongkai.documents.actions import attaching, drafting
from gongkai.documents.contents import Text
from gongkai.documents.renditions.pdf import pdf
from gongkai.documents.renditions.word import word

from .conftest import NOW

TODAY = date(2026, 11, 23)


def drawn(kind, mode="RGB", size=(3000, 40)):
    out = io.BytesIO()
    Image.new(mode, size, "red" if mode != "1" else 1).save(out, kind)
    return out.getvalue()


@pytest.fixture
def draft(county, settings, tmp_path):
    settings.GONGKAI_HOME = tmp_path

    def make(name, content):
        entry = attaching.attach(name, content)
        text = Text(title="规划图公布", issuer="云河县", attribute="open", attachments=(entry,))
        document = drafting.draft(county, text, by=None, at=NOW, source_path="old/plan")
        where = f"/documents/{document.key}/files/{entry['digest'][:16]}/{quote(entry['name'])}"
        document.body = (
            f'<p>规划如图。</p><p><img src="{where}" alt="用地规划"></p><p>特此公布。</p>'
        )
        return document, entry

    return make


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("规划 图.png", drawn("PNG", "RGBA")),
        ("规划.jpg", drawn("JPEG", "CMYK")),
        ("规划.gif", drawn("GIF", "P")),
    ],
)
def test_a_picture_is_set_no_wider_than_the_page(draft, name, content):
    document, _entry = draft(name, content)
    made = docx.Document(io.BytesIO(word(document, "https://x/", TODAY)))
    (shown,) = made.inline_shapes
    assert shown.width <= docx.shared.Cm(15.7)
    assert shown._inline.docPr.get("descr") == "用地规划"
    page = pypdf.PdfReader(io.BytesIO(pdf(document, "https://x/", TODAY))).pages[0]
    assert len(page.images) == 1
    assert page.images[0].image.width <= 1600


@pytest.mark.parametrize("gone", [True, False])
def test_a_picture_that_cannot_be_read_is_named(draft, gone):
    document, entry = draft("规划.png", drawn("PNG"))
    path = path_of(entry["digest"])
    path.unlink() if gone else path.write_bytes(b"\x89PNG\r\n\x1a\nbroken")
    words = "\n".join(
        paragraph.text
        for paragraph in docx.Document(io.BytesIO(word(document, "https://x/", TODAY))).paragraphs
    )
    assert "[图片：用地规划]" in words
    assert "特此公布" in words
    text = pypdf.PdfReader(io.BytesIO(pdf(document, "https://x/", TODAY))).pages[0].extract_text()
    assert "图片" in text
