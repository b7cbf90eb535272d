"""A case from arrival to erasure, through the verbs and commands."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from gongkai.applications import access
from gongkai.applications.actions.erasing import StillOpenError, erase
from gongkai.applications.actions.receiving import (
    File,
    code_for,
    code_of,
    code_print,
    path_of,
    token_of,
)
from gongkai.applications.actions.recounting import recount
from gongkai.applications.actions.revealing import opened, reveal
from gongkai.applications.actions.telling import FromTheFutureError, RefusedError, tell
from gongkai.applications.models import SEALED, Application, Event, Recount
from gongkai.applications.rules.events import event_from
from gongkai.bodies.models import Body, Role
from gongkai.calendars.actions import enter
from gongkai.calendars.models import Notice
from gongkai.calendars.rules.notice import Day, Draft
from gongkai.custody.actions import NoReasonError
from gongkai.custody.models import Erasure, Reveal

from .making import NOON, TEXTS, appointed, filed, happens


def test_an_arrival_is_numbered_counted_and_dated(application):
    assert application.number == "2026-0001"
    assert application.state == "received"
    assert application.due_on == date(2026, 10, 22)
    assert application.masked_name == "张**"


def test_numbers_go_on_within_a_body_and_a_year(county, application):
    assert filed(county, submission="second").number == "2026-0002"
    assert filed(county, submission="third", on="2025-12-31").number == "2025-0001"


def test_the_same_form_sent_again_is_the_same_case(county, application):
    again = filed(county, wanted="something else")
    assert again.pk == application.pk
    assert Application.objects.count() == Event.objects.count() == 1
    assert opened(application, "wanted") == TEXTS["wanted"]


def test_the_database_refuses_a_second_row_of_one_submission(application):
    application.pk = None
    application.id = None
    with pytest.raises(IntegrityError), transaction.atomic():
        Application.objects.bulk_create([_copy(application)])


def _copy(application: Application) -> Application:
    fields = {
        field.attname: getattr(application, field.attname)
        for field in Application._meta.concrete_fields
        if field.attname not in {"id", "number", "code_print"}
    }
    return Application(**fields, number="2026-9999", code_print="other")


def test_the_code_on_the_receipt_finds_the_case_however_it_is_typed(application):
    code = code_for(application)
    assert len(code) == 19
    typed = code.lower().replace("-", " ").replace("0", "o")
    assert Application.objects.get(code_print=code_print(typed)) == application
    assert code_of(token_of("second")) != code


def test_events_move_the_stored_dates(application):
    happens(application, "extended", "2026-10-22", days=20)
    assert application.due_on == date(2026, 11, 19)
    happens(application, "replied", "2026-11-01", outcome="granted")
    assert (application.state, application.outcome) == ("replied", "granted")
    assert application.closed_on == date(2026, 11, 1)


def test_a_refused_event_is_not_stored(application):
    happens(application, "correction_requested", "2026-09-21")
    happens(application, "corrected", "2026-09-24")
    before = application.due_on
    with pytest.raises(RefusedError) as refused:
        happens(application, "correction_requested", "2026-09-25")
    assert refused.value.violation.article == 30
    application.refresh_from_db()
    assert (application.due_on, application.events.count()) == (before, 3)


def test_nothing_is_entered_before_it_happens(application):
    event = event_from({"type": "extended", "on": "2026-10-01", "days": 5})
    with pytest.raises(FromTheFutureError):
        tell(application, event, by=None, at=NOON, today=date(2026, 9, 30))


def test_an_earlier_event_that_would_undo_a_later_one_is_refused(application):
    happens(application, "extended", "2026-10-09", days=5)
    event = event_from({"type": "replied", "on": "2026-10-08", "outcome": "granted"})
    with pytest.raises(RefusedError):
        tell(application, event, by=None, at=NOON, today=date(2026, 10, 9))


def test_what_was_told_in_confidence_is_not_in_the_database(application):
    dump = "".join(
        str(row)
        for table in ("applications_application", "applications_event", "custody_reveal")
        for row in _rows(table)
    )
    for text in TEXTS.values():
        assert text not in dump
        assert str(text.encode())[2:-1] not in dump
    assert opened(application, "name") == TEXTS["name"]


def _rows(table: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table}")
        return [tuple(bytes(v) if isinstance(v, memoryview) else v for v in row) for row in cursor]


def test_who_looks_says_why_and_is_written_down(application, clerk):
    with pytest.raises(NoReasonError):
        reveal(application, ["name"], reason=" ", by=clerk, at=NOON)
    shown = reveal(application, ["name", "phone"], reason="电话联系补正", by=clerk, at=NOON)
    assert shown == {"name": TEXTS["name"], "phone": TEXTS["phone"]}
    (look,) = Reveal.objects.all()
    assert (look.by, look.fields, look.reason) == ("clerk", "name, phone", "电话联系补正")


def test_the_same_person_is_found_again_without_being_named(county, application):
    other = filed(county, submission="second", wanted="别的信息")
    stranger = filed(county, submission="third", identity="110101199001011245")
    assert other.applicant_print == application.applicant_print
    assert stranger.applicant_print != application.applicant_print
    assert other.wanted_print != application.wanted_print


def test_files_lie_sealed_on_disk(county):
    case = filed(county, files=(File("身份证.png", "image/png", b"canary picture"),))
    (attachment,) = case.attachments.all()
    assert b"canary" not in path_of(attachment.pk).read_bytes()


def test_an_erased_case_keeps_its_numbers_and_nothing_else(county):
    case = filed(county, files=(File("a.png", "image/png", b"x"),))
    with pytest.raises(StillOpenError):
        erase(case, basis="test", at=NOON, today=date(2026, 9, 18))
    happens(case, "replied", "2026-10-09", outcome="granted")
    path = path_of(case.attachments.get().pk)
    assert erase(case, basis="test", at=NOON, today=date(2037, 1, 4)) == 1
    assert all(bytes(getattr(case, name)) == b"" for name in (*SEALED, "sealed_key"))
    assert (case.outcome, case.masked_name, opened(case, "name")) == ("granted", "", "")
    assert not path.exists()
    assert Erasure.objects.get().files == 1


def test_the_erasing_command_takes_only_what_is_old(county, application):
    out = StringIO()
    old = filed(county, submission="old", on="2010-03-01")
    happens(old, "replied", "2010-03-10", outcome="granted")
    call_command("erase_applicants", "--check", stdout=out)
    assert Application.objects.filter(erased_on=None).count() == 2
    call_command("erase_applicants", stdout=out)
    old.refresh_from_db()
    application.refresh_from_db()
    assert old.erased_on is not None
    assert application.erased_on is None


def test_a_forged_date_is_found_by_check_and_mended_by_recounting(application):
    happens(application, "replied", "2026-09-30", outcome="granted")
    call_command("recount_clocks", "--check", "--all", stdout=StringIO())
    Application.objects.update(due_on=date(2027, 1, 1))
    with pytest.raises(CommandError):
        call_command("recount_clocks", "--check", "--all", stdout=StringIO())
    application.refresh_from_db()
    assert application.due_on == date(2027, 1, 1)
    call_command("recount_clocks", "--all", stdout=StringIO())
    application.refresh_from_db()
    assert application.due_on == date(2026, 10, 22)


def test_a_new_holiday_notice_recounts_open_dates_and_logs_old_and_new(
    county, django_capture_on_commit_callbacks
):
    case = filed(county, on="2026-12-10")
    assert (case.due_on, case.provisional) == (date(2027, 1, 7), True)
    new_year = Day(date(2027, 1, 1), "元旦", False)
    with django_capture_on_commit_callbacks(execute=True):
        enter(Draft(2027, (new_year,)), at=NOON)
    assert Notice.objects.filter(year=2027).exists()
    case.refresh_from_db()
    # The machine's own day may be past the date: the state is counted with it.
    assert (case.due_on, case.provisional) == (date(2027, 1, 8), False)
    (moved,) = Recount.objects.all()
    assert (moved.due_before, moved.due_after) == (date(2027, 1, 7), date(2027, 1, 8))


def test_a_period_that_ran_out_closes_the_case_when_recounted(application):
    happens(application, "correction_requested", "2026-09-21", days=5)
    happens(application, "correction_delivered", "2026-09-22")
    assert application.state == "await_correction"
    moved = recount(application.pk, today=date(2026, 10, 20), at=NOON, cause="night")
    application.refresh_from_db()
    assert moved
    assert (application.state, application.outcome) == ("abandoned", "other_no_correction")


def test_a_clerk_sees_the_cases_of_the_own_body_only(county, application, clerk):
    other = Body.objects.create(code="ju", name="示例局", tier="department", path="000002")
    stranger = appointed(other, "stranger", Role.HANDLER, Role.REGISTRAR)
    drafter = appointed(county, "drafter", Role.DRAFTER)
    assert list(access.handled_by(clerk)) == [application]
    assert not access.handled_by(stranger).exists()
    assert not access.handled_by(drafter).exists()
    assert not access.may_extend(stranger, application)
    assert access.may_extend(clerk, application)
