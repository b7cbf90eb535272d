"""Directories are drafted, filled, published for good and carried on by new versions."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from gongkai.catalogue.actions import areas, directories
from gongkai.catalogue.models import Area, Directory, Item

from .conftest import NOW

pytestmark = pytest.mark.django_db


def test_a_fresh_database_knows_the_twenty_six_areas():
    assert list(Area.objects.national().values_list("number", flat=True)) == list(range(1, 27))
    assert Area.objects.get(number=22).name == "安全生产"


def test_loading_the_areas_again_leaves_an_offices_words_alone():
    area = Area.objects.get(number=1)
    areas.change(area, name_en="Works", ministry="县发改局", ministry_en="", position=1)
    assert areas.load_shipped() == []
    assert Area.objects.get(number=1).name_en == "Works"


def test_filling_twice_with_the_same_rows_changes_nothing(directory, said):
    rows = [said(), said(level2="招生结果")]
    first = directories.fill(directory, rows)
    assert first.added == ["education-001", "education-002"]
    second = directories.fill(directory, rows)
    assert second.idle
    assert second.unchanged == first.added
    assert directory.items.count() == 2


def test_filling_one_area_leaves_the_others_as_they_are(directory, said):
    directories.fill(directory, [said(), said(area="health")])
    outcome = directories.fill(directory, [said(level2="别的")])
    assert (outcome.added, outcome.removed) == (["education-002"], ["education-001"])
    assert set(directory.items.values_list("code", flat=True)) == {"education-002", "health-001"}


def test_an_item_keeps_its_code_through_versions_and_a_dropped_code_is_not_given_again(
    county, published, said
):
    renewed = directories.renew(published, version_on=date(2027, 1, 1))
    assert list(renewed.items.values_list("code", flat=True)) == list(
        published.items.values_list("code", flat=True)
    )
    directories.fill(renewed, [said(level2="招生结果"), said(level2="新事项")])
    codes = dict(renewed.items.filter(area__code="education").values_list("level2", "code"))
    assert codes == {"招生结果": "education-002", "新事项": "education-003"}


def test_a_published_version_is_never_changed(published, said):
    with pytest.raises(directories.PublishedDirectoryError):
        directories.fill(published, [said(content="别的")])
    with pytest.raises(directories.PublishedDirectoryError):
        directories.drop_item(published.items.first())
    with pytest.raises(directories.PublishedDirectoryError):
        directories.change_item(published.items.first(), content="别的")
    with pytest.raises(directories.PublishedDirectoryError):
        directories.discard(published)
    assert list(published.items.values_list("content", flat=True)) == ["计划人数"] * 3


def test_filling_a_published_version_with_what_it_says_is_no_change(published, said):
    assert directories.fill(published, [said(), said(level2="招生结果")]).idle


def test_an_empty_draft_is_not_published(directory):
    with pytest.raises(directories.EmptyDirectoryError):
        directories.publish(directory, at=NOW)
    assert not Directory.objects.published().exists()


def test_there_is_one_version_a_day_for_a_body_and_a_tier(county, directory):
    with pytest.raises(ValidationError):
        directories.draft(county, "county", version_on=directory.version_on, title="又一个")
    directories.draft(county, "township", version_on=directory.version_on, title="乡镇")


def test_the_version_in_force_is_the_newest_that_has_begun(county, published, said):
    later = directories.renew(published, version_on=date(2026, 7, 1))
    directories.publish(later, at=NOW)
    future = directories.renew(published, version_on=date(2027, 1, 1))
    directories.publish(future, at=NOW)
    directories.renew(published, version_on=date(2026, 8, 1))  # a draft is never in force

    def in_force(day):
        return list(Directory.objects.in_force(day))

    assert in_force(date(2025, 12, 31)) == []
    assert in_force(date(2026, 6, 30)) == [published]
    assert in_force(date(2026, 12, 31)) == [later]
    assert in_force(date(2027, 1, 1)) == [future]


def test_items_can_be_added_corrected_and_dropped_in_a_draft(directory, said):
    item = directories.add_item(directory, said())
    other = directories.add_item(directory, said(level2="b"))
    assert (item.code, other.code) == ("education-001", "education-002")
    assert other.position > item.position
    directories.change_item(item, content="新内容")
    directories.drop_item(other)
    assert list(Item.objects.values_list("content", flat=True)) == ["新内容"]


def test_a_draft_can_be_thrown_away(directory, said):
    directories.fill(directory, [said()])
    directories.discard(directory)
    assert not Item.objects.exists()
