"""Directories out of workbooks, CSV files and pages, each hazard of them a test."""

import csv
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from gongkai.catalogue.intake import gather, said
from gongkai.catalogue.models import Area
from gongkai.catalogue.rules.doubts import Column, Reason
from gongkai.catalogue.rules.tiers import Level, Tier

from .sheets import BASIS, LIMIT, LOWER, SOUND, UPPER, page, row, workbook

pytestmark = pytest.mark.django_db


def read(content, name="目录.xlsx", **options):
    return gather([(name, content)], Tier.COUNTY, **options)


def only(content, name="目录.xlsx"):
    """Return the only item of a file."""
    ((area, item),) = read(content, name).rows
    assert area == "social-assistance"
    return item


def doubts(content, name="目录.xlsx"):
    return [(p.doubt.row, p.doubt.column, p.doubt.reason) for p in read(content, name).doubts]


def refusal(content, name="目录.xlsx"):
    ((_, refused),) = read(content, name).failed
    return refused.refusal.value


def as_csv(*rows, encoding="utf-8"):
    out = StringIO()
    csv.writer(out).writerows([["" if cell is None else cell for cell in line] for line in rows])
    return out.getvalue().encode(encoding)


def test_a_workbook_with_a_heading_of_two_merged_rows_is_read_whole():
    item = only(workbook(SOUND))
    assert (item.row, item.number, item.level1, item.level2) == (4, "1", "低保", "办事指南")
    assert item.channels == ("政府网站",)
    assert (item.audience_all, item.active, item.on_request) == (True, True, False)
    assert item.levels == {Level.COUNTY}
    assert not doubts(workbook(SOUND))


@pytest.mark.parametrize("encoding", ["utf-8", "gb2312", "gbk"])
def test_a_page_with_a_table_inside_a_table_is_read_in_its_encoding(encoding):
    item = only(page(SOUND, encoding=encoding), "目录.html")
    assert (item.level1, item.content, item.channels) == ("低保", "申请条件", ("政府网站",))


def test_a_page_that_lies_about_its_encoding_is_read():
    content = page(SOUND).replace(b'charset="utf-8"', b'charset="gb2312"')
    assert only(content, "目录.html").level1 == "低保"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk"])
def test_a_csv_file_whose_merged_cells_are_empty_is_read(encoding):
    content = as_csv(["社会救助领域标准目录"], UPPER, LOWER, SOUND, encoding=encoding)
    assert only(content, "目录.csv").levels == {Level.COUNTY}


def test_a_cell_merged_over_two_rows_counts_for_both():
    content = workbook(SOUND, row(c0="2", c1="", c2="名单"), merge=["B4:B5"])
    assert [item.level1 for _, item in read(content).rows] == ["低保", "低保"]
    assert not doubts(content)


def test_a_lost_merged_cell_is_filled_from_above_and_told():
    content = workbook(SOUND, row(c0="2", c1="", c2="名单"))
    assert [item.level1 for _, item in read(content).rows] == ["低保", "低保"]
    assert doubts(content) == [(5, Column.LEVEL1, Reason.FILLED)]


def test_the_same_as_above_is_what_stands_above():
    content = workbook(SOUND, row(c0="2", c2="名单", c4="同上", c5="（同上）", c7="同上"))
    second = read(content).rows[1][1]
    assert (second.basis, second.time_limit) == (SOUND[4], SOUND[5])
    assert second.channels == ("政府网站",)
    assert not doubts(content)


def test_the_same_as_above_twice_is_what_stood_two_rows_above():
    rows = [SOUND, row(c0="2", c2="b", c5="同上"), row(c0="3", c2="c", c5="同上")]
    assert {item.time_limit for _, item in read(workbook(*rows)).rows} == {SOUND[5]}


def test_the_same_as_above_in_the_first_row_is_told():
    assert (4, Column.BASIS, Reason.NOTHING_ABOVE) in doubts(workbook(row(c4="同上")))


def test_marks_that_lost_their_font_are_marks():
    item = only(workbook(row(c7="t政府网站 口政府公报", c8="t", c10="þ", c12="√")))
    assert (item.channels, item.audience_all, item.active) == (("政府网站",), True, True)


def test_a_mark_that_cannot_be_told_is_told():
    assert (4, Column.COUNTY, Reason.MARK) in doubts(workbook(row(c12="?")))


def test_a_special_group_is_kept_by_name():
    item = only(workbook(row(c8="", c9="项目单位")))
    assert (item.audience_all, item.audience_group) == (False, "项目单位")


def test_a_special_group_that_is_only_ticked_is_told():
    assert (4, Column.AUDIENCE_GROUP, Reason.GROUP_UNNAMED) in doubts(workbook(row(c8="", c9="√")))


def test_one_column_for_township_and_village_is_both():
    assert only(workbook(row(c12="", c13="√"))).levels == {Level.TOWNSHIP, Level.VILLAGE}


def test_headings_printed_again_and_lines_that_are_no_items_are_left_out():
    content = workbook(
        SOUND,
        [str(number) for number in range(1, 15)],
        UPPER,
        LOWER,
        row(c0="2", c2="名单"),
        ["注：本目录自印发之日起施行"],
        [],
    )
    assert [item.number for _, item in read(content).rows] == ["1", "2"]


def test_a_title_across_the_table_names_the_area_of_what_follows():
    content = workbook(
        ["一、社会救助领域"], SOUND, ["二、养老服务领域"], row(c1="补贴"), merge=["A4:N4", "A6:N6"],
        title="清川县标准目录",
    )  # fmt: skip
    assert [area for area, _ in read(content).rows] == ["social-assistance", "elderly-care"]


@pytest.mark.parametrize(
    ("options", "name"),
    [
        ({"title": "目录", "sheet": "社会救助"}, "a.xlsx"),
        ({"title": "目录"}, "社会救助领域目录.xlsx"),
        ({"title": "清川县社会救助领域标准目录"}, "a.xlsx"),
    ],
)
def test_the_area_is_told_by_title_sheet_or_file(options, name):
    ((area, _),) = read(workbook(SOUND, **options), name).rows
    assert area == "social-assistance"


def test_a_table_that_names_no_area_needs_one_to_be_given():
    content = workbook(SOUND, title="目录")
    assert refusal(content, "a.xlsx") == "no_area"
    ((area, _),) = read(content, "a.xlsx", area="health").rows
    assert area == "health"


def test_an_area_beyond_the_twenty_six_is_entered_as_the_countys_own():
    head = ["领域", *(lower or upper for upper, lower in zip(UPPER, LOWER, strict=True))]
    content = as_csv(head, ["政府文件信息", *SOUND], ["政府文件信息", *row(c2="b")])
    gathered = read(content, "a.csv")
    assert [p.doubt.reason for p in gathered.doubts] == [Reason.AREA_LOCAL] * 2
    rows = said(gathered)
    assert {each.area.name for each in rows} == {"政府文件信息"}
    assert Area.objects.get(name="政府文件信息").number is None


def test_a_table_without_level_columns_takes_them_from_its_tier():
    content = as_csv(["社会救助"], UPPER[:12], LOWER[:12], SOUND[:12])
    assert only(content, "目录.csv").levels == {Level.COUNTY}
    assert (3, Column.COUNTY, Reason.NO_LEVEL_COLUMNS) in doubts(content, "目录.csv")


def test_extra_columns_are_left_out_and_only_strange_ones_are_told():
    upper, lower = [*UPPER, "备注", "公开（形式）", "网络热度"], [*LOWER, None, None, None]
    content = as_csv(["社会救助"], upper, lower, [*SOUND, "x", "文本", "9"])
    assert doubts(content, "目录.csv") == [(3, Column.TABLE, Reason.COLUMN_UNKNOWN)]


def test_channels_with_a_column_each_are_gathered():
    upper = [*UPPER[:7], "公开渠道和载体", None, None, *UPPER[8:]]
    lower = [*LOWER[:7], "政府网站", "政府公报", "两微一端", *LOWER[8:]]
    line = [*SOUND[:7], "√", "", "√", *SOUND[8:]]
    filled = [
        cell or "公开渠道和载体" if 7 <= place <= 9 else cell for place, cell in enumerate(upper)
    ]
    item = only(as_csv(["社会救助"], filled, lower, line), "目录.csv")
    assert item.channels == ("政府网站", "两微一端")


def test_one_file_with_two_sheets_gives_the_items_of_both():
    book = load_workbook(BytesIO(workbook(SOUND, sheet="社会救助")))
    other = book.copy_worksheet(book.active)
    other.title = "养老服务"
    other["A1"] = "养老服务领域标准目录"
    out = BytesIO()
    book.save(out)
    areas = {area for area, _ in read(out.getvalue()).rows}
    assert areas == {"social-assistance", "elderly-care"}


def test_a_row_given_twice_is_told():
    assert (5, Column.LEVEL1, Reason.TWICE) in doubts(workbook(SOUND, row(c0="2")))


def test_signs_that_no_sheet_can_hold_are_gone():
    assert only(page(row(c3="申请\x0b条件\u200b")), "目录.html").content == "申请 条件"


@pytest.mark.parametrize(
    ("content", "name", "refused"),
    [
        (b"PK\x03\x04 not a workbook", "a.xlsx", "broken"),
        (b"", "a.xlsx", "broken"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.xlsx", "locked"),
        (b"a,b\n1,2\n", "a.csv", "no_heading"),
        (b"", "a.csv", "no_table"),
        (b"<p>no table</p>", "a.html", "no_table"),
        (b"x", "a.doc", "format"),
        (b"x", "a", "format"),
    ],
)
def test_a_file_that_is_no_directory_says_why(content, name, refused):
    assert refusal(content, name) == refused


def test_a_heading_without_items_says_so():
    assert refusal(workbook()) == "no_items"


def test_one_bad_file_does_not_hide_the_others():
    gathered = gather([("a.csv", b"a,b\n1,2\n"), ("b.xlsx", workbook(SOUND))], Tier.COUNTY)
    assert len(gathered.rows) == 1
    assert [name for name, _ in gathered.failed] == ["a.csv"]


@pytest.mark.reference
def test_every_row_of_the_reference_examples_is_read_as_printed():
    import os
    from pathlib import Path

    path = Path(os.environ["GONGKAI_REFERENCE"], "data", "catalogue", "examples.csv")
    gathered = read(path.read_bytes(), "examples.csv")
    with path.open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    assert len(gathered.rows) == len(rows) == 22
    for (_, item), printed in zip(gathered.rows, rows, strict=True):
        cells = list(printed.values())
        assert item.number == cells[1]
        assert item.level1 == cells[2].strip()
        assert item.level2 == cells[3].strip()
        assert len(item.channels) == len(cells[9].split(";"))
        assert item.audience_all == bool(cells[10])
        assert item.audience_group == cells[11]
        assert item.active == bool(cells[12])
        assert item.on_request == bool(cells[13])
        assert (Level.COUNTY in item.levels) == bool(cells[14])
        assert (Level.TOWNSHIP in item.levels) == bool(cells[15])


@pytest.mark.parametrize("mark", ["同 上", "『同上』", "-〃-", "……", "同上栏", "同　上。"])
def test_the_same_as_above_is_understood_however_it_is_written(mark):
    content = workbook(SOUND, row(c0="2", c2="名单", c6=mark))
    assert [item.publisher for _, item in read(content).rows] == ["民政局", "民政局"]


SINGLE = (
    "序号", "公开事项", "公开内容", "公开依据", "公开时限", "公开主体", "公开渠道和载体",
    "公开对象", "公开方式", "公开层级",
)  # fmt: skip


def single(cell):
    line = ("1", cell, "条件", BASIS, LIMIT, "民政局", "政府网站", "面向社会", "主动公开 √", "县级")
    return as_csv(["社会救助领域标准目录"], SINGLE, line)


@pytest.mark.parametrize(
    "cell", ["低保—办事指南", "低保/办事指南", "一级：低保 二级：办事指南", "1.低保\n1.1办事指南"]
)
def test_two_levels_in_one_cell_are_parted_and_told(cell):
    item = only(single(cell), "目录.csv")
    assert (item.level1, item.level2) == ("低保", "办事指南")
    assert (item.audience_all, item.active) == (True, True)
    assert doubts(single(cell), "目录.csv") == [(3, Column.LEVEL1, Reason.SPLIT)]


def test_a_line_broken_by_the_printer_parts_no_levels():
    item = only(single("临时\n救助"), "目录.csv")
    assert (item.level1, item.level2) == ("临时救助", "")


@pytest.mark.parametrize(
    "line", [["合计", "", "2项"], ["", "", "", "审核人：甲", "填表人：乙"], ["第1页 共2页"]]
)
def test_lines_of_the_form_below_a_table_are_no_items(line):
    content = workbook(SOUND, line)
    assert len(read(content).rows) == 1
    assert not doubts(content)


@pytest.mark.parametrize("cell", ["[√]政府网站 [ ]政府公报", "（√）政府网站（　）政府公报"])
def test_boxes_drawn_with_brackets_are_boxes(cell):
    content = workbook(row(c7=cell))
    assert only(content).channels == ("政府网站",)
    assert not doubts(content)


def test_a_csv_file_that_excel_saved_as_unicode_text_is_read():
    text = as_csv(["社会救助领域标准目录"], UPPER, LOWER, SOUND).decode().replace(",", "\t")
    assert only(text.encode("utf-16"), "目录.csv").channels == ("政府网站",)


@pytest.mark.parametrize("value", ["#REF!", "#N/A", "办\ufffd指南"])
def test_a_broken_cell_is_told(value):
    assert (4, Column.LEVEL2, Reason.GARBLED) in doubts(workbook(row(c2=value)))


def test_a_group_in_the_column_for_everybody_is_a_group_and_a_strange_mark_a_tick():
    group = workbook(row(c8="低保对象"))
    assert (only(group).audience_all, only(group).audience_group) == (False, "低保对象")
    assert doubts(group) == [(4, Column.AUDIENCE_ALL, Reason.GROUP_MISPLACED)]
    star = workbook(row(c8="★"))
    assert (only(star).audience_all, only(star).audience_group) == (True, "")
    assert doubts(star) == [(4, Column.AUDIENCE_ALL, Reason.MARK)]


def test_a_page_under_the_name_of_a_sheet_is_read_as_the_page_it_is():
    assert only(page(SOUND), "导出.xls").level1 == "低保"


def test_the_rest_of_a_table_cut_off_by_a_page_is_read_under_its_heading_and_told():
    cells = "".join(f"<td>{cell}</td>" for cell in row(c0="2", c2="名单"))
    rest = f"<p>续表</p><table><tr>{cells}</tr><tr>{cells.replace('名单', '标准')}</tr></table>"
    whole = page(SOUND) + rest.encode()
    assert [(area, item.level2) for area, item in read(whole, "目录.html").rows] == [
        ("social-assistance", "办事指南"),
        ("social-assistance", "名单"),
        ("social-assistance", "标准"),
    ]
    assert (1, Column.TABLE, Reason.CONTINUED) in doubts(whole, "目录.html")


def test_a_table_whose_heading_is_not_known_is_told_not_passed_over():
    lines = "".join(f"<tr>{f'<td>{sign}</td>' * 7}</tr>" for sign in "甲乙")
    whole = page(SOUND) + f"<table>{lines}</table>".encode()
    assert (1, Column.TABLE, Reason.SKIPPED) in doubts(whole, "目录.html")


def test_a_cell_said_to_reach_to_the_end_and_a_tick_drawn_as_a_picture_are_read():
    first = row(c1="@")
    second = row(c0="2", c2="名单", c8='<img src="a.png" alt="√">')
    del second[1]
    whole = page(first, second).replace(b"<td>@", '<td rowspan="0">低保'.encode())
    items = [item for _, item in read(whole, "目录.html").rows]
    assert [(item.level1, item.level2, item.audience_all) for item in items] == [
        ("低保", "办事指南", True),
        ("低保", "名单", True),
    ]


def test_a_heading_of_three_rows_with_a_box_over_each_channel_is_read():
    upper = ("序号", "公开事项", "", "公开内容", "公开依据", "公开时限", "公开主体",
             "公开渠道和载体", "公开渠道和载体", "全社会", "主动", "县级")  # fmt: skip
    lower = ("", "一级事项", "二级事项", *[""] * 4, "政府网站", "其他", *[""] * 3)
    boxes = ("", *[""] * 6, "√", "√", *[""] * 3)
    line = ("1", "低保", "指南", "条件", BASIS, LIMIT, "民政局", "√", "", "√", "√", "√")
    content = as_csv(["社会救助领域标准目录"], upper, lower, boxes, line)
    assert only(content, "目录.csv").channels == ("政府网站",)
    assert not doubts(content, "目录.csv")
