"""Lists of powers: read from tables as offices make them, entered once, linked to items."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command

from gongkai.bodies import actions as bodies
from gongkai.catalogue.actions import directories, responsibilities
from gongkai.catalogue.models import Power, Responsibility
from gongkai.catalogue.rules.grid import plain
from gongkai.catalogue.rules.powers import read

LIST = """清川县教育局权责清单,,,
序号,权责编码,事项 名称,权力类型,设定依据
1,3701-001,义务教育招生,行政确认,《义务教育法》
2,3701-002,教师资格认定,行政许可,《教师法》
3,,无编码的事项,其他,
4,3701-001,重复,其他,
"""


def table():
    return plain(line.split(",") for line in LIST.splitlines())


def test_a_list_is_read_below_its_heading_and_each_doubtful_row_is_told():
    reading = read(table())
    assert [(p.row, p.code, p.name, p.kind) for p in reading.powers] == [
        (3, "3701-001", "义务教育招生", "行政确认"),
        (4, "3701-002", "教师资格认定", "行政许可"),
    ]
    assert reading.doubts == [(5, "no_code"), (6, "twice")]


def test_a_table_without_the_headings_is_no_list_of_powers():
    assert read(plain([["序号", "公开事项"], ["1", "招生"]])) is None


@pytest.fixture
def bureau(county):
    return bodies.found(code="jiaoyu", name="清川县教育局", tier="department", parent=county)


def test_the_command_enters_the_list_once(bureau, tmp_path, capsys):
    file = tmp_path / "list.csv"
    file.write_text(LIST, encoding="utf-8")
    call_command("import_powers", str(file), body="jiaoyu")
    call_command("import_powers", str(file), body="jiaoyu")
    said = capsys.readouterr()
    assert Power.objects.count() == 2
    assert "新增 2" in said.out
    assert "新增 0" in said.out
    assert said.err.count("5") == 2


def test_a_file_that_is_no_list_is_refused_in_words(bureau, tmp_path):
    file = tmp_path / "list.csv"
    file.write_text("甲,乙\n1,2\n", encoding="utf-8")
    with pytest.raises(CommandError, match="权责清单"):
        call_command("import_powers", str(file), body="jiaoyu")


def test_an_item_that_names_a_power_of_its_body_rests_on_it(bureau, directory, said):
    responsibilities.import_powers(bureau, [("1", "义务教育招生", "行政确认", "")])
    rows = [said(level1="义务教育招生", publisher="县教育局"), said(level2="其他")]
    directories.fill(directory, rows)
    responsibilities.draw_up(directory, today=date(2026, 3, 2))
    linked = Responsibility.objects.filter(power__isnull=False)
    assert [row.power.code for row in linked] == ["1"]
    assert Responsibility.objects.count() == 2
