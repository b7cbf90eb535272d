"""Accounts with their posts, a year of frozen self-inspections, probes, reported mistakes."""

import tomllib
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from django.utils.timezone import localdate, make_aware, now

from gongkai.audits.actions import correcting
from gongkai.audits.actions.inspecting import Inspection, freeze
from gongkai.audits.actions.rules import read, rules_on
from gongkai.audits.gathering import Scope, gather, library, owed, work
from gongkai.audits.models import Correction, Probe, Run
from gongkai.audits.rules.check_form.facts import Fact, Gathered, Kind, merged
from gongkai.audits.rules.check_form.judging import judge
from gongkai.audits.rules.check_form.months import last_of, shifted
from gongkai.bodies.models import Body, User
from gongkai.channels import actions as channels
from gongkai.channels.models import Account, Post
from gongkai.channels.rules.feeds import Entry

TABLE = Path(__file__).parents[1] / "selfchecks.toml"
POSTS = 12
OPENED = date(2021, 3, 1)
HEADLINES = ("今日要闻", "天气提醒", "政策速递", "办事提示", "活动预告", "便民信息")
PROBED_DAYS = 9
# What the records of today can say of any day in the past.
RECORDED = frozenset({*owed.KINDS, *library.KINDS, *work.APPLICATIONS, *work.LETTERS})
PROBES_A_DAY = 24


def _table() -> dict[str, Any]:
    return tomllib.loads(TABLE.read_text(encoding="utf-8"))


def load_accounts() -> int:
    """Enter the accounts that are missing; return how many were."""
    bodies = {body.code: body for body in Body.objects.all()}
    known = set(Account.objects.values_list("platform", "handle"))
    rows = [row for row in _table()["account"] if (row["platform"], row["handle"]) not in known]
    for row in rows:
        account = channels.enter(
            Account(
                platform=row["platform"],
                name=row["name"],
                handle=row["handle"],
                body=bodies[row["body"]],
                address=row["address"],
                opened_on=OPENED,
            )
        )
        _fill(account, row, now())
    return len(rows)


def _fill(account: Account, row: dict[str, Any], at: datetime) -> None:
    entries = [
        Entry(
            f"{account.handle}-{place}",
            f"{HEADLINES[place % len(HEADLINES)]}（第{POSTS - place}期）",
            f"{row['address']}/{POSTS - place}",
            at - timedelta(days=row["newest"] + place * row["every"], hours=1 + place % 5),
        )
        for place in range(POSTS)
    ]
    channels.take_posts(account, entries, source=Post.Source.TABLE, by=None)
    if "unanswered" in row:
        words, days = row["unanswered"]
        channels.note_message(
            account, received_on=localdate(at) - timedelta(days=days), summary=words
        )
    if "trial" in row:
        on = localdate(at) - timedelta(days=row["newest"])
        channels.record_trial(account, on=on, works=row["trial"], note="", by=None)


def load_history() -> int:
    """Freeze the twelve months before this one that were never inspected; return how many.

    What items, columns, letters and applications lacked at the end of each month is computed from
    the county's own records, as it is for this month; only the silent accounts are told, because
    older posts than the newest ones are not loaded.
    """
    county = Body.objects.get(code="county")
    today, at = localdate(), now()
    done = set(Run.objects.filter(body=county).values_list("month", flat=True))
    rows = _table()["silent"]
    made = 0
    for place, silent in enumerate(rows):
        month = shifted(today, place - len(rows))
        if month in done:
            continue
        last = last_of(month)
        rules = rules_on(last, at)
        scope = Scope(body=county, first=month, as_of=last, rules=read(rules))
        facts = merged([*gather(scope, RECORDED).facts, *_silent(silent)])
        gathered = Gathered(facts, frozenset(Kind))
        found = Inspection(scope, rules, gathered, judge(gathered, scope.rules))
        instant = make_aware(datetime.combine(last, datetime.min.time())) + timedelta(hours=33)
        freeze(found, by=None, at=min(instant, at), rectify=False)
        made += 1
    return made


def _silent(count: int) -> Iterator[Fact]:
    """Yield accounts of the county that had said nothing for two weeks."""
    rows = Account.objects.order_by("-pk").values_list("pk", "name", "platform", "body__code")
    for pk, name, platform, body in rows[:count]:
        words = (("account", name), ("platform", platform))
        yield Fact(Kind.ACCOUNT_SILENT, f"account:{pk}", body, words=words)


def load_probes() -> int:
    """Enter hourly probes of the last days where there is none yet; return how many."""
    if Probe.objects.exists():
        return 0
    at = now().replace(minute=7, second=0, microsecond=0)
    rows = [
        Probe(
            at=at - timedelta(hours=hour),
            opened=hour != 61,  # one short failure, as happens
            seconds=15.0 if hour == 61 else round(0.11 + 0.02 * (hour * 7 % 9), 3),
            status=None if hour == 61 else 200,
        )
        for hour in range(PROBED_DAYS * PROBES_A_DAY)
    ]
    return len(Probe.objects.bulk_create(rows))


def load_corrections() -> int:
    """Enter the mistakes that readers reported and that are missing; return how many were."""
    at, clerk = now(), User.objects.get(username="clerk")
    made = 0
    for place, row in enumerate(_table()["correction"]):
        token = f"demo-correction-{place}"
        then = at - timedelta(days=row["days"])
        body = correcting.body_of(row["page"], localdate(then))
        if body is None or Correction.objects.filter(submission=token).exists():
            continue
        told = correcting.Report(token, row["page"], row["quote"], row["wrong"])
        taken = correcting.receive(told, body, at=then)
        made += 1
        if "answered" in row:
            correcting.answer(
                taken,
                outcome=row["outcome"],
                reply=row["reply"],
                by=clerk,
                at=then + timedelta(days=row["answered"]),
            )
    return made
