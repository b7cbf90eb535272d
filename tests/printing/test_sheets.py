"""Official sheets: Word and PDF set from one sheet, as a reader will hold them."""

import io
import zipfile

import docx
import pypdf
import pytest
from docx.oxml.ns import qn

from gongkai.printing import faces
from gongkai.printing.pdf import pdf
from gongkai.printing.rules.sheet import Line, Sheet
from gongkai.printing.word import word

LAST = "如不服本答复，您可以自收到本答复书之日起六十日内申请行政复议。" * 5


def a_sheet(*lines, **more):
    given = {
        "letterhead": "示例县水利局",
        "number": "公复〔2026〕1号",
        "title": "答复书",
        "addressee": "张三丰",
        "lines": tuple(Line(text) for text in lines),
        "signer": "示例县水利局",
        "dated": "2026年11月20日",
        "contact": "联系电话：0000-0000000",
    }
    return Sheet(**(given | more))


def pages_of(sheet):
    reader = pypdf.PdfReader(io.BytesIO(pdf(sheet)))
    return [page.extract_text().replace(" ", "").replace("\n", "") for page in reader.pages]


@pytest.mark.parametrize("before", range(8, 18))
def test_a_seal_that_does_not_fit_takes_some_lines_with_it_and_no_more(before):
    pages = pages_of(a_sheet(*["一行。"] * before, LAST))
    assert "2026年11月20日" in pages[-1]
    if len(pages) > 1:
        assert pages[0].count("如不服") >= 1
        assert "行政复议" in pages[1]


def test_a_letter_that_fits_is_one_page():
    assert len(pages_of(a_sheet("一行。", LAST))) == 1


def test_enclosures_hang_under_their_own_names():
    names = ("统计表", "一份名称特别长的验收报告" * 3)
    made = docx.Document(io.BytesIO(word(a_sheet("见附件。", enclosures=names))))
    first, second = (
        one for one in made.paragraphs if one.text.rstrip("告表").endswith(("统计", "报"))
    )
    assert (first.text[:5], second.text[:2]) == ("附件：1．", "2．")
    shapes = [one.paragraph_format for one in (first, second)]
    assert shapes[0].left_indent == shapes[1].left_indent
    starts = [shape.left_indent + shape.first_line_indent for shape in shapes]
    assert starts[1] - starts[0] == docx.shared.Pt(16 * 3)
    assert "附件：" in pages_of(a_sheet("见附件。", enclosures=names))[0]


def test_word_is_told_the_language_and_what_stands_for_a_missing_face():
    content = word(a_sheet("正文。"))
    made = docx.Document(io.BytesIO(content))
    language = made.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    assert language.get(qn("w:eastAsia")) == "zh-CN"
    table = zipfile.ZipFile(io.BytesIO(content)).read("word/fontTable.xml").decode()
    assert "仿宋_GB2312" in table
    assert "FangSong" in table


def test_the_text_of_a_letter_is_set_in_imitation_song_where_the_machine_has_it(monkeypatch):
    class Installed:
        def families(self):
            return ["FangSong", *faces.FACES]

    monkeypatch.setattr(faces, "fonts", Installed)
    assert faces.known_for_letters() == ["FangSong", *faces.FACES]
    assert faces.known() == list(faces.FACES)


def test_a_word_file_is_packed():
    assert len(word(a_sheet("正文。"))) < 100_000


def test_date_and_contact_never_stand_alone_on_a_page_of_word():
    made = docx.Document(io.BytesIO(word(a_sheet("正文。"))))
    by_text = {one.text: one.paragraph_format for one in made.paragraphs}
    kept = ("正文。", "示例县水利局", "2026年11月20日")
    assert all(by_text[text].keep_with_next for text in kept)
