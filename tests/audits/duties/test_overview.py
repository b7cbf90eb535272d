"""Directory, matrix and documents brought together, on today and on past days."""

from datetime import date

import pytest

from gongkai.audits import duties
from gongkai.bodies.models import Role
from gongkai.catalogue.actions import responsibilities
from gongkai.catalogue.models import Responsibility

TODAY = date(2026, 11, 22)
pytestmark = pytest.mark.django_db


def states(directory, day=TODAY, **asked):
    return {
        (duty.item.level2, duty.body.code if duty.body else ""): duty.state
        for duty in duties.overview(directory, day, **asked).duties
    }


def test_the_matrix_comes_from_the_column_and_leaves_out_what_names_nobody(directory):
    assert states(directory) == {
        ("条件", "minzheng"): "empty",
        ("名单", "minzheng"): "empty",
        ("标准", "minzheng"): "empty",
        ("标准", "zhujian"): "empty",
        ("去向", "zhujian"): "unread",
        ("说明", ""): "unowned",
    }


def test_drawing_up_twice_changes_nothing(directory):
    before = Responsibility.objects.count()
    new, unknown = responsibilities.draw_up(directory, today=TODAY)
    assert (new, Responsibility.objects.count()) == (0, before)
    assert [words for _code, words in unknown] == ["招标代理机构"]


def test_what_was_opened_counts_from_its_day_on_and_only_for_its_body(
    directory, civil, housing, opened
):
    opened("条件", civil, "2026-03-02")
    opened("标准", housing, "2026-03-12", formed="2026-03-02")
    assert states(directory, date(2026, 3, 1))["条件", "minzheng"] == "empty"
    assert states(directory, date(2026, 3, 2))["条件", "minzheng"] == "done"
    assert states(directory)["标准", "minzheng"] == "empty"
    assert states(directory)["标准", "zhujian"] == "late"  # due on 9 March


def test_what_was_taken_back_was_open_until_then(directory, civil, opened):
    opened("条件", civil, "2026-03-02", withdrawn="2026-05-06")
    assert states(directory, date(2026, 5, 5))["条件", "minzheng"] == "done"
    assert states(directory, date(2026, 5, 6))["条件", "minzheng"] == "empty"


def test_a_monthly_item_is_due_missing_and_stale_in_turn(directory, civil, opened):
    opened("名单", civil, "2026-08-07")
    said = {day: states(directory, date.fromisoformat(day))["名单", "minzheng"] for day in (
        "2026-08-10", "2026-09-10", "2026-09-11", "2026-10-11",
    )}  # fmt: skip
    assert said == {
        "2026-08-10": "done", "2026-09-10": "due", "2026-09-11": "missing", "2026-10-11": "stale",
    }  # fmt: skip


def test_the_day_on_our_own_log_counts_and_not_the_day_printed(directory, civil, opened):
    document = opened("标准", civil, "2026-03-20", formed="2026-03-02")
    document.published_on, document.backfilled = date(2026, 3, 3), False
    document.save(update_fields=["published_on", "backfilled"])
    assert states(directory, date(2026, 3, 4))["标准", "minzheng"] == "empty"
    assert states(directory)["标准", "minzheng"] == "late"


def test_another_person_is_another_row_and_the_past_stays_true(directory, civil, appoint, row_of):
    first, second = appoint("first", civil, Role.DRAFTER), appoint("second", civil, Role.DRAFTER)
    responsibilities.sign(row_of("条件", civil), person=first, signed_on=date(2026, 2, 2), by=None)
    responsibilities.sign(row_of("条件", civil), person=second, signed_on=date(2026, 6, 1), by=None)

    def who(day):
        found = duties.overview(directory, day, bodies=[civil]).duties
        return next(duty.person for duty in found if duty.item.level2 == "条件")

    assert [who(date(2026, *day)) for day in ((2, 1), (2, 2), (5, 31), (6, 1))] == [
        None, first, first, second,
    ]  # fmt: skip


def test_handing_on_from_the_day_of_signing_is_refused(directory, civil, appoint, row_of):
    first, second = appoint("first", civil, Role.DRAFTER), appoint("second", civil, Role.DRAFTER)
    day = date(2026, 2, 2)
    responsibilities.sign(row_of("条件", civil), person=first, signed_on=day, by=None)
    with pytest.raises(responsibilities.SignedLaterError):
        responsibilities.sign(row_of("条件", civil), person=second, signed_on=day, by=None)
    assert row_of("条件", civil).person == first


def test_every_unmet_duty_is_a_fault_and_so_is_a_missing_owner(
    directory, civil, opened, appoint, row_of
):
    clerk = appoint("clerk", civil, Role.DRAFTER)
    for name in ("条件", "名单", "标准"):
        responsibilities.sign(
            row_of(name, civil), person=clerk, signed_on=date(2026, 2, 2), by=None
        )
    opened("条件", civil, "2026-11-02")
    opened("名单", civil, "2026-10-12")
    late = opened("标准", civil, "2026-11-12", formed="2026-11-02")
    found = {
        (fault.code, fault.duty.item.level2, fault.duty.body.code if fault.duty.body else "")
        for fault in duties.faults_on(TODAY)
    }
    assert found == {
        ("overdue_item", "名单", "minzheng"),
        ("late_item", "标准", "minzheng"),
        ("empty_item", "标准", "zhujian"),
        ("unread_limit", "去向", "zhujian"),
        ("unowned_item", "标准", "zhujian"),
        ("unowned_item", "去向", "zhujian"),
        ("unowned_item", "说明", ""),
    }
    fault = next(f for f in duties.faults_on(TODAY) if f.code == "late_item")
    assert fault.keys == (late.key,)


def test_what_was_posted_too_short_is_told_apart(directory, civil, opened):
    directory.items.filter(level2="条件").update(time_limit="及时公开，公示7个工作日")
    taken = opened("条件", civil, "2026-11-02", withdrawn="2026-11-06")
    opened("条件", civil, "2026-11-03", withdrawn="2026-11-20")
    (fault,) = duties.short_postings(duties.overview(directory, TODAY))
    assert (fault.code, fault.keys) == ("short_posting", (taken.key,))


def test_a_power_of_the_body_is_linked_to_the_item_that_names_it(county, civil, directory):
    rows = [("431", "社会救助条件", "行政给付", "办法"), ("432", "婚姻登记", "行政确认", "条例")]
    assert responsibilities.import_powers(civil, rows) == (2, 0)
    assert responsibilities.import_powers(civil, [("432", "婚姻登记", "其他", "条例")]) == (0, 1)


def test_an_overview_costs_no_query_a_row(directory, civil, opened, django_assert_num_queries):
    for month in range(1, 10):
        opened("名单", civil, f"2026-0{month}-05")
    with django_assert_num_queries(5):  # items, matrix, filings, documents, calendar
        duties.overview(directory, TODAY)
