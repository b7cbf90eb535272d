"""The tree as a table in and out, and the proof of what is stored."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from gongkai.bodies import actions
from gongkai.bodies.models import Body, Contact

pytestmark = pytest.mark.django_db

TABLE = """code,name,tier,parent,phone
county,清川县人民政府,county,,0000-1
town,柳溪镇人民政府,township,county,0000-2
village,上柳村,village,town,
"""


def run(command, *args, **options):
    out = StringIO()
    call_command(command, *args, stdout=out, stderr=StringIO(), **options)
    return out.getvalue()


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "bodies.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def imported(path, *args):
    return json.loads(run("import_bodies", str(path), "--json", *args))


def test_an_import_founds_the_tree(table):
    assert imported(table)["founded"] == ["county", "town", "village"]
    county = Body.objects.get(code="county")
    assert Body.objects.under(county).count() == 3


def test_importing_again_changes_nothing(table):
    imported(table)
    assert imported(table) == {
        "founded": [],
        "changed": [],
        "unchanged": ["county", "town", "village"],
    }


def test_an_import_changes_and_moves_only_what_differs(table):
    imported(table)
    actions.change(Body.objects.get(code="town"), address="柳溪镇中街1号")
    moved = TABLE.replace("village,town", "village,county").replace("0000-2", "0000-9")
    table.write_text(moved, encoding="utf-8")
    assert imported(table)["changed"] == ["town", "village"]
    town = Body.objects.get(code="town")
    assert (town.phone, town.address) == ("0000-9", "柳溪镇中街1号")
    assert set(Body.objects.under(town)) == {town}


def test_a_dry_run_writes_nothing(table):
    assert imported(table, "--dry-run")["founded"] == ["county", "town", "village"]
    assert not Body.objects.exists()


def test_a_row_that_cannot_be_stored_stores_nothing_and_names_its_line(table):
    table.write_text(TABLE.replace("0000-2", "0" * 61), encoding="utf-8")
    with pytest.raises(CommandError, match="3"):
        imported(table)
    assert not Body.objects.exists()


def test_a_bad_table_is_refused_with_every_reason(table):
    table.write_text(TABLE + "x,,empire,,\n", encoding="utf-8")
    with pytest.raises(CommandError) as error:
        imported(table)
    assert len(str(error.value).splitlines()) == 3


def test_what_is_exported_imports_unchanged_elsewhere(table, tmp_path):
    imported(table)
    out = tmp_path / "out.csv"
    run("export_bodies", str(out))
    assert imported(out)["unchanged"] == ["county", "town", "village"]
    Body.objects.filter(code="village").delete()
    Body.objects.filter(code="town").delete()
    Body.objects.filter(code="county").delete()
    assert imported(out)["founded"] == ["county", "town", "village"]


def test_the_check_finds_a_path_that_was_moved_by_hand_and_mends_it(table):
    imported(table)
    run("check_bodies", "--check")
    Body.objects.filter(code="village").update(path="elsewhere")
    with pytest.raises(CommandError, match="1"):
        run("check_bodies", "--check")
    run("check_bodies")
    run("check_bodies", "--check")
    assert Body.objects.under(Body.objects.get(code="town")).count() == 2


def test_the_check_mends_two_paths_that_were_exchanged(table):
    imported(table)
    town, village = Body.objects.get(code="town"), Body.objects.get(code="village")
    Body.objects.filter(pk=town.pk).update(path="~")
    Body.objects.filter(pk=village.pk).update(path=town.path)
    Body.objects.filter(pk=town.pk).update(path=village.path)
    run("check_bodies")
    assert Body.objects.get(code="town").path == town.path


def test_the_check_finds_a_check_date_that_was_moved_by_hand(county):
    actions.list_contact(county, purpose="enquiry", name="总机")
    Contact.objects.update(check_due_on="2030-01-01")
    with pytest.raises(CommandError):
        run("check_bodies", "--check")
    run("check_bodies")
    assert Contact.objects.get().check_due_on is None


def test_the_check_names_what_a_clerk_should_look_at(county, town, village):
    Body.objects.filter(pk=town.pk).update(dissolved_on="2020-01-01", unified_code="1" * 17)
    Body.objects.filter(pk=county.pk).update(unified_code="1" * 17)
    said = run("check_bodies", "--check")
    assert "village:" in said
    assert "town:" in said
    assert "county:" in said
    assert len(said.splitlines()) == 4


def test_a_circle_made_by_hand_is_told_and_not_walked_forever(county, town, village):
    Body.objects.filter(pk=county.pk).update(parent=village)
    with pytest.raises(CommandError):
        run("check_bodies", "--check")
