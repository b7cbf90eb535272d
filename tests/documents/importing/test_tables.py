"""Tables of documents: headers in many words, rows that stay what they are."""

import csv
import io
from datetime import date

import openpyxl
import pytest

from gongkai.documents.rules.importing.formats import read_file
from gongkai.documents.rules.importing.found import Refusal, UnreadableError
from gongkai.documents.rules.importing.mapping import MappingError, read_mapping

HEADER = ["索引号", "标题", "发文机关", "发文字号", "主题分类", "成文日期", "发布日期", "正文"]
ROW = [
    "139999/2021-1",
    "青禾县人民政府关于某事的通知",
    "青禾县人民政府",
    "青政发〔2021〕1号",
    "综合政务",
    "2021年1月4日",
    "2021-01-08",
    "各乡镇：\n　　现将有关事项通知如下。\n附件：无",
]


def csv_of(*rows, encoding="utf-8", delimiter=","):
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue().encode(encoding)


def xlsx_of(*rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def only(name, content, mapping=None):
    (item,) = read_file(name, content, mapping)
    assert item.error is None, item.error
    return item.found


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_a_csv_row_is_a_document(encoding, delimiter):
    found = only("t.csv", csv_of(HEADER, ROW, encoding=encoding, delimiter=delimiter))
    assert found.index_number == "139999/2021-1"
    assert found.title == "青禾县人民政府关于某事的通知"
    assert found.issuer == "青禾县人民政府"
    assert found.document_number == "青政发〔2021〕1号"
    assert found.topic == "综合政务"
    assert (found.made_on, found.published_on) == (date(2021, 1, 4), date(2021, 1, 8))
    assert found.body == "<p>各乡镇：</p><p>现将有关事项通知如下。</p><p>附件：无</p>"
    assert not found.problems
    assert not found.inferred


@pytest.mark.parametrize(
    ("title", "number", "made"),
    [
        ("名 称", "文　号", "生成日期："),
        ("*文件名称", "发文字号（必填）", "成文时间"),
        ("title", "doc_no", "made_on"),
        ("Title", "release_number", "meta_成文日期"),
    ],
)
def test_a_header_is_known_in_other_words(title, number, made):
    found = only(
        "t.csv",
        csv_of([title, number, made, "内容"], ["甲", "青政〔2020〕3号", "2020/3/4", "乙。"]),
    )
    assert (found.title, found.document_number) == ("甲", "青政〔2020〕3号")
    assert found.made_on == date(2020, 3, 4)


def test_a_workbook_may_have_a_heading_above_its_header_and_real_dates():
    content = xlsx_of(
        ["青禾县政策文件汇总表"],
        [],
        ["序号", "文件名称", "文号", "成文日期", "发布日期"],
        [1, "关于甲事的通知", "青政〔2020〕1号", date(2020, 5, 6), 43958],
        [2, "关于乙事的通知", "青政〔2020〕2号", "2020-02-30", None],
    )
    first, second = read_file("t.xlsx", content)
    assert (first.part, second.part) == ("#4", "#5")
    assert first.found.made_on == date(2020, 5, 6)
    assert first.found.published_on == date(2020, 5, 7)
    told = {(one.field, one.reason.value, one.value) for one in second.found.problems}
    assert ("made_on", "impossible_date", "2020-02-30") in told


def test_a_day_sent_is_the_day_made_only_beside_a_day_published():
    beside = only(
        "t.csv", csv_of(["标题", "发文日期", "发布日期"], ["甲", "2020-01-02", "2020-01-05"])
    )
    alone = only(
        "t.csv", csv_of(["标题", "文号", "发文日期"], ["甲", "青政〔2020〕1号", "2020-01-02"])
    )
    assert (beside.made_on, beside.published_on) == (date(2020, 1, 2), date(2020, 1, 5))
    assert (alone.made_on, alone.published_on) == (None, date(2020, 1, 2))


def test_a_plain_word_gives_way_to_a_clear_one():
    header = ["时间", "主题", "标题", "发布日期", "主题分类"]
    found = only("t.csv", csv_of(header, ["2020-01-09", "甲", "乙", "2020-01-05", "丙"]))
    assert (found.published_on, found.topic) == (date(2020, 1, 5), "丙")


def test_a_cell_of_html_is_read_as_html():
    cell = (
        '<div><p onclick="x">一</p><script>x</script><table><tr><td>a</td><td>b</td></tr></table>'
    )
    found = only("t.csv", csv_of(["标题", "内容"], ["甲", cell]))
    assert found.body == "<p>一</p><table><tbody><tr><td>a</td><td>b</td></tr></tbody></table>"


def test_files_named_in_a_column_go_with_the_text():
    row = ["甲", "乙。", "http://a.gov.cn/1.doc;files/2.pdf;"]
    found = only("t.csv", csv_of(["标题", "正文", "附件链接"], row))
    assert 'href="http://a.gov.cn/1.doc"' in found.body
    assert [one.target for one in found.references] == ["files/2.pdf"]


def test_a_text_flattened_to_one_line_gets_its_paragraphs_back():
    text = "各乡镇：　　一、总体要求。要抓好落实。　　二、保障措施。要加强领导。"
    found = only("t.csv", csv_of(["标题", "内容"], ["甲", text]))
    assert found.body.count("<p>") == 3


def test_the_text_itself_tells_what_no_column_does():
    text = "青政办〔2020〕9号\n各乡镇：\n请遵照执行。\n青禾县人民政府办公室\n2020年4月1日"
    found = only("t.csv", csv_of(["标题", "内容"], ["关于某事的通知", text]))
    assert found.document_number == "青政办〔2020〕9号"
    assert found.issuer == "青禾县人民政府办公室"
    assert found.made_on == date(2020, 4, 1)
    assert set(found.inferred) == {"document_number", "issuer", "made_on"}


def test_a_wrong_header_is_refused_and_shown():
    (item,) = read_file("t.csv", csv_of(["甲", "乙"], ["1", "2"]))
    assert item.error.refusal is Refusal.HEADER
    assert item.error.detail == "甲、乙"


def test_a_mapping_names_the_columns():
    mapping = read_mapping('[columns]\ntitle = "甲"\ndocument_number = ["丙", "乙"]'.encode())
    found = only("t.csv", csv_of(["甲", "乙"], ["某通知", "青政〔2020〕9号"]), mapping)
    assert (found.title, found.document_number) == ("某通知", "青政〔2020〕9号")


@pytest.mark.parametrize(
    "text", ["[columns", '[columns]\nnonsense = "x"', "[other]\na = 1", '[labels]\n"x" = "y"',
             '[fixed]\nmade_on = "2020-01-01"', "columns = 1"]
)  # fmt: skip
def test_a_mapping_that_cannot_be_followed_is_refused(text):
    with pytest.raises(MappingError):
        read_mapping(text.encode())


def test_a_row_without_a_title_is_told_and_the_others_stand():
    content = csv_of(["标题", "内容"], ["", ""], ["", "只有一句话。"], ["甲", "乙。"])
    items = list(read_file("t.csv", content))
    assert [item.part for item in items] == ["#3", "#4"]
    assert items[-1].found.title == "甲"


@pytest.mark.parametrize(
    "content", [b"PK\x03\x04broken", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"x,y"]
)
def test_a_workbook_that_is_none_is_refused(content):
    (item,) = read_file("t.xlsx", content)
    assert isinstance(item.error, UnreadableError)
    assert item.error.refusal in {Refusal.BROKEN, Refusal.NOT_WHAT_IT_SAYS}
