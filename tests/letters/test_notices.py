"""E-mails about letters wait in a queue: once a matter, tried again, no word of the letter."""

import logging
from datetime import timedelta
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.core import mail
from django.utils.timezone import now

from gongkai.bodies.models import Role
from gongkai.letters.actions import notifying
from gongkai.letters.actions.erasing import erase
from gongkai.letters.actions.escalating import escalate_late
from gongkai.letters.models import Event, Notice

from .making import NOON, appointed, day, happens, sent_to, wrote


@pytest.fixture
def leader(county):
    found = appointed(county, "leader", Role.LEADER)
    found.email = "leader@example.cn"
    found.save()
    return found


def broken(error):
    def send(*args, **kwargs):
        raise error

    return send


def test_the_writer_hears_of_a_step_by_e_mail(letter):
    happens(letter, "accepted", "09-29")
    assert notifying.send_due(NOON) == 1
    (message,) = mail.outbox
    assert message.to == ["wen@example.cn"]
    assert letter.number in message.subject
    assert "油烟直接进屋" not in message.body
    assert notifying.send_due(NOON + timedelta(days=1)) == 0


def test_a_mail_server_that_is_down_loses_nothing_and_no_address_is_logged(
    letter, monkeypatch, caplog
):
    happens(letter, "accepted", "09-29")
    with monkeypatch.context() as down:
        down.setattr(notifying, "send_mail", broken(SMTPServerDisconnected("wen@example.cn")))
        with caplog.at_level(logging.WARNING):
            assert notifying.send_due(NOON) == 0
    assert letter.number in caplog.text
    assert "wen@example.cn" not in caplog.text
    assert notifying.send_due(NOON) == 0  # not at once again
    assert notifying.send_due(NOON + timedelta(minutes=1)) == 1
    assert len(mail.outbox) == 1


def test_an_address_that_is_refused_does_not_hold_up_the_others(county, monkeypatch):
    for number in range(2):
        happens(wrote(county, submission=str(number)), "accepted", "09-29")
    sent, real = [], notifying.send_mail

    def send(subject, text, source, to):
        sent.append(to)
        if len(sent) == 1:
            raise SMTPRecipientsRefused({to[0]: (550, b"no")})
        return real(subject, text, source, to)

    monkeypatch.setattr(notifying, "send_mail", send)
    assert notifying.send_due(NOON) == 1
    assert Notice.objects.filter(done_at=None).count() == 1


def test_what_was_refused_by_the_rules_queues_nothing(letter):
    with pytest.raises(ValueError, match="not_now"):
        happens(letter, "closed", "09-29")
    assert not Notice.objects.exists()


def test_a_writer_who_was_erased_gets_nothing(letter):
    happens(letter, "rejected", "09-29", reason="不属于本机关")
    erase(letter, basis="期满", at=now(), today=day("10-30"))
    assert notifying.send_due(NOON) == 0
    assert mail.outbox == []


def test_the_unit_is_reminded_once_before_a_day_and_anew_after_an_extension(
    letter, housing, unit_clerk
):
    unit_clerk.email = "unit@example.cn"
    unit_clerk.save()
    happens(letter, "accepted", "09-29")
    sent_to(letter, housing, "09-30")
    happens(letter, "signed", "09-30")
    Notice.objects.all().delete()
    assert letter.next_on == day("10-13")
    assert (
        notifying.remind(day("10-09"), at=NOON) == 0
    )  # two working days before: 10 and 12 October
    assert notifying.remind(day("10-12"), at=NOON) == 1
    assert notifying.remind(day("10-13"), at=NOON) == 0
    assert notifying.send_due(NOON) == 1
    assert mail.outbox[0].to == ["unit@example.cn"]
    assert "油烟" not in mail.outbox[0].subject + mail.outbox[0].body
    happens(letter, "extended", "10-13", days=2, reason="现场复核")
    Notice.objects.filter(about__startswith="extended").delete()
    assert letter.next_on == day("10-15")
    assert notifying.remind(day("10-14"), at=NOON) == 1


def test_a_reminder_of_what_is_done_meanwhile_goes_nowhere(letter, housing, unit_clerk):
    unit_clerk.email = "unit@example.cn"
    unit_clerk.save()
    happens(letter, "accepted", "09-29")
    sent_to(letter, housing, "09-30")
    happens(letter, "signed", "09-30")
    Notice.objects.all().delete()
    notifying.remind(day("10-12"), at=NOON)
    happens(letter, "replied", "10-12", text="已整改")
    notifying.send_due(NOON)
    assert [message.to for message in mail.outbox] == [["wen@example.cn"]]


def test_a_late_letter_goes_before_the_nearest_leader_once(letter, housing, leader):
    happens(letter, "accepted", "09-29")
    sent_to(letter, housing, "09-30")
    happens(letter, "signed", "09-30")
    assert escalate_late(day("10-13"), at=NOON) == 0  # the last day is in time
    assert escalate_late(day("10-14"), at=NOON) == 1
    assert escalate_late(day("10-15"), at=NOON) == 0
    letter.refresh_from_db()
    assert letter.leader == leader
    assert Event.objects.filter(letter=letter, type="escalated", entered_by=None).count() == 1
    notifying.send_due(NOON)
    assert ["leader@example.cn"] in [message.to for message in mail.outbox]


def test_returns_bring_a_letter_before_a_leader_only_when_they_are_enough(letter, housing, leader):
    happens(letter, "accepted", "09-29")
    for count in (0, 0, 1):
        sent_to(letter, housing, "09-29")
        happens(letter, "returned", "09-29", reason="不属于本单位")
        assert escalate_late(day("09-29"), at=NOON) == count


def test_without_a_leader_and_long_after_nothing_is_put_before_anybody(letter, county, housing):
    happens(letter, "accepted", "09-29")
    sent_to(letter, housing, "09-30")
    assert escalate_late(day("10-20"), at=NOON) == 0
    appointed(county, "late leader", Role.LEADER)
    assert escalate_late(day("10-13") + timedelta(days=91), at=NOON) == 0
