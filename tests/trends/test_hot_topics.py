import json
import os
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from openpyxl import load_workbook

from gongkai.trends import sources
from gongkai.trends.topics import sheets, terms
from gongkai.trends.topics.table import topics

from .making import county, letter, table

REFERENCE = os.environ.get("GONGKAI_REFERENCE", "")
HEADER = ("留言编号", "留言用户", "留言主题", "留言时间", "留言详情", "点赞数", "反对数")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    rows = [
        (
            one.number,
            one.user,
            one.subject,
            one.received_at.strftime("%Y/%m/%d %H:%M:%S"),
            one.text,
            "1",
            "0",
        )
        for one in county()
    ]
    return table(tmp_path / "letters.csv", rows, HEADER, "gb18030")


def hot(path: Path, **options: object) -> dict:
    out = StringIO()
    call_command("hot_topics", path, json=True, stdout=out, **options)
    return json.loads(out.getvalue())


def test_the_two_matters_stand_first_and_hold_their_letters_alone(file):
    first, second = hot(file)["topics"][:2]
    places = {first["place"], second["place"]}
    assert places == {"柳溪新城", "梧桐花园"}
    for topic in (first, second):
        word = "搅拌站" if topic["place"] == "柳溪新城" else "车位"
        assert len(topic["members"]) >= 9
        assert all(word in member["subject"] for member in topic["members"])


def test_two_matters_of_one_estate_stay_apart(file):
    found = hot(file)["topics"]
    buses = [one for one in found if "公交" in one["title"]]
    assert len(buses) == 1
    assert len(buses[0]["members"]) == 4


def test_the_period_takes_both_its_ends(file):
    found = hot(file, since=date(2026, 3, 3), until=date(2026, 3, 6))
    assert found["letters"] == 4
    assert found["left_out"]["outside"] == 60


def test_the_same_export_twice_changes_nothing(file, tmp_path):
    twice = tmp_path / "twice.csv"
    content = file.read_bytes()
    twice.write_bytes(content + content.split(b"\n", 1)[1])
    assert hot(twice)["topics"] == hot(file)["topics"]


def test_rows_without_a_date_are_counted_and_left_out(tmp_path):
    rows = [("1", "u", "主题", "昨天", "内容", "", ""), ("2", "u", "", "2026-01-01", "", "", "")]
    found = hot(table(tmp_path / "x.csv", rows, HEADER, "utf-8"))
    assert found["left_out"] == {"undated": 1, "empty": 1, "outside": 0}
    assert found["topics"] == []


def test_the_workbook_has_both_tables_and_no_formula(tmp_path):
    letters = [
        letter(at, "=1+1 柳溪新城搅拌站粉尘", "柳溪新城搅拌站粉尘很大", date(2026, 3, 1))
        for at in range(5)
    ]
    found = terms.gather(letters)
    book = load_workbook(BytesIO(sheets.workbook(topics(found), found.kept)))
    assert len(book.worksheets) == 2
    table_, members = book.worksheets
    assert [cell.value for cell in table_[2]][:2] == [1, 1]
    assert members.max_row == 6
    assert all(cell.data_type != "f" for row in members.iter_rows() for cell in row)


def test_letters_of_the_platform_are_read_where_no_file_is_named(monkeypatch):
    monkeypatch.setattr(sources, "_registered", {"own": lambda since, until: county()})
    out = StringIO()
    call_command("hot_topics", json=True, stdout=out)
    assert json.loads(out.getvalue())["letters"] == 64


def test_nobody_is_told_of_a_topic_where_there_are_no_letters(tmp_path):
    assert hot(table(tmp_path / "x.csv", [], HEADER, "utf-8"))["topics"] == []


def test_a_period_the_wrong_way_round_is_refused(file):
    with pytest.raises(CommandError):
        hot(file, since=date(2026, 3, 6), until=date(2026, 3, 3))


@pytest.mark.reference
@pytest.mark.skipif(not REFERENCE, reason="GONGKAI_REFERENCE is not set")
def test_the_known_matters_are_among_the_first_ten():
    found = hot(Path(REFERENCE) / "letters" / "messages.csv")["topics"][:10]
    titles = " ".join(f"{one['place']} {one['title']}" for one in found)
    for words in (("搅拌",), ("捆绑", "车位"), ("人才", "补贴"), ("实习",), ("油烟",)):
        assert all(word in titles for word in words), words
