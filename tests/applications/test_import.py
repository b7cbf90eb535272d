"""An old case list comes in whole or not at all, and each bad row is named."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from gongkai.applications.actions import importing, recounting
from gongkai.applications.actions.receiving import Filing, code_for, receive
from gongkai.applications.actions.revealing import opened
from gongkai.applications.management.commands import import_applications
from gongkai.applications.models import Application, Event
from gongkai.applications.rules.roll import COLUMNS, NEEDED, RowError, columns
from gongkai.custody import envelope

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
        (f"xian,{'9' * 41},2025-03-03,自然人,当面,,,,", "编号", "40"),
        ("xian,1,2025-03-03,自然人,当面,张\0三,,,", "", ""),
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
    assert "第 3 行" in told
    assert f"“{taken}”已被其他申请占用" in told
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


@pytest.mark.parametrize("days", ["²", "１０", "-3", "1e3", "9" * 5000, "0", "21"])
def test_extended_days_that_are_none_are_named(county, tmp_path, days):
    head = "机关代码,编号,收到日期,申请人类型,提交方式,延期日期,延期工作日"
    row = f"xian,2025-0001,2025-03-03,自然人,当面,2025-03-10,{days}"
    assert "第 2 行" in bring(tmp_path, row, head=head)
    assert not Application.objects.exists()


def test_a_list_that_is_no_csv_is_refused_with_its_line(county, tmp_path, monkeypatch):
    monkeypatch.setattr(import_applications, "CELL_BYTES_MAX", 1000)
    huge = "x" * 2000
    told = bring(tmp_path, GOOD, f'xian,"{huge}')
    assert "不是 CSV" in told
    assert not Application.objects.exists()


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xff\xfe\x00\x81", b"PK\x03\x04 zip"])
def test_a_file_that_is_no_list_is_refused(county, tmp_path, content):
    path = tmp_path / "list.csv"
    path.write_bytes(content)
    with pytest.raises(CommandError):
        call_command("import_applications", str(path))
    with pytest.raises(CommandError):
        call_command("import_applications", str(tmp_path))


def test_batches_are_one_list(county, tmp_path, monkeypatch):
    monkeypatch.setattr(importing, "BATCH", 2)
    rows = [GOOD.replace("0007", f"{number:04d}") for number in range(1, 6)]
    bad = GOOD.replace("2025-0007", "2025-0009").replace("予以公开", "狐狸")
    lawless = GOOD.replace("2025-0007", "2025-0010").replace("2025年3月20日", "2025-03-01")
    assert "第 7 行" in bring(tmp_path, *rows, bad)
    assert "第 7 行" in bring(tmp_path, *rows, lawless)
    assert (Application.objects.count(), Event.objects.count()) == (0, 0)
    bring(tmp_path, *rows, lawless, skip_bad_rows=True)
    assert Application.objects.count() == 5
    assert Event.objects.filter(type="replied").count() == 5
    bring(tmp_path, *rows)
    assert Application.objects.count() == 5


def test_an_imported_case_reads_like_one_that_was_told(county, tmp_path):
    bring(tmp_path, GOOD)
    case = Application.objects.get()
    assert opened(case, "name") == "张三丰"
    assert opened(case, "identity") == ""
    assert case.wanted_print == envelope.fingerprint("wanted", "饮水工程验收")
    assert recounting.moved([case.pk], NOON.date()) == []
    assert [(event.type, event.details) for event in case.events.all()] == [
        ("received", {"channel": "in_person"}),
        ("replied", {"outcome": "granted"}),
    ]
    assert code_for(case) == ""


@pytest.mark.parametrize(
    ("name", "wanted", "column"),
    [("张" * 201, "饮水工程验收", "姓名或者名称"), ("张三丰", "长" * 400_000, "申请内容")],
)
def test_a_cell_too_long_is_named_by_line_and_column(county, tmp_path, name, wanted, column):
    row = GOOD.replace("张三丰", name).replace("饮水工程验收", wanted)
    said = bring(tmp_path, GOOD.replace("0007", "0008"), row)
    assert "第 3 行" in said
    assert column in said
    assert not Application.objects.exists()


@pytest.mark.parametrize("sign", [";", "\t"])
def test_another_separator_is_said(county, tmp_path, sign):
    assert "逗号" in bring(tmp_path, head=HEAD.replace(",", sign))


@pytest.mark.parametrize("content", [b"PK\x03\x04 xlsx", b"\xd0\xcf\x11\xe0 xls"])
def test_a_spreadsheet_is_told_from_a_list(county, tmp_path, content):
    path = tmp_path / "list.xlsx"
    path.write_bytes(content)
    with pytest.raises(CommandError, match=r"list\.xlsx"):
        call_command("import_applications", str(path), stdout=StringIO())
