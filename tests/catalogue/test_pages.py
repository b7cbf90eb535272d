"""What the public sees of the catalogue."""

from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from gongkai.catalogue.actions import directories
from gongkai.catalogue.intake import gather
from gongkai.catalogue.intake import said as as_said
from gongkai.catalogue.models import Directory
from gongkai.catalogue.rules.tiers import Tier

from .conftest import NOW

pytestmark = pytest.mark.django_db


def text(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_the_front_page_counts_items_by_area_and_tier(client, published):
    page = text(client, reverse("catalogue:index"))
    assert "/catalogue/education/?tier=county" in page
    assert "/catalogue/budgets/" not in page  # nothing is opened there yet
    assert published.title in page


def test_an_area_shows_its_items_and_no_others(client, published):
    page = text(client, reverse("catalogue:area", args=["education"]))
    assert "招生计划" in page
    assert "接种门诊" not in page
    assert "<li>两微一端</li>" in page


def test_a_draft_is_nowhere(client, directory, said):
    directories.fill(directory, [said()])
    assert client.get(directory.get_absolute_url()).status_code == 404
    for name in ("workbook", "table", "booklet", "changes"):
        address = reverse(f"catalogue:{name}", args=[directory.pk])
        assert client.get(address).status_code == 404
    assert "招生计划" not in text(client, reverse("catalogue:area", args=["education"]))


def test_a_version_can_be_read_by_area(client, published):
    page = text(client, published.get_absolute_url() + "?area=health")
    assert "接种门诊" in page
    assert "招生结果" not in page


def test_a_page_beyond_the_end_is_the_last_page(client, published):
    assert "接种门诊" in text(client, published.get_absolute_url() + "?page=99")
    assert "接种门诊" in text(client, published.get_absolute_url() + "?page=x%00&area=%27")


def test_an_old_version_stays_where_it_was_and_points_to_the_new_one(client, published, said):
    newer = directories.renew(published, version_on=date(2026, 2, 1))
    directories.fill(newer, [said(content="新内容"), said(level2="新事项")])
    newer = directories.publish(newer, at=NOW)
    page = text(client, published.get_absolute_url())
    assert newer.get_absolute_url() in page
    assert "计划人数" in page
    changes = text(client, reverse("catalogue:changes", args=[newer.pk]))
    for said_there in ("新内容", "计划人数", "新事项", "招生结果"):
        assert said_there in changes
    assert "接种门诊" not in changes


def test_the_first_version_has_nothing_to_be_compared_with(client, published):
    assert client.get(reverse("catalogue:changes", args=[published.pk])).status_code == 404


def test_the_booklet_shows_every_item_and_the_version_with_each_area(client, published):
    page = text(client, reverse("catalogue:booklet", args=[published.pk]))
    assert page.count("2026-01-01") >= 2
    assert page.count("计划人数") == 3


@pytest.mark.parametrize(("name", "file"), [("workbook", "a.xlsx"), ("table", "a.csv")])
def test_what_is_downloaded_imports_again_without_a_doubt(client, published, county, name, file):
    content = client.get(reverse(f"catalogue:{name}", args=[published.pk])).content
    gathered = gather([(file, content)], Tier.COUNTY)
    assert not gathered.doubts
    assert not gathered.failed
    assert directories.fill(published, as_said(gathered)).idle


def test_a_text_that_looks_like_a_formula_stays_a_text(client, directory, said):
    directories.fill(directory, [said(content="=1+1")])
    public = directories.publish(directory, at=NOW)
    content = client.get(reverse("catalogue:workbook", args=[public.pk])).content
    sheet = load_workbook(BytesIO(content)).active
    (cell,) = (cell for line in sheet.iter_rows() for cell in line if cell.value == "=1+1")
    assert cell.data_type == "s"
    table = client.get(reverse("catalogue:table", args=[public.pk])).content.decode()
    assert ",'=1+1," in table


def test_markup_in_a_directory_is_shown_and_never_run(client, directory, said):
    directories.fill(directory, [said(content="<script>x</script>", channels=("<b>",))])
    public = directories.publish(directory, at=NOW)
    for name in ("directory", "booklet"):
        page = text(client, reverse(f"catalogue:{name}", args=[public.pk]))
        assert "<script>x" not in page
        assert "<b>" not in page


def test_the_pages_can_be_kept_for_everybody(client, published):
    for address in (reverse("catalogue:index"), published.get_absolute_url()):
        response = client.get(address)
        assert "catalogue" in response["X-Page-Tags"]
        assert not response.cookies


@pytest.fixture
def large(published, said):
    """Return a version with many items in many areas, beside the small one of another tier."""
    body = published.body
    other = directories.draft(body, "township", version_on=date(2026, 1, 1), title="乡镇")
    rows = [
        said(area=area, level2=f"事项{number}")
        for area in ("education", "health", "budgets", "planning", "culture")
        for number in range(40)
    ]
    directories.fill(other, rows)
    return directories.publish(other, at=NOW)


def test_pages_cost_at_most_eight_queries_whatever_the_size(
    client, published, large, django_assert_max_num_queries
):
    costs = []
    for directory in (published, large):
        for address in (
            reverse("catalogue:index"),
            reverse("catalogue:area", args=["education"]) + f"?directory={directory.pk}",
            directory.get_absolute_url(),
            reverse("catalogue:booklet", args=[directory.pk]),
        ):
            client.get(address)
            with django_assert_max_num_queries(8) as counted:
                client.get(address)
            costs.append(len(counted))
    assert costs[:4] == costs[4:]


def test_a_long_version_is_paged(client, large):
    first = text(client, large.get_absolute_url())
    assert first.count('role="row"') == 31
    assert "?page=7" in first
    in_area = text(client, large.get_absolute_url() + "?area=budgets&page=2")
    assert in_area.count('role="row"') == 11
    assert "?area=budgets&amp;page=1" in in_area


def test_the_english_page_says_english_words_around_chinese_texts(client, published):
    page = text(client, "/en" + published.get_absolute_url().removeprefix("/en"))
    assert "Time limit" in page
    assert 'lang="zh-Hans"' in page
    assert Directory.objects.count() == 1
