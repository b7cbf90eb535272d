"""Reading a year's notice from a table, and everything that can be wrong with one."""

import csv
from datetime import date

import pytest

from gongkai.calendars.rules.notice import Day, Fault, Source, decode, read, read_date

HEADER = "year,date,name,worked\n"
SOUND = HEADER + "2027,2027-01-01,元旦,no\n2027,2027-01-03,元旦,yes\n"


def faults(text):
    return [(problem.line, problem.fault) for problem in read(text).problems]


def test_a_sound_table_becomes_one_draft_a_year():
    (draft,) = read(SOUND).drafts
    assert draft.year == 2027
    assert draft.days == (
        Day(date(2027, 1, 1), "元旦", worked=False),
        Day(date(2027, 1, 3), "元旦", worked=True),
    )


def test_chinese_headers_and_an_inverted_column_are_understood():
    text = "年份,日期,名称,是否放假,文号\n2027,2027年1月1日,元旦,放假,国办发明电〔2026〕1号\n"
    (draft,) = read(text).drafts
    assert draft.days == (Day(date(2027, 1, 1), "元旦", worked=False),)
    assert draft.source == Source("国办发明电〔2026〕1号")


def test_days_come_out_in_order_whatever_the_file():
    text = HEADER + "2027,2027-10-01,国庆节,no\n2026,2026-01-01,元旦,no\n2027,2027-01-01,元旦,no\n"
    assert [draft.year for draft in read(text).drafts] == [2026, 2027]
    assert [day.date.month for day in read(text).drafts[1].days] == [1, 10]


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("2027,2027-02-30,春节,no", Fault.DATE),
        ("2027,tomorrow,春节,no", Fault.DATE),
        ("2027,2028-01-01,元旦,no", Fault.OTHER_YEAR),
        ("2027,2026-12-01,元旦,no", Fault.OTHER_YEAR),
        ("2027,2027-05-01,,no", Fault.NO_NAME),
        ("2027,2027-05-01,劳动节,perhaps", Fault.WORKED),
        ("2027,2027-05-01,劳动节,", Fault.WORKED),
        ("2027,2027-05-05,劳动节,yes", Fault.WEEKDAY_WORKED),
        ("27,2027-05-01,劳动节,no", Fault.YEAR),
        ("九,2027-05-01,劳动节,no", Fault.YEAR),
    ],
)
def test_a_bad_row_is_named_with_its_line(row, fault):
    assert faults(SOUND + row + "\n") == [(4, fault)]


def test_a_day_given_twice_is_refused():
    assert faults(SOUND + "2027,2027/1/1,元旦,no\n") == [(4, Fault.TWICE)]


def test_every_problem_is_found_at_once():
    text = SOUND + "2027,2027-02-30,春节,no\n2027,2027-05-05,劳动节,yes\n"
    assert set(faults(text)) == {(4, Fault.DATE), (5, Fault.WEEKDAY_WORKED)}


def test_the_last_week_of_december_may_stand_in_next_years_notice():
    assert not faults(HEADER + "2027,2026-12-31,元旦,no\n")


def test_the_weekday_on_which_work_resumes_is_left_out_and_told():
    text = HEADER + "2020,2020-02-02,春节,no\n2020,2020-02-03,春节,yes\n"
    reading = read(text)
    assert reading.idle == (date(2020, 2, 3),)
    assert not reading.problems
    assert [day.date for day in reading.drafts[0].days] == [date(2020, 2, 2)]


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "2027,2027-01-01,元旦,no\n"])
def test_a_file_without_a_header_is_refused(text):
    assert faults(text) == [(1, Fault.NO_HEADER)]


def test_a_file_without_days_is_refused():
    assert faults(HEADER + "\n,,,\n") == [(0, Fault.NO_ROWS)]


def test_a_cell_beyond_all_measure_is_refused():
    before = csv.field_size_limit(1 << 24)  # whatever another reader of this process allows itself
    try:
        found = faults(HEADER + "2027,2027-01-01," + "元" * 200_000 + ",no\n")
    finally:
        csv.field_size_limit(before)
    assert found == [(0, Fault.UNREADABLE)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030"])
def test_each_encoding_of_the_office_is_read(encoding):
    assert read(decode(SOUND.encode(encoding))) == read(SOUND)


@pytest.mark.parametrize(
    "text", ["2027-01-31", "2027/1/31", "2027.1.31", "2027年1月31日", "20270131"]
)
def test_a_date_is_read_in_each_way_it_is_written(text):
    assert read_date(text) == date(2027, 1, 31)


@pytest.mark.parametrize("text", ["", "2027-1", "31/1/2027", "2027-13-01", "2027-02-29", "2027013"])
def test_what_is_no_date_is_none(text):
    assert read_date(text) is None
