"""Importing through the command, and everything that can be wrong with it."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from gongkai.catalogue.models import Area, Directory, Item

from .sheets import SOUND, row, workbook

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "社会救助.xlsx"
    path.write_bytes(workbook(SOUND, row(c0="2", c2="名单", c5="看情况")))
    return path


def run(*args):
    out = StringIO()
    call_command("import_catalogue", *map(str, args), stdout=out, stderr=StringIO())
    return out.getvalue()


def imported(*args):
    return json.loads(
        run(*args, "--body", "county", "--tier", "county", "--version", "2026-01-01", "--json")
    )


def test_an_import_drafts_the_version_and_names_each_doubtful_cell_with_its_row(county, file):
    said = imported(file)
    assert said["items"] == 2
    assert said["added"] == ["social-assistance-001", "social-assistance-002"]
    assert said["directory"]["state"] == "draft"
    (doubt,) = said["doubts"]
    assert (doubt["file"], doubt["row"], doubt["column"], doubt["code"]) == (
        str(file),
        5,
        "time_limit",
        "time_limit",
    )
    assert "看情况" in doubt["reason"]


def test_importing_again_changes_nothing(county, file):
    imported(file)
    again = imported(file)
    assert (again["added"], again["changed"], again["removed"]) == ([], [], [])
    assert len(again["unchanged"]) == 2
    assert Directory.objects.count() == 1


def test_a_changed_file_changes_its_items(county, file):
    imported(file)
    file.write_bytes(workbook(row(c3="申请条件、标准")))
    again = imported(file)
    assert again["changed"] == ["social-assistance-001"]
    assert again["removed"] == ["social-assistance-002"]
    assert Item.objects.get().content == "申请条件、标准"


def test_a_dry_run_writes_nothing_not_even_a_local_area(county, tmp_path):
    path = tmp_path / "a.csv"
    head = "领域,序号,一级事项,公开内容,公开依据,公开时限,公开主体,公开渠道\n"
    path.write_text(head + "大喇叭,1,a,b,c,及时公开,d,政府网站\n", encoding="utf-8")
    assert imported(path, "--dry-run")["items"] == 1
    assert not Directory.objects.exists()
    assert Area.objects.count() == 26


def test_a_bad_file_among_good_ones_imports_nothing(county, file, tmp_path):
    bad = tmp_path / "b.csv"
    bad.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(CommandError, match=r"b\.csv"):
        imported(file, bad)
    assert not Directory.objects.exists()


def test_a_file_that_is_not_there_is_a_clear_error(county, tmp_path):
    with pytest.raises(CommandError, match=r"nowhere\.xlsx"):
        imported(tmp_path / "nowhere.xlsx")


def test_a_body_or_an_area_that_is_not_there_is_a_clear_error(county, file):
    with pytest.raises(CommandError, match="elsewhere"):
        run(file, "--body", "elsewhere", "--tier", "county", "--version", "2026-01-01")
    with pytest.raises(CommandError, match="weather"):
        imported(file, "--area", "weather")


def test_a_version_that_is_no_date_is_refused(county, file):
    with pytest.raises(CommandError, match="2026-02-30"):
        run(file, "--body", "county", "--tier", "county", "--version", "2026-02-30")


def test_a_published_version_is_left_alone(county, file):
    imported(file, "--publish")
    assert imported(file)["directory"]["state"] == "published"
    file.write_bytes(workbook(row(c3="别的")))
    with pytest.raises(CommandError, match="--version"):
        imported(file)
    assert Item.objects.count() == 2


def test_what_people_read_names_file_sheet_row_and_column(county, file):
    said = run(file, "--body", "county", "--tier", "county", "--version", "2026-01-01")
    assert "社会救助.xlsx" in said
    assert "看情况" in said
    assert len(said.splitlines()) == 2
