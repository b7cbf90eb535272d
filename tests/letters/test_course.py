"""The course of a letter through the real verbs: stored, counted, sealed, told, once."""

import json
from datetime import date

import pytest
from django.db import connection

from gongkai.custody.models import Erasure, Reveal
from gongkai.letters import access
from gongkai.letters.actions import releasing, tallying
from gongkai.letters.actions.erasing import StillOpenError, erase
from gongkai.letters.actions.receiving import by_code, code_of
from gongkai.letters.actions.recounting import moved
from gongkai.letters.actions.revealing import reveal
from gongkai.letters.actions.telling import FromTheFutureError, tell
from gongkai.letters.models import Assistance, Event, Letter, Limit, Tally
from gongkai.letters.rules.clock import Fault, RefusedError
from gongkai.letters.rules.events import Event as Fact
from gongkai.letters.rules.words import EventType

from .making import NOON, answered, day, happens, sent_to, wrote


def sound() -> None:
    """Every stored copy is what the events and the letters say."""
    assert tallying.wrong() == []
    assert moved(list(Letter.objects.values_list("pk", flat=True))) == []


def test_ten_sendings_of_one_form_are_one_letter(county):
    letters = {wrote(county).pk for _ in range(10)}
    assert len(letters) == 1
    assert Tally.objects.get().received == 1


def test_numbers_run_on_through_all_channels(county):
    numbers = [wrote(county, submission=way, channel=way).number for way in ("hotline", "visit")]
    assert numbers == ["2026-000001", "2026-000002"]


def test_the_worked_example_is_stored(letter, housing):
    happens(letter, "accepted", "09-29")
    sent_to(letter, housing, "09-30")
    assert (letter.body, letter.due_on) == (housing, date(2026, 10, 13))
    happens(letter, "signed", "09-30")
    happens(letter, "extended", "10-09", days=10, reason="要三家会商")
    assert letter.due_on == date(2026, 10, 27)
    sound()


def test_the_longest_road_leaves_every_stored_copy_true(letter, county, housing, water):
    answered(letter, housing)
    happens(letter, "rated", "10-10", satisfied="dissatisfied", solved="no")
    happens(letter, "redo", "10-10", reason="仍在扰民")
    happens(letter, "co_handler_added", "10-12", body=str(water.pk))
    happens(letter, "lead_changed", "10-12", body=str(water.pk))
    assert Assistance.objects.get().body == housing
    happens(letter, "replied", "10-13", text="夜间已停业整改。")
    happens(letter, "called_back", "10-14", satisfied="satisfied", solved="yes")
    happens(letter, "closed", "10-14")
    assert letter.reply == "夜间已停业整改。"
    row = Tally.objects.get(body=water)
    assert (row.in_time, row.reopened, row.solved, row.satisfied, row.closed) == (1, 1, 1, 1, 1)
    assert json.loads(row.waits) == {"10": 1}
    assert Tally.objects.exclude(body=water).filter(received__gt=0).count() == 0
    sound()


def test_a_step_that_may_not_happen_changes_nothing(letter):
    with pytest.raises(RefusedError) as caught:
        happens(letter, "replied", "09-30", text="答复")
    assert caught.value.fault is Fault.NOT_NOW
    assert Event.objects.count() == 1
    letter.refresh_from_db()
    assert letter.reply == ""


def test_tomorrow_cannot_be_entered_today(letter):
    event = Fact(type=EventType.ACCEPTED, on=day("09-30"))
    with pytest.raises(FromTheFutureError):
        tell(letter, event, by=None, at=NOON, today=day("09-29"))


def test_merged_letters_are_counted_once_and_come_apart_again(letter, county):
    other = wrote(county, submission="second")
    happens(other, "merged", "09-29", into=str(letter.pk), reason="同一家店")
    assert other.merged_into == letter
    assert (Tally.objects.get().received, Tally.objects.get().merged) == (2, 1)
    happens(other, "unmerged", "09-30")
    assert (other.state, other.merged_into) == ("new", None)
    sound()


def test_who_wrote_is_nowhere_readable_in_the_database(letter):
    for table in connection.introspection.table_names():
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT * FROM "{table}"')
            rows = repr(cursor.fetchall())
        for secret in ("柳问之", "13800138000", "wen@example.cn", "样例路1号"):
            assert secret not in rows, f"{secret} in {table}"


def test_a_number_of_a_person_in_the_text_is_sealed_and_shown_with_a_reason(county, clerk):
    letter = wrote(county, text="我叫柳问之，电话13912345678，请回电。")
    assert "13912345678" not in letter.text
    shown = reveal(letter, reason="回电核实", by=clerk, at=NOON)
    assert "13912345678" in shown["original"]
    assert Reveal.objects.get().by == "clerk"


def test_a_code_opens_its_own_letter_however_it_is_typed(letter):
    code = code_of("first")
    assert by_code(code.lower().replace("-", " ")) == letter
    assert by_code("0000-0000-0000-0000") is None
    assert by_code("") is None


def test_limits_of_a_body_and_a_kind_are_rows(county, housing):
    Limit.objects.create(finish=3)
    Limit.objects.create(body=housing, kind="complain", finish=13)
    letter = wrote(county)
    assert letter.due_on == date(2026, 10, 9)  # 30 September, 8 and 9 October
    happens(letter, "accepted", "09-29")
    sent_to(letter, housing, "09-30")
    assert letter.due_on == date(2026, 10, 23)
    Limit.objects.all().delete()
    sound()


def test_only_an_answered_letter_of_a_willing_writer_is_released(letter, county, housing, clerk):
    shown = releasing.Shown("烧烤店油烟", "夜里油烟扰民", "已整改")
    releasing.release(letter, shown, by=clerk, today=day("10-09"))
    unwilling = wrote(county, submission="second", consent=False)
    with pytest.raises(releasing.NoConsentError):
        releasing.release(unwilling, shown, by=clerk, today=day("10-09"))
    with pytest.raises(releasing.NoReplyError):
        releasing.release(letter, releasing.Shown("题", "文", " "), by=clerk, today=day("10-09"))


def test_only_an_ended_letter_is_erased_and_nothing_of_the_writer_stays(letter, housing):
    with pytest.raises(StillOpenError):
        erase(letter, basis="five years", at=NOON, today=day("09-30"))
    answered(letter, housing)
    happens(letter, "closed", "10-10")
    erase(letter, basis="five years", at=NOON, today=day("10-12"))
    assert (bytes(letter.writer), letter.masked_name, letter.writer_print) == (b"", "", "")
    assert Erasure.objects.count() == 1
    sound()


def test_analyses_read_letters_without_writers_and_numbers(letter, county, housing):
    wrote(county, submission="second", text="电话13912345678，停水了", on="09-30")
    answered(letter, housing)
    happens(letter, "called_back", "10-10", solved="yes", satisfied="satisfied")
    first, second = access.open_texts()
    assert (first.number, first.solved, first.body) == (letter.number, True, housing.pk)
    assert first.reply == "已责令整改，加装净化设备。"
    assert "13912345678" not in second.text
    assert second.received_on == day("09-30")
    assert first.writer_print == second.writer_print
    assert [row.number for row in access.open_texts(since=day("09-30"))] == [second.number]
