"""Entering notices through the command, and the calendar that comes of it."""

import csv
import os
from datetime import date, datetime, timedelta, timezone
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from gongkai.calendars import actions
from gongkai.calendars.access import load_workdays
from gongkai.calendars.models import Notice, SpecialDay
from gongkai.calendars.rules.workdays import CalendarGapError
from gongkai.calendars.signals import notice_entered

pytestmark = pytest.mark.django_db

NEXT = "year,date,name,worked\n2027,2027-01-01,元旦,no\n2027,2027-01-03,元旦,yes\n"
# Counted by hand from a printed calendar and the notices: working days of each year.
COUNTED = {
    2007: 249, 2008: 251, 2009: 250, 2010: 250, 2011: 250, 2012: 249, 2013: 250, 2014: 250,
    2015: 249, 2016: 250, 2017: 249, 2018: 250, 2019: 250, 2020: 249, 2021: 250, 2022: 249,
    2023: 249, 2024: 251, 2025: 248, 2026: 248,
}  # fmt: skip


@pytest.fixture
def notice_file(tmp_path):
    path = tmp_path / "2027.csv"
    path.write_text(NEXT, encoding="utf-8")
    return path


@pytest.fixture
def heard():
    years = []

    def hear(sender, year, **kwargs):
        years.append(year)

    notice_entered.connect(hear)
    yield years
    notice_entered.disconnect(hear)


def enter(*args):
    out = StringIO()
    call_command("enter_holiday_notice", *args, stdout=out, stderr=StringIO())
    return out.getvalue()


def test_a_fresh_database_knows_the_years_from_2007_to_2026_with_their_numbers():
    assert set(Notice.objects.values_list("year", flat=True)) == set(range(2007, 2027))
    assert Notice.objects.get(year=2026).number == "国办发明电〔2025〕7号"
    assert Notice.objects.get(year=2020).amendment_number == "国办发明电〔2020〕1号"
    assert not Notice.objects.filter(number="").exists()


@pytest.mark.parametrize(("year", "count"), COUNTED.items())
def test_each_shipped_year_has_as_many_working_days_as_counted_by_hand(year, count):
    assert load_workdays().count(date(year, 1, 1), date(year, 12, 31)) == count


@pytest.mark.parametrize(
    ("start", "count", "due"),
    [
        (date(2022, 9, 30), 20, date(2022, 11, 2)),
        (date(2026, 9, 18), 20, date(2026, 10, 22)),
        (date(2026, 9, 18), 7, date(2026, 9, 29)),
        (date(2026, 9, 18), 40, date(2026, 11, 19)),
        (date(2026, 2, 9), 7, date(2026, 2, 25)),
        (date(2026, 3, 3), 20, date(2026, 3, 31)),
        (date(2026, 4, 28), 20, date(2026, 5, 28)),
        (date(2026, 10, 30), 20, date(2026, 11, 27)),
        (date(2016, 12, 27), 15, date(2017, 1, 18)),
    ],
)
def test_the_shipped_calendar_gives_the_dates_worked_out_by_hand(start, count, due):
    assert load_workdays().nth_after(start, count) == due


@pytest.mark.reference
def test_every_day_equals_the_oracle():
    oracle = Path(os.environ["GONGKAI_REFERENCE"], "data", "calendar", "workdays.csv")
    workdays = load_workdays()
    with oracle.open(encoding="utf-8-sig") as file:
        known = {
            date.fromisoformat(row["date"]): row["is_workday"] == "True"
            for row in csv.DictReader(file)
            if row["date"] >= "2007"
        }
    assert len(known) == 7305
    assert {day: day in workdays for day in known} == known


def test_entering_a_notice_makes_its_year_count_at_once(notice_file):
    with pytest.raises(CalendarGapError):
        load_workdays().nth_after(date(2026, 12, 31), 1)
    enter(str(notice_file))
    assert load_workdays().nth_after(date(2026, 12, 31), 1) == date(2027, 1, 3)


def test_whoever_keeps_dates_is_told_the_year_once(
    notice_file, heard, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        enter(str(notice_file))
        enter(str(notice_file))
    assert heard == [2027]


def test_entering_the_same_file_again_changes_nothing(notice_file):
    enter(str(notice_file))
    before = Notice.objects.get(year=2027).entered_at
    enter(str(notice_file))
    assert Notice.objects.get(year=2027).entered_at == before
    assert SpecialDay.objects.filter(notice__year=2027).count() == 2


def test_an_amended_notice_replaces_its_days_and_says_which(notice_file):
    enter(str(notice_file))
    notice_file.write_text(NEXT.replace("2027-01-03", "2027-01-09"), encoding="utf-8")
    said = enter(str(notice_file))
    assert "2027-01-03" in said
    assert "2027-01-09" in said
    assert date(2027, 1, 3) not in load_workdays()
    assert date(2027, 1, 9) in load_workdays()


def test_a_dry_run_writes_nothing(notice_file):
    assert "2027" in enter(str(notice_file), "--dry-run")
    assert not Notice.objects.filter(year=2027).exists()


def test_number_and_address_can_be_given_on_the_command_line(notice_file):
    url = "https://example.gov.cn/2027"
    enter(str(notice_file), "--number", "国办发明电〔2026〕1号", "--url", url, "--by", "liu")
    notice = Notice.objects.get(year=2027)
    assert (notice.number, notice.url, notice.entered_by) == ("国办发明电〔2026〕1号", url, "liu")


def test_a_bad_file_enters_nothing_and_names_the_line(notice_file):
    notice_file.write_text(NEXT + "2027,2027-02-30,春节,no\n", encoding="utf-8")
    with pytest.raises(CommandError, match=r"4.*2027-02-30"):
        enter(str(notice_file))
    assert not Notice.objects.filter(year=2027).exists()


def test_a_file_in_the_encoding_of_excel_is_read(notice_file):
    notice_file.write_bytes(NEXT.encode("gbk"))
    enter(str(notice_file))
    assert SpecialDay.objects.filter(notice__year=2027, name="元旦").count() == 2


def test_a_missing_file_is_a_clear_error(tmp_path):
    with pytest.raises(CommandError, match=r"nowhere\.csv"):
        enter(str(tmp_path / "nowhere.csv"))


def test_loading_what_came_with_the_program_leaves_an_offices_own_entry_alone():
    Notice.objects.get(year=2026).days.filter(date=date(2026, 1, 4)).delete()
    Notice.objects.filter(year=2025).delete()
    loaded = actions.load_shipped(at=datetime(2026, 1, 1, tzinfo=timezone(timedelta(hours=8))))
    assert [entry.year for entry in loaded] == [2025]
    assert date(2026, 1, 4) not in load_workdays()


def test_the_check_finds_a_year_that_differs_from_what_was_shipped():
    call_command("load_calendar", "--check", stdout=StringIO())
    Notice.objects.get(year=2026).days.filter(date=date(2026, 1, 4)).delete()
    with pytest.raises(CommandError, match="2026"):
        call_command("load_calendar", "--check", stdout=StringIO())


def test_asking_again_costs_one_query(django_assert_num_queries):
    load_workdays()
    with django_assert_num_queries(1):
        load_workdays()
