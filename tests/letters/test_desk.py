"""The desk: own letters only, own steps only, lists that equal their counts, safe exports."""

import csv
import io
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gongkai.bodies.models import Role
from gongkai.custody.models import Reveal
from gongkai.letters import wording
from gongkai.letters.actions.freezing import MonthNotOverError, freeze
from gongkai.letters.counting import Asked, lines
from gongkai.letters.models import Event, Letter, Limit, Release, Snapshot, Tally
from gongkai.letters.rules import masking
from gongkai.letters.rules.clock import Fault
from gongkai.letters.rules.numbers import Left, Measure, Twin
from gongkai.letters.rules.words import EventType, State

from .making import answered, appointed, day, happens, sent_to, wrote

BACKEND = "django.contrib.auth.backends.ModelBackend"


def step(client, letter, kind, **more):
    told = {"type": kind, "on": "2026-09-30"} | more
    return client.post(reverse("letters_desk:case", args=[letter.pk]), told)


def test_the_office_accepts_and_dispatches_and_the_unit_signs(
    client, letter, housing, clerk, unit_clerk
):
    client.force_login(clerk, BACKEND)
    assert step(client, letter, "accepted").status_code == 302
    assert step(client, letter, "dispatched", body="zhujian").status_code == 302
    assert step(client, letter, "signed").status_code == 422
    client.force_login(unit_clerk, BACKEND)
    assert step(client, letter, "signed").status_code == 302
    letter.refresh_from_db()
    assert (letter.state, letter.body) == ("in_hand", housing)
    assert letter.due_on == date(2026, 10, 13)


def test_a_letter_of_another_body_does_not_exist(client, letter, water):
    client.force_login(appointed(water, "stranger", Role.HANDLER), BACKEND)
    for name in ("case", "release"):
        assert client.get(reverse(f"letters_desk:{name}", args=[letter.pk])).status_code == 404
    assert client.post(reverse("letters_desk:reveal", args=[letter.pk])).status_code == 404
    assert letter.title not in client.get(reverse("letters_desk:index")).content.decode()
    exported = b"".join(client.get(reverse("letters_desk:export")).streaming_content)
    assert letter.title not in exported.decode()


def test_a_returned_letter_is_the_units_no_longer(client, letter, housing, unit_clerk):
    happens(letter, "accepted", "09-29")
    sent_to(letter, housing, "09-30")
    client.force_login(unit_clerk, BACKEND)
    answer = step(client, letter, "returned", reason="不属于本单位职责")
    assert answer["Location"] == reverse("letters_desk:index")
    assert client.get(reverse("letters_desk:case", args=[letter.pk])).status_code == 404


def test_a_co_handler_sees_the_letter_and_may_take_the_lead(client, letter, housing, water):
    happens(letter, "accepted", "09-29")
    sent_to(letter, housing, "09-30")
    happens(letter, "signed", "09-30")
    happens(letter, "co_handler_added", "09-30", body=str(water.pk))
    client.force_login(appointed(water, "beside", Role.HANDLER), BACKEND)
    assert step(client, letter, "replied", text="答复").status_code == 422
    assert step(client, letter, "lead_changed", body="shuiwu").status_code == 302
    letter.refresh_from_db()
    assert letter.body == water


@pytest.mark.parametrize(
    ("kind", "more"),
    [
        ("rejected", {}),
        ("dispatched", {"body": "nowhere"}),
        ("answered_at_once", {"text": ""}),
        ("accepted", {"on": "2999-01-01"}),
        ("accepted", {"on": "2026-09-01"}),
        ("nonsense", {}),
        ("merged", {"into": "2026-999999", "reason": "同一件事"}),
    ],
)
def test_what_is_missing_or_impossible_is_said_and_nothing_happens(
    client, letter, clerk, kind, more
):
    client.force_login(clerk, BACKEND)
    assert step(client, letter, kind, **more).status_code == 422
    assert Event.objects.count() == 1


def test_two_letters_about_one_matter_are_merged_at_the_desk(client, letter, county, clerk):
    other = wrote(county, submission="second")
    client.force_login(clerk, BACKEND)
    told = {"into": letter.number, "reason": "同一家店"}
    assert step(client, other, "merged", **told).status_code == 302
    other.refresh_from_db()
    assert other.merged_into == letter
    page = client.get(reverse("letters_desk:case", args=[letter.pk])).content.decode()
    assert other.number in page


def test_each_tab_counts_what_it_opens(client, county, housing, clerk):
    for number in range(4):
        letter = wrote(county, submission=str(number))
        if number:
            happens(letter, "accepted", "09-29")
        if number > 1:
            sent_to(letter, housing, "09-30")
    client.force_login(clerk, BACKEND)
    page = client.get(reverse("letters_desk:index"))
    for key, _title, count in page.context["tabs"]:
        opened = client.get(reverse("letters_desk:index"), {"list": key})
        assert len(opened.context["page"].lines) == count, key
    everything = client.get(reverse("letters_desk:index"), {"list": "all"})
    assert len(everything.context["page"].lines) == 4


def test_a_step_is_counted_at_once_and_by_whom_it_was_taken_does_not_matter(
    client, letter, county, clerk
):
    client.force_login(clerk, BACKEND)
    place = reverse("letters_desk:index")

    def told():
        return {key: count for key, _title, count in client.get(place).context["tabs"]}

    before = told()
    assert told() == before
    happens(letter, "accepted", "09-29")
    sent_to(letter, county, "09-30")
    after = told()
    assert (before["accept"], before["sign"]) == (1, 0)
    assert (after["accept"], after["sign"]) == (0, 1)


def test_a_list_costs_the_same_queries_for_one_letter_and_for_many(client, county, clerk):
    client.force_login(clerk, BACKEND)
    place = reverse("letters_desk:index")
    wrote(county)
    client.get(place)
    wrote(county, submission="second")
    with CaptureQueriesContext(connection) as for_two:
        client.get(place)
    for number in range(30):
        wrote(county, submission=str(number))
    with CaptureQueriesContext(connection) as for_many:
        client.get(place)
    with CaptureQueriesContext(connection) as unchanged:
        client.get(place)
    assert len(for_two) == len(for_many) <= 8
    # One for the counts, one for the rows; the others are the session's, the menu's, the user's.
    assert sum('"letters_letter"' in query["sql"] for query in for_many.captured_queries) == 2
    assert sum('"letters_letter"' in query["sql"] for query in unchanged.captured_queries) == 1


def test_nobody_looks_at_a_writer_without_a_reason(client, letter, clerk):
    client.force_login(clerk, BACKEND)
    page = client.get(reverse("letters_desk:case", args=[letter.pk])).content.decode()
    assert "柳**" in page
    assert "13800138000" not in page
    place = reverse("letters_desk:reveal", args=[letter.pk])
    client.post(place, {"reason": " "})
    assert Reveal.objects.count() == 0
    shown = client.post(place, {"reason": "回电核实情况"}).content.decode()
    assert "13800138000" in shown
    assert Reveal.objects.get().by == "clerk"


def test_a_clerk_masks_and_releases(client, county, housing, clerk):
    letter = wrote(county, text="我叫柳问之，住3栋2单元501室，夜里油烟大。")
    answered(letter, housing)
    client.force_login(clerk, BACKEND)
    place = reverse("letters_desk:release", args=[letter.pk])
    form = client.get(place).context["form"]
    assert "柳问之" not in form.initial["text"]
    assert "501" not in form.initial["text"]
    told = dict(form.initial)
    assert client.post(place, told).status_code == 422
    assert Release.objects.count() == 0
    assert client.post(place, told | {"read": "on"}).status_code == 302
    assert Release.objects.get().text == told["text"]


def test_a_letter_without_consent_has_no_page_to_release_it(client, county, housing, clerk):
    letter = wrote(county, consent=False)
    answered(letter, housing)
    client.force_login(clerk, BACKEND)
    assert client.get(reverse("letters_desk:release", args=[letter.pk])).status_code == 404


def test_an_export_holds_no_formula_and_no_writer(client, county, clerk):
    wrote(county, title="=HYPERLINK(1)")
    client.force_login(clerk, BACKEND)
    answer = client.get(reverse("letters_desk:export"))
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    (row,) = list(csv.reader(io.StringIO(text)))[1:]
    assert row[5] == "'=HYPERLINK(1)"
    assert "柳" not in text


def test_a_clerk_takes_down_what_is_said_at_the_counter(client, county, clerk):
    client.force_login(clerk, BACKEND)
    form = client.get(reverse("letters_desk:new")).context["form"]
    told = {
        "submission": form.initial["submission"], "channel": "visit", "received_on": "2026-09-29",
        "body": "xian", "kind": "help", "title": "老人反映停水", "text": "老人来访，家里停水三天。",
        "consent": "no",
    }  # fmt: skip
    assert client.post(reverse("letters_desk:new"), told).status_code == 302
    letter = Letter.objects.get()
    assert (letter.channel, letter.consent) == ("visit", False)


def test_numbers_open_the_letters_they_count(client, letter, housing, clerk):
    answered(letter, housing)
    client.force_login(clerk, BACKEND)
    client.force_login(appointed(letter.intake, "open", Role.OPENNESS), BACKEND)
    told = {"since": "2026-09", "until": "2026-09"}
    page = client.get(reverse("letters_desk:numbers"), told)
    (row,) = [row for row in page.context["rows"] if row["line"].pairs[0].measure.numerator]
    opened = client.get(row["url"])
    assert [found.key for found in opened.context["page"].lines] == [letter.pk]


def test_a_redone_letter_past_its_day_is_not_counted_twice(letter, housing):
    answered(letter, housing)
    happens(letter, "redo", "10-12", reason="未解决")
    whole, _parts = lines(Asked(), "month", date(2027, 1, 1))
    in_time = whole.pairs[1].measure
    assert (in_time.numerator, in_time.denominator) == (1, 1)
    assert all(count >= 0 for count in in_time.left_out.values())


@pytest.mark.parametrize("by", ["body", "kind", "channel", "month"])
def test_the_parts_add_up_to_the_whole(county, housing, by):
    for number, kind in enumerate(("help", "thank", "help")):
        letter = wrote(county, submission=str(number), kind=kind, on=f"09-2{number}")
        if number == 1:
            answered(letter, housing)
    whole, parts = lines(Asked(), by, date(2026, 12, 1))
    for place in range(5):
        told = [line.pairs[place].measure for line in parts]
        assert whole.pairs[place].measure.numerator == sum(one.numerator for one in told)
        assert whole.pairs[place].measure.denominator == sum(one.denominator for one in told)


def test_frozen_numbers_stay_when_the_letters_change(client, letter, housing):
    with pytest.raises(MonthNotOverError):
        freeze(day("09-01"), today=day("09-30"))
    assert freeze(day("09-01"), today=day("10-01")) == 2
    before = Snapshot.objects.get(body=None).figures
    answered(letter, housing)
    assert freeze(day("09-01"), today=day("10-20")) <= 1
    assert Snapshot.objects.get(body=None).figures == before
    page = client.get(reverse("letters:frozen", args=["2026-09"]))
    assert page.status_code == 200
    assert client.get(reverse("letters:frozen", args=["2020-01"])).status_code == 404


def test_a_counter_that_was_touched_is_found_and_put_right(letter):
    Tally.objects.update(received=7)
    with pytest.raises(CommandError):
        call_command("recount_letters", check=True)
    call_command("recount_letters")
    call_command("recount_letters", check=True)
    assert Tally.objects.get(received__gt=0).received == 1


def test_a_stored_day_that_was_touched_is_found_and_put_right(letter):
    Letter.objects.update(due_on=date(2030, 1, 1))
    with pytest.raises(CommandError):
        call_command("recount_letters", check=True)
    call_command("recount_letters")
    letter.refresh_from_db()
    assert letter.due_on == date(2026, 10, 12)


def test_a_preset_becomes_rows_and_a_strange_name_changes_nothing(county):
    call_command("letter_limits", preset="department", stdout=io.StringIO())
    assert Limit.objects.get(kind="complain").finish == 13
    with pytest.raises(CommandError):
        call_command("letter_limits", preset="nowhere")
    assert Limit.objects.count() == 3


def test_every_code_has_its_words():
    assert set(wording.STATES) == set(State)
    assert set(wording.EVENTS) == set(EventType)
    assert set(wording.FAULTS) == set(Fault)
    assert set(wording.MEASURES) == {*Measure, *Twin} == set(wording.DEFINITIONS)
    assert set(wording.LEFT_OUT) == set(Left)


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("我叫王小明，请回电13800138000。", ["王小明", "13800138000"]),
        ("联系人：李四（女）", ["李四"]),
        ("家住3号楼2单元501室", ["3号楼2单元501室"]),
        ("座机0555-2345678", ["0555-2345678"]),
        ("身份证110101199003070038", ["110101199003070038"]),
        ("2026年3月路灯坏了", []),
    ],
)
def test_masking_proposes_what_names_a_person(text, hidden):
    found = masking.proposed(text)
    assert [text[mask.start : mask.end] for mask in found] == hidden
