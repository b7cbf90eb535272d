"""A made-up annual report, as JSON and as a page in the printed form."""

from typing import Any

from gongkai.applications.rules.outcomes import OUTCOMES
from gongkai.reports.rules.annual import (
    APPLICANTS,
    BLOCKS,
    CARRIED_IN,
    CARRIED_OUT,
    COLUMNS,
    HANDLED,
    LEAVES,
    NEW,
    RESULTS,
    ROWS,
    TOTAL,
)

GROUPS = {
    "deny_state_secret": ("（三）不予公开", 8),
    "cannot_not_held": ("（四）无法提供", 3),
    "noproc_petition": ("（五）不予处理", 5),
    "other_no_correction": ("（六）其他处理", 3),
}


def table3(**cells: dict[str, int]) -> dict[str, dict[str, int]]:
    """Return a table three from its leaves: `granted={"natural_person": 3}`."""
    table = {row: dict.fromkeys(COLUMNS, 0) for row in ROWS}
    for row, values in cells.items():
        table[row].update(values)
    for row in (*LEAVES, CARRIED_IN, CARRIED_OUT):
        table[row][TOTAL] = sum(table[row][column] for column in APPLICANTS)
    for column in COLUMNS:
        table[HANDLED][column] = sum(table[row][column] for row in LEAVES)
        went = table[HANDLED][column] + table[CARRIED_OUT][column]
        table[NEW][column] = went - table[CARRIED_IN][column]
    return table


def report(**parts: Any) -> dict[str, Any]:
    """Return a report in which everything agrees."""
    whole: dict[str, Any] = {
        "id": "example-2025",
        "title": "示例县人民政府2025年政府信息公开工作年度报告",
        "year": 2025,
        "format": "2021",
        "table2": {
            "规章": {"made": 0, "repealed": 0, "in_force": 0},
            "行政规范性文件": {"made": 5, "repealed": 2, "in_force": 30},
            "行政许可": 12,
        },
        "table3": table3(
            granted={"natural_person": 7, "commercial_enterprise": 2},
            partial={"natural_person": 1},
            cannot_not_held={"natural_person": 3, "legal_service_org": 1},
            other_other={"natural_person": 1},
            carried_in={"natural_person": 2},
            carried_out={"natural_person": 4},
        ),
        "table4": {
            block: dict.fromkeys(RESULTS, n) | {TOTAL: 4 * n} for n, block in enumerate(BLOCKS)
        },
    }
    return whole | parts


def page(whole: dict[str, Any], text: str = "") -> str:
    """Return a report as a published page, with the form's merged cells and blanks for zero."""
    rows = [
        '<tr><td colspan="3" rowspan="3">（本列数据的勾稽关系为：第一项加第二项之和，'
        '等于第三项加第四项之和）</td><td colspan="7">申请人情况</td></tr>',
        '<tr><td rowspan="2">自然人</td><td colspan="5">法人或其他组织</td>'
        '<td rowspan="2">总计</td></tr>',
        "<tr><td>商业企业</td><td>科研机构</td><td>社会公益组织</td><td>法律服务机构</td>"
        "<td>其他</td></tr>",
        f'<tr><td colspan="3">一、本年新收政府信息公开申请数量</td>{_cells(whole, NEW)}</tr>',
        '<tr><td colspan="3">二、上年结转政府信息公开申请数量</td>'
        f"{_cells(whole, CARRIED_IN)}</tr>",
    ]
    lead = '<td rowspan="22">三、本年度办理结果</td>'
    for number, key in enumerate(LEAVES):
        group = ""
        if key in GROUPS:
            words, span = GROUPS[key]
            group = f'<td rowspan="{span}">{words}</td>'
        label = OUTCOMES[key].label
        if key in {"granted", "partial"}:
            name = f'<td colspan="2">（{"一" if key == "granted" else "二"}）{label}</td>'
        else:
            name = f"{group}<td>{label}</td>"
        rows.append(f"<tr>{lead if number == 0 else ''}{name}{_cells(whole, key)}</tr>")
    rows.append(f'<tr><td colspan="2">（七）总计</td>{_cells(whole, HANDLED)}</tr>')
    rows.append(f'<tr><td colspan="3">四、结转下年度继续办理</td>{_cells(whole, CARRIED_OUT)}</tr>')
    disputes = "".join(
        f"<td>{whole['table4'][block][result] or ''}</td>"
        for block in BLOCKS
        for result in (*RESULTS, TOTAL)
    )
    results = "<td>结果维持</td><td>结果纠正</td><td>其他结果</td><td>尚未审结</td><td>总计</td>"
    documents = "".join(
        f"<tr><td>{name}</td><td>{row['made']}</td><td>{row['repealed']}</td>"
        f"<td>{row['in_force']}</td></tr>"
        for name, row in whole["table2"].items()
        if isinstance(row, dict)
    )
    return (
        f"<html><head><title>网站</title></head><body><h1>{whole['title']}</h1><p>{text}</p>"
        "<table><tr><td colspan=4>第二十条第（一）项</td></tr><tr><td>信息内容</td>"
        f"<td>本年制发件数</td><td>本年废止件数</td><td>现行有效件数</td></tr>{documents}</table>"
        f"<table>{''.join(rows)}</table>"
        '<table><tr><td colspan="5">行政复议</td><td colspan="10">行政诉讼</td></tr>'
        f"<tr>{results * 3}</tr><tr>{disputes}</tr></table></body></html>"
    )


def _cells(whole: dict[str, Any], row: str) -> str:
    return "".join(f"<td>&nbsp;{whole['table3'][row][column] or ''}</td>" for column in COLUMNS)
