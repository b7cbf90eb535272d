"""What stands outside the library: accounts, availability, and searches that found nothing."""

import re
from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Sum
from django.urls import NoReverseMatch, reverse
from django.utils.timezone import localdate

from gongkai.audits.gathering import NotLookedError, Scope
from gongkai.audits.gathering.rendering import served
from gongkai.audits.models import Probe
from gongkai.audits.rules.check_form.facts import Fact, Kind
from gongkai.audits.rules.check_form.months import last_of
from gongkai.audits.rules.check_form.probes import WEEK_DAYS, weeks, worst
from gongkai.channels import access as channels
from gongkai.channels.models import Account
from gongkai.channels.rules.standing import Fault
from gongkai.channels.rules.standing import Limits as AccountLimits
from gongkai.search.models import Miss

ACCOUNTS = (
    Kind.ACCOUNT_SILENT, Kind.ACCOUNT_UNANSWERED, Kind.ACCOUNT_UNUSABLE, Kind.ACCOUNT_MUTE
)  # fmt: skip
AVAILABILITY = (Kind.SITE_DOWN,)
SEARCHES = (Kind.SEARCH_MISS,)
CONSULTATION = (Kind.NO_CONSULTATION,)
FORM = re.compile(r"<form\b[^>]*\bmethod=[\"']?post", re.I)
OK = 200
SEARCHES_MAX = 50
ACCOUNT_KINDS = {
    Fault.SILENT: Kind.ACCOUNT_SILENT,
    Fault.UNANSWERED: Kind.ACCOUNT_UNANSWERED,
    Fault.UNUSABLE: Kind.ACCOUNT_UNUSABLE,
    Fault.MUTE: Kind.ACCOUNT_MUTE,
}


def accounts(scope: Scope) -> Iterator[Fact]:
    """Yield the accounts with something wrong on the last day."""
    limits = AccountLimits(scope.rules.limits.account, scope.rules.limits.answer_months)
    rows = Account.objects.filter(
        body__path__startswith=scope.body.path, opened_on__lte=scope.as_of
    )
    scope.counts["accounts"] = rows.count()
    for row in channels.with_facts(rows, scope.as_of):
        last = getattr(row, "last_post_at", None)
        since = {
            Fault.SILENT: localdate(last) if last else row.opened_on,
            Fault.UNANSWERED: getattr(row, "oldest_message_on", None),
        }
        for fault in channels.faults_of(row, scope.as_of, limits):
            yield Fact(
                ACCOUNT_KINDS[fault],
                f"account:{row.pk}",
                body=scope.codes.get(row.body_id, ""),
                since=since.get(fault),
                words=(("account", row.name), ("platform", row.platform)),
                links=(("record", row.get_absolute_url()),),
                person=row.owner_id,
            )


def availability(scope: Scope) -> Iterator[Fact]:
    """Yield the site if it was down too often in a week; it belongs to the whole.

    Raises:
        NotLookedError: No seven days of the month were probed often enough.
    """
    rows = Probe.objects.filter(
        # A week that began in the month before and ends in this one counts here.
        at__date__gte=scope.first - timedelta(days=WEEK_DAYS - 1),
        at__date__lte=min(scope.as_of, last_of(scope.first)),
    )
    told = [(localdate(at), opened) for at, opened in rows.values_list("at", "opened")]
    scope.counts["probes"] = len(told)
    scope.counts["failed_probes"] = sum(not opened for _day, opened in told)
    found = worst(weeks(told, scope.rules.limits.probes_a_day))
    if found is None or not scope.whole_site:
        raise NotLookedError
    if found.down(scope.rules.limits.probe_percent):
        words = (("probes", str(found.probes)), ("failed", str(found.failed)))
        yield Fact(Kind.SITE_DOWN, "site", scope.body.code, found.first, words, (("page", "/"),))


def searches(scope: Scope) -> Iterator[Fact]:
    """Yield the queries of the month that found nothing, the most asked first."""
    if not scope.whole_site:
        raise NotLookedError
    rows = Miss.objects.filter(on__gte=scope.first, on__lte=scope.as_of)
    asked = rows.order_by().values("query").annotate(times=Sum("count"))
    asked = asked.filter(times__gte=scope.rules.limits.search_times).order_by("-times", "query")
    for row in asked[:SEARCHES_MAX]:
        yield Fact(
            Kind.SEARCH_MISS,
            f"search:{row['query']}",
            scope.body.code,
            words=(("query", row["query"]), ("times", str(row["times"]))),
            links=(("page", "/search/"),),
        )


def consultation(scope: Scope) -> Iterator[Fact]:
    """Yield the site when the public has no page on which to ask a question (W5).

    Raises:
        NotLookedError: The scope is not the whole site.
    """
    if not scope.whole_site:
        raise NotLookedError
    try:
        path = reverse("letters:write")
        status, html = served(path)
    except NoReverseMatch:
        path, status, html = "/", 0, ""
    if status != OK or not FORM.search(html):
        yield Fact(
            Kind.NO_CONSULTATION, "site:consultation", scope.body.code, links=(("page", path),)
        )
