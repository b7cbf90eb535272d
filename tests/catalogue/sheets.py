"""Workbooks and pages made for the tests, with the hazards that directories have."""

from io import BytesIO

from openpyxl import Workbook

UPPER = (
    "序号", "公开事项", None, "公开内容（要素）", "公开依据", "公开时限", "公开主体",
    "公开渠道和载体", "公开对象", None, "公开方式", None, "公开层级", None,
)  # fmt: skip
LOWER = (
    None, "一级事项", "二级事项", None, None, None, None, None, "全社会", "特定群众", "主动",
    "依申请公开", "县级", "乡、村级",
)  # fmt: skip
BASIS = "《政府信息公开条例》（国务院令第711号）"
LIMIT = "信息形成或变更之日起20个工作日内"
SOUND = (
    "1", "低保", "办事指南", "申请条件", BASIS, LIMIT, "民政局", "■政府网站 □政府公报",
    "√", "", "√", "", "√", "",
)  # fmt: skip


def row(**changed):
    """Return a sound row with some columns changed, by their place: c1="…"."""
    cells = list(SOUND)
    for name, value in changed.items():
        cells[int(name[1:])] = value
    return cells


def workbook(*rows, title="清川县社会救助领域基层政务公开标准目录", sheet="Sheet1", merge=()):
    """Return a workbook with a title, the heading of two rows and these rows below."""
    book = Workbook()
    page = book.active
    page.title = sheet
    page.append([title])
    page.merge_cells("A1:N1")
    page.append(UPPER)
    page.append(LOWER)
    for place in (1, 4, 5, 6, 7, 8):
        page.merge_cells(start_row=2, end_row=3, start_column=place, end_column=place)
    for area in ("B2:C2", "I2:J2", "K2:L2", "M2:N2"):
        page.merge_cells(area)
    for cells in rows:
        page.append([cell or None for cell in cells])
    for area in merge:
        page.merge_cells(area)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def page(*rows, title="社会救助领域基层政务公开标准目录", encoding="utf-8"):
    """Return an HTML page with a layout table around the directory's own."""
    spans = ('rowspan="2"', 'colspan="2"')
    upper = "".join(
        f"<th {spans[1] if lower else spans[0]}>{text}</th>"
        for text, lower in zip(UPPER, LOWER, strict=True)
        if text
    )
    lower = "".join(f"<td>{text}</td>" for text in LOWER if text)
    body = "".join(
        "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>" for cells in rows
    )
    text = (
        f'<html><head><meta charset="{encoding}"><title>门户</title></head><body>'
        f"<table><tr><td>导航</td><td><p>{title}</p><table><tr>{upper}</tr><tr>{lower}</tr>{body}"
        f"</table></td></tr><tr><td>页脚</td><td>版权</td></tr></table></body></html>"
    )
    return text.encode("gb18030" if encoding.startswith("gb") else encoding)
