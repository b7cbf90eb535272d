"""The openness guide of a body: made from its entries, issued again when they change."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils.translation import override

from gongkai.bodies import actions as bodies
from gongkai.catalogue.actions import directories, guides
from gongkai.catalogue.guide import facts_of, guide_of
from gongkai.catalogue.models import GuideEdition

from .conftest import NOW

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)


def test_a_guide_says_what_article_12_wants(county):
    bodies.change(county, hours="周一至周五", fax="0000-2")
    bodies.list_contact(
        county, purpose="openness", name="政务公开办公室", phone="0000-1", email="a@example.gov.cn"
    )
    facts = facts_of(county, TODAY)
    assert facts.missing == ()
    assert facts.name == "政务公开办公室"
    assert facts.address == "府前街1号"
    html = guide_of(county, TODAY).html
    for said in (
        "政务公开办公室",
        "府前街1号",
        "周一至周五",
        "0000-1",
        "0000-2",
        "a@example.gov.cn",
    ):
        assert said in html


def test_what_is_missing_is_named(county):
    assert set(facts_of(county, TODAY).missing) == {"name", "hours", "phone", "fax", "email"}


def test_the_directory_that_binds_a_body_is_its_own_or_its_nearest_superiors(
    county, town, published, said
):
    assert facts_of(county, TODAY).areas == (("义务教育", 2), ("卫生健康", 1))
    assert facts_of(town, TODAY).areas == ()  # the county's is made for departments
    own = directories.draft(county, "township", version_on=date(2026, 1, 1), title="乡镇目录")
    directories.fill(own, [said(area="disaster-relief")])
    directories.publish(own, at=NOW)
    assert facts_of(town, TODAY).areas == (("救灾", 1),)
    assert facts_of(town, TODAY).supervisor == county.name


def test_a_guide_is_issued_when_it_says_something_new_and_only_then(county):
    first = guides.issue(county, today=TODAY)
    assert (first.number, first.issued_on) == (1, TODAY)
    assert guides.issue(county, today=date(2026, 4, 1)) is None
    bodies.change(county, phone="0000-9")
    second = guides.issue(county, today=date(2026, 4, 1))
    assert (second.number, second.issued_on) == (2, date(2026, 4, 1))
    assert guide_of(county, date(2026, 4, 2)).issued_on == date(2026, 4, 1)


def test_two_changes_on_one_day_are_one_edition(county):
    guides.issue(county, today=TODAY)
    bodies.change(county, phone="0000-9")
    guides.issue(county, today=TODAY)
    assert GuideEdition.objects.get().facts["phone"] == "0000-9"


def test_a_change_below_issues_the_guides_that_name_it(
    county, town, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        bodies.list_contact(county, purpose="supervision", name="监督", phone="0000-7")
    assert {edition.body for edition in GuideEdition.objects.all()} == {county, town}
    assert facts_of(town, TODAY).supervisor_phone == "0000-7"


def test_a_body_that_has_ended_issues_no_guide(town, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        bodies.dissolve(town, on=date(2020, 1, 1))
    assert not GuideEdition.objects.filter(body=town).exists()


def test_the_check_finds_guides_that_are_out_of_date(county):
    with pytest.raises(CommandError, match="county"):
        call_command("reissue_guides", "--check", stdout=StringIO())
    call_command("reissue_guides", stdout=StringIO())
    call_command("reissue_guides", "--check", stdout=StringIO())
    bodies.change(county, fax="0000-3")
    with pytest.raises(CommandError, match="county"):
        call_command("reissue_guides", "--check", stdout=StringIO())


def test_a_guide_reads_in_either_language(county):
    guides.issue(county, today=TODAY)
    with override("zh-hans"):
        assert "监督与救济" in guide_of(county, TODAY).html
    with override("en"):
        assert "If you disagree" in guide_of(county, TODAY).html


def test_a_guide_costs_at_most_five_queries(county, published, django_assert_max_num_queries):
    with django_assert_max_num_queries(5):
        assert guide_of(county, TODAY).number == 0
    guides.issue(county, today=TODAY)
    with django_assert_max_num_queries(1):
        assert guide_of(county, TODAY).number == 1
