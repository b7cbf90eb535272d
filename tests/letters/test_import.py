"""The import: every encoding and date form, each row once, bad rows with reasons."""

import csv
import io
import json
from datetime import date, datetime

import pytest
from django.core.management import CommandError, call_command
from openpyxl import Workbook

from gongkai.letters.actions import importing, tallying
from gongkai.letters.actions.recounting import moved
from gongkai.letters.actions.revealing import writer_of
from gongkai.letters.models import Letter, Tally
from gongkai.letters.rules.importing import RowError, draft, plan, read_day

HEADER = ["工单编号", "标题", "内容", "来电时间", "答复内容", "答复时间", "联系电话", "满意度"]
ROWS = [
    ["A1", "路灯不亮", "灯坏", "2026/3/2 11:25", "已修", "2026-03-05", "13800138000", "满意"],
    ["A2", "停水", "停水三天，电话13912345678", "2026年3月3日", "", "", "", ""],
    ["A3", "噪声", "工地夜里施工", "20260304", "已处罚", "2026.3.20", "", "不满意"],
]  # fmt: skip
TODAY = date(2026, 9, 1)
COMMAND = "gongkai.letters.management.commands.import_letters"
NO_ZONE = datetime(2026, 3, 2, 8, 30)  # noqa: DTZ001 - Excel knows no zones


def written(path, rows, encoding="utf-8", sign=","):
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=sign).writerows(rows)
    return path


def imported(*paths, **options) -> dict:
    out = io.StringIO()
    call_command("import_letters", *paths, channel="hotline", json=True, stdout=out, **options)
    return json.loads(out.getvalue())


def sound() -> None:
    assert tallying.wrong() == []
    assert moved(list(Letter.objects.values_list("pk", flat=True))) == []


@pytest.mark.parametrize(
    ("encoding", "sign"),
    [("utf-8", ","), ("utf-8-sig", ","), ("gb18030", ","), ("utf-16", "\t"), ("gbk", ";")],
)
def test_a_table_in_any_encoding_gives_the_same_letters(county, tmp_path, encoding, sign):
    found = imported(written(tmp_path / "rows.csv", [HEADER, *ROWS], encoding, sign))
    assert (found["added"], found["rejected"]) == (3, 0)
    first, second, third = Letter.objects.order_by("original_number")
    assert (first.title, first.received_on, first.answered_on) == (
        "路灯不亮",
        date(2026, 3, 2),
        date(2026, 3, 5),
    )
    assert (first.state, first.satisfied, first.in_time) == ("closed", "satisfied", True)
    assert (second.state, second.answered_on) == ("new", None)
    assert third.in_time is False
    assert writer_of(first)["phone"] == "13800138000"
    assert "13912345678" not in second.text
    sound()


def test_an_excel_sheet_is_read_like_a_table(county, tmp_path):
    book = Workbook()
    sheet = book.active
    sheet.append(HEADER)
    sheet.append([7, "停电", "小区停电", NO_ZONE, None, None, None, None])
    book.save(tmp_path / "rows.xlsx")
    assert imported(tmp_path / "rows.xlsx")["added"] == 1
    letter = Letter.objects.get()
    assert (letter.original_number, letter.received_on) == ("7", date(2026, 3, 2))


def test_the_same_export_again_adds_nothing(county, tmp_path):
    path = written(tmp_path / "rows.csv", [HEADER, *ROWS, ROWS[0]])
    assert imported(path)["known"] == 1
    again = imported(path, rejects=tmp_path / "rejects.csv")
    assert (again["added"], again["known"]) == (0, 4)
    assert Letter.objects.count() == 3
    sound()


def test_rows_without_a_number_are_known_by_what_they_say(county, tmp_path):
    rows = [["标题", "内容", "日期"], ["停水", "停水三天", "2026-03-03"]]
    path = written(tmp_path / "rows.csv", rows)
    assert imported(path)["added"] == 1
    assert imported(path)["known"] == 1


def test_a_later_export_brings_the_reply(county, tmp_path):
    imported(written(tmp_path / "rows.csv", [HEADER, ROWS[1]]))
    later = [*ROWS[1]]
    later[4:6] = ["已恢复供水", "2026-03-06"]
    found = imported(written(tmp_path / "later.csv", [HEADER, later]))
    assert (found["updated"], found["added"]) == (1, 0)
    letter = Letter.objects.get()
    assert (letter.state, letter.reply, letter.in_time) == ("closed", "已恢复供水", True)
    sound()


def test_bad_rows_are_written_down_with_their_reasons_and_defused(county, tmp_path):
    bad = [
        ["B1", "题", "文", "去年", "", "", "", ""],
        ["B2", "", "", "2026-03-01", "", "", "", ""],
        ["B3", "题", "=cmd|' /C calc'!A0", "", "", "", "", ""],
        ["B4", "题", "文", "2026-03-05", "答", "2026-03-01", "", ""],
        ["B5", "题", "文", "2999-03-05", "", "", "", ""],
        ["B6", "题", "文", "2026-03-05", "", "", "", "", "多了一格"],
    ]
    rejects = tmp_path / "rejects.csv"
    path = written(tmp_path / "rows.csv", [HEADER, *bad, ROWS[0]])
    found = imported(path, rejects=rejects)
    assert (found["rows"], found["added"], found["rejected"]) == (7, 1, 6)
    assert found["reasons"] == {
        "day_unreadable": 1,
        "empty": 1,
        "no_day": 1,
        "replied_before": 1,
        "in_the_future": 1,
        "too_few_cells": 1,
    }
    with rejects.open(encoding="utf-8-sig", newline="") as file:
        told = list(csv.reader(file))
    assert [row[1] for row in told] == ["2", "3", "4", "5", "6", "7"]
    assert told[2][5].startswith("'=cmd")


def test_a_mapping_says_what_columns_and_words_mean(county, housing, tmp_path):
    (tmp_path / "map.toml").write_text(
        '[columns]\ntext = "说了什么"\nreceived = "哪天"\nunit = "给谁"\nkind = "哪类"\n'
        '[kind]\n"点赞" = "thank"\n[units]\n"住建" = "zhujian"\n',
        encoding="utf-8",
    )
    path = written(
        tmp_path / "rows.csv",
        [["哪天", "说了什么", "给谁", "哪类"], ["2026-3-2", "感谢修路", "住建", "点赞"]],
    )
    assert imported(path, mapping=tmp_path / "map.toml")["added"] == 1
    letter = Letter.objects.get()
    assert (letter.body, letter.kind, letter.title) == (housing, "thank", "感谢修路")


@pytest.mark.parametrize(
    "text",
    [
        '[colums]\ntext = "内容"\n',
        'columns = "内容"\n',
        '[columns]\ntext = "没有这列"',
        '[columns]\nnonsense = "标题"',
        '[kind]\n"投诉" = "angry"',
        '[units]\n"某局" = "nowhere"',
        "not toml",
    ],
)
def test_a_mapping_that_cannot_be_is_refused_and_nothing_comes_in(county, tmp_path, text):
    (tmp_path / "map.toml").write_text(text, encoding="utf-8")
    path = written(tmp_path / "rows.csv", [HEADER, *ROWS])
    with pytest.raises(CommandError):
        imported(path, mapping=tmp_path / "map.toml")
    assert Letter.objects.count() == 0


@pytest.mark.parametrize("content", [b"", b"\xd0\xcf\x11\xe0old", b"PK\x03\x04no"])
def test_a_file_that_is_no_table_is_refused_in_words(county, tmp_path, content):
    path = tmp_path / "rows.csv"
    path.write_bytes(content)
    with pytest.raises(CommandError):
        imported(path)
    with pytest.raises(CommandError):
        imported(tmp_path / "missing.csv")


def test_an_import_killed_between_batches_is_finished_by_the_next(county, tmp_path, monkeypatch):
    rows = [[f"C{n}", "题目", f"第{n}件", "2026-03-02", "", "", "", ""] for n in range(30)]
    path = written(tmp_path / "rows.csv", [HEADER, *rows])
    monkeypatch.setattr(f"{COMMAND}.BATCH", 10)
    taken = importing.take

    def dies(letters, preparer):
        if Letter.objects.count() == 20:
            raise KeyboardInterrupt
        return taken(letters, preparer)

    monkeypatch.setattr(f"{COMMAND}.take", dies)
    with pytest.raises(KeyboardInterrupt):
        imported(path)
    assert Letter.objects.count() == 20
    sound()
    monkeypatch.setattr(f"{COMMAND}.take", taken)
    again = imported(path)
    assert (again["added"], again["known"]) == (10, 20)
    assert Tally.objects.get().received == 30
    assert len(set(Letter.objects.values_list("number", flat=True))) == 30


def test_many_rows_are_made_ready_beside_and_stored_as_they_stand(county, tmp_path, monkeypatch):
    monkeypatch.setattr(f"{COMMAND}.BATCH", 20)
    monkeypatch.setattr(f"{COMMAND}.HANDFUL", 7)
    rows = [[f"D{n}", "题目", f"第{n}件", "2026-03-02", "", "", "", ""] for n in range(65)]
    rows[30] = ["D30", "题", "文", "去年", "", "", "", ""]
    rows[41] = [""] * 8
    rejects = tmp_path / "rejects.csv"
    found = imported(written(tmp_path / "rows.csv", [HEADER, *rows]), rejects=rejects)
    assert (found["rows"], found["added"], found["rejected"]) == (64, 63, 1)
    (told,) = csv.reader(rejects.read_text(encoding="utf-8-sig").splitlines())
    assert told[:2] == ["rows.csv", "32"]
    in_order = Letter.objects.order_by("number").values_list("original_number", flat=True)
    assert list(in_order) == [f"D{n}" for n in range(65) if n not in {30, 41}]
    assert list(in_order.order_by("pk")) == list(in_order)
    assert [writer_of(letter)["name"] for letter in Letter.objects.all()] == [""] * 63
    sound()


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2019/2/8 11:25:05", date(2019, 2, 8)),
        ("2019年2月8日", date(2019, 2, 8)),
        ("2019.2.8", date(2019, 2, 8)),
        ("２０１９-02-08T01:02:03", date(2019, 2, 8)),
        ("20190208", date(2019, 2, 8)),
        ("20190208112505", date(2019, 2, 8)),
        ("43504.476", date(2019, 2, 8)),
        (43504, date(2019, 2, 8)),
        ("1549555200", date(2019, 2, 8)),
        ("  ", None),
        (None, None),
    ],
)
def test_days_are_read_in_every_form(text, day):
    assert read_day(text) == day


@pytest.mark.parametrize("text", ["03/04/2019", "2019-13-01", "2月8日", "明天", "2019-02-30"])
def test_a_day_that_could_be_two_or_none_is_refused(text):
    with pytest.raises(ValueError):
        read_day(text)


def test_a_text_of_a_megabyte_is_refused_and_one_of_signs_is_kept():
    how = plan(["标题", "内容", "日期"], {})
    with pytest.raises(RowError):
        draft(["题", "长" * 1_000_000, "2026-03-01"], how, "hotline", TODAY, 2)
    assert draft(["题", "😡" * 50, "2026-03-01"], how, "hotline", TODAY, 2).text == "😡" * 50
