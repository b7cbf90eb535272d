"""Word, PDF and plain text files; the files are made here, by the programs that make them."""

import io
import zipfile
from datetime import date

import docx
import pypdf
import pytest
import typst
from docx.enum.text import WD_ALIGN_PARAGRAPH

from gongkai.documents.rules.importing.formats import read_file
from gongkai.documents.rules.importing.found import Refusal
from gongkai.printing.faces import fonts, known

LINES = (
    "青禾县人民政府文件",
    "青政发〔2021〕5号",
    "青禾县人民政府关于加强农村公路养护的实施意见",
    "各乡镇人民政府，县政府各部门：",
    "为加强农村公路养护，经县政府同意，现提出以下意见。",
    "青禾县人民政府",
    "2021年3月9日",
)


def only(name, content):
    (item,) = read_file(name, content)
    assert item.error is None, item.error
    return item.found


def refusal(name, content):
    (item,) = read_file(name, content)
    assert item.found is None
    return item.error.refusal


def word_file(fill=lambda document: None):
    document = docx.Document()
    for line in LINES:
        document.add_paragraph(line)
    fill(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def pdf_file(*paragraphs):
    face = known()[0]
    text = "\n\n".join(paragraphs)
    source = f'#set page(paper: "a4")\n#set text(font: "{face}", size: 16pt, lang: "zh")\n{text}'
    return typst.compile(source.encode(), font_paths=fonts())


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.docx", word_file()),
        ("a.txt", "\n".join(LINES).encode("gb18030")),
        ("a.md", "\n\n".join(LINES).encode()),
    ],
    ids=["docx", "txt", "md"],
)
def test_a_letter_tells_its_own_facts(name, content):
    found = only(name, content)
    assert found.title == LINES[2]
    assert found.document_number == "青政发〔2021〕5号"
    assert found.issuer == "青禾县人民政府"
    assert found.made_on == date(2021, 3, 9)
    assert set(found.inferred) == {"title", "document_number", "issuer", "made_on"}
    assert "<p>为加强农村公路养护，经县政府同意，现提出以下意见。</p>" in found.body


def test_an_order_is_called_by_what_it_proclaims():
    text = "青禾县人民政府令\n第6号\n《青禾县户外广告管理办法》已经通过，现予公布。\n2017年5月18日"
    found = only("2017-06.txt", text.encode())
    assert found.title == "青禾县户外广告管理办法"
    assert found.document_number == "青禾县人民政府令第6号"


def test_word_keeps_headings_lists_tables_links_and_the_right_edge():
    def fill(document):
        document.add_heading("总体要求", 1)
        document.add_paragraph("第一项", style="List Bullet")
        document.add_paragraph("第二项", style="List Bullet")
        document.add_paragraph("其一", style="List Number")
        table = document.add_table(rows=3, cols=3)
        table.cell(0, 0).merge(table.cell(1, 0)).text = "乡镇"
        table.cell(0, 1).merge(table.cell(0, 2)).text = "里程"
        table.cell(1, 1).text, table.cell(1, 2).text = "县道", "乡道"
        table.cell(2, 0).text, table.cell(2, 1).text, table.cell(2, 2).text = "柳溪镇", "12", "30"
        strong = document.add_paragraph()
        strong.add_run("注意").bold = True
        strong.add_run("：m")
        strong.add_run("2").font.superscript = True
        document.add_paragraph("青禾县").alignment = WD_ALIGN_PARAGRAPH.RIGHT

    body = only("a.docx", word_file(fill)).body
    assert "<h2>总体要求</h2>" in body
    assert "<ul><li>第一项</li><li>第二项</li></ul><ol><li>其一</li></ol>" in body
    assert (
        '<tr><td rowspan="2">乡镇</td><td colspan="2">里程</td></tr>'
        "<tr><td>县道</td><td>乡道</td></tr><tr><td>柳溪镇</td><td>12</td><td>30</td></tr>"
    ) in body
    assert "<p><strong>注意</strong>：m<sup>2</sup></p>" in body
    assert '<p class="right">青禾县</p>' in body


def test_a_zip_called_docx_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("readme.txt", "x")
    assert refusal("a.docx", out.getvalue()) is Refusal.NOT_WHAT_IT_SAYS


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.docx", b"", Refusal.EMPTY),
        ("a.docx", b"<html>", Refusal.NOT_WHAT_IT_SAYS),
        ("a.docx", word_file()[:-200], Refusal.BROKEN),
        ("a.pdf", b"hello", Refusal.NOT_WHAT_IT_SAYS),
        ("a.pdf", b"%PDF-1.7 nothing else", Refusal.BROKEN),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Refusal.OLD_FORMAT),
        ("a.wps", b"x", Refusal.OLD_FORMAT),
        ("a.txt", b"\x00\x01\x02", Refusal.NOT_TEXT),
    ],
)
def test_a_file_that_cannot_be_read_says_why(name, content, expected):
    assert refusal(name, content) is expected


def test_a_bomb_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 50_000_000)
    assert refusal("a.docx", out.getvalue()) is Refusal.BOMB


def test_the_text_layer_of_a_pdf_is_read_and_its_lines_are_joined():
    long = (
        "各乡镇要落实养护责任，明确养护标准，建立巡查台账，及时处置病害，保障群众安全便捷出行。" * 3
    )
    found = only("x.pdf", pdf_file(*LINES[1:5], long, *LINES[5:]))
    assert found.title == LINES[2]
    assert found.document_number == "青政发〔2021〕5号"
    assert found.issuer == "青禾县人民政府"
    assert found.made_on == date(2021, 3, 9)
    assert f"<p>{long}</p>" in found.body


def test_a_file_without_a_heading_is_called_by_its_name():
    found = only("关于农村公路的通知.pdf", pdf_file("QZF 2021", "Keep the roads in good repair."))
    assert found.title == "关于农村公路的通知"


def test_a_scan_without_text_and_a_locked_pdf_are_told():
    writer = pypdf.PdfWriter()
    writer.add_blank_page(200, 200)
    out = io.BytesIO()
    writer.write(out)
    assert refusal("a.pdf", out.getvalue()) is Refusal.SCAN
    writer.encrypt("secret")
    out = io.BytesIO()
    writer.write(out)
    assert refusal("a.pdf", out.getvalue()) is Refusal.ENCRYPTED
