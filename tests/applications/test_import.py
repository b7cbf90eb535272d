"""An old case list comes in whole or not at all, and each bad row is named."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from gongkai.applications.actions.receiving import Filing, receive
from gongkai.applications.models import Application, Event
from gongkai.applications.rules.roll import COLUMNS, NEEDED, RowError, columns

from .making import NOON, TEXTS, filed

HEAD = "机关代码,编号,收到日期,申请人类型,提交方式,姓名或者名称,申请内容,答复日期,办理结果"
GOOD = "xian,2025-0007,2025/3/3,自然人,当面,张三丰,饮水工程验收,2025年3月20日,予以公开"


def bring(tmp_path, *rows, head=HEAD, encoding="utf-8-sig", **options):
    path = tmp_path / "list.csv"
    path.write_bytes("\n".join([head, *rows, ""]).encode(encoding))
    out, err = StringIO(), StringIO()
    try:
        call_command("import_applications", str(path), stdout=out, stderr=err, **options)
    except CommandError as error:
        return f"{err.getvalue()}{error}"
    return out.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "gb18030"])
def test_a_list_comes_in_and_its_confidences_are_sealed(county, tmp_path, encoding):
    bring(tmp_path, GOOD, encoding=encoding)
    case = Application.objects.get()
    assert (case.number, case.state, case.outcome) == ("2025-0007", "replied", "granted")
    assert case.due_on.isoformat() == "2025-03-31"
    assert "张三丰".encode() not in bytes(case.name)
    assert case.masked_name == "张**"


def test_a_second_run_stores_nothing_and_new_numbers_go_on_after_the_list(county, tmp_path):
    bring(tmp_path, GOOD)
    bring(tmp_path, GOOD)
    assert Application.objects.count() == 1
    filing = Filing("next", "natural_person", "in_person", "email", NOON.date(), TEXTS)
    filing = Filing(**{**filing_fields(filing), "arrived_on": NOON.date().replace(year=2025)})
    assert receive(county, filing, by=None, at=NOON, today=NOON.date()).number == "2025-0008"


def filing_fields(filing):
    return {name: getattr(filing, name) for name in Filing.__slots__}


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        ("xian,1,2025-13-01,自然人,当面,,,,", "收到日期", "2025-13-01"),
        ("xian,1,2025-03-03,狐狸,当面,,,,", "申请人类型", "狐狸"),
        ("xian,1,2025-03-03,自然人,飞鸽,,,,", "提交方式", "飞鸽"),
        ("nowhere,1,2025-03-03,自然人,当面,,,,", "机关代码", "nowhere"),
        (",1,2025-03-03,自然人,当面,,,,", "机关代码", "不能为空"),
        ("xian,1,2025-03-03,自然人,当面,,,2025-03-20,", "办理结果", "不能为空"),
        ("xian,1,2025-03-03,自然人,当面,,,2025-03-01,予以公开", "办理结果", ""),
        ("xian,1,2125-03-03,自然人,当面,,,,", "", ""),
        ("xian,1", "", "2"),
    ],
)
def test_a_bad_row_is_named_and_nothing_is_stored(county, tmp_path, row, column, words):
    told = bring(tmp_path, GOOD, row)
    assert "第 3 行" in told
    assert words in told or column in told
    assert not Application.objects.exists()
    assert not Event.objects.exists()


def test_the_good_rows_come_in_where_that_is_asked_for(county, tmp_path):
    bring(tmp_path, GOOD, "xian,9,soon,自然人,当面,,,,", skip_bad_rows=True)
    assert Application.objects.count() == 1


def test_a_number_that_stands_twice_is_bad(county, tmp_path):
    assert "第 3 行" in bring(tmp_path, GOOD, GOOD)
    assert not Application.objects.exists()


def test_a_number_that_is_taken_leaves_all_as_it_was(county, tmp_path):
    filed(county)
    taken = Application.objects.get().number
    told = bring(tmp_path, GOOD, GOOD.replace("2025-0007", taken))
    assert "已被其他申请占用" in told
    assert Application.objects.count() == 1


def test_a_dry_run_stores_nothing(county, tmp_path):
    assert "1 " in bring(tmp_path, GOOD, dry_run=True)
    assert not Application.objects.exists()


@pytest.mark.parametrize("head", ["收到日子", "编号,编号", "编号", ""])
def test_a_head_that_is_not_known_is_refused(head):
    with pytest.raises(RowError):
        columns(head.split(","))


def test_english_heads_and_office_heads_mean_the_same():
    assert columns(COLUMNS.keys()) == columns(COLUMNS.values()) == list(COLUMNS)
    assert set(NEEDED) <= set(COLUMNS)
