"""Plant one fault of each kind in the demo county, inspect this month, and show that exactly those
are found. Nothing of it stays: all happens in one transaction, which is rolled back.

    GONGKAI_HOME=… python scripts/plant_faults.py

The home must hold the demo county (`gongkai migrate`, `gongkai demo`). Exits 1 when the run finds
anything else, or not all of it.
"""

import os
import sys
from datetime import timedelta

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.project.settings")

import django

django.setup()

from django.db import transaction  # noqa: E402
from django.utils.timezone import localdate, now  # noqa: E402

from gongkai.audits import duties, wording  # noqa: E402
from gongkai.audits.actions.inspecting import inspect  # noqa: E402
from gongkai.bodies.models import Body  # noqa: E402
from gongkai.catalogue.models import Filing  # noqa: E402
from gongkai.channels.access import faults_of, with_facts  # noqa: E402
from gongkai.channels.models import Account, Post  # noqa: E402
from gongkai.documents.models import Document  # noqa: E402
from gongkai.letters.models import Letter  # noqa: E402

SPAM = '<p><a href="https://wuya.example/">澳门新葡京注册送彩金</a></p>'
KIND = "emergency"
Found = set[tuple[str, str]]


def found(county: Body) -> Found:
    """Return what a run finds this month, by kind and subject."""
    today = localdate()
    facts = inspect(county, today, today=today, at=now()).gathered.facts
    return {(fact.kind.value, fact.subject) for fact in facts}


def blank_column() -> Found:
    rows = Document.objects.published().filter(kind=KIND)
    keys = list(rows.values_list("key", flat=True))
    rows.update(kind="other")  # what each is, is in the log as well
    return {("column_empty", f"column:county:{KIND}")} | {
        ("page_altered", f"document:{key}") for key in keys
    }


def overdue_item() -> Found:
    """Put something old in the place of what was posted lately under a monthly item."""
    today = localdate()
    last_month = (today.replace(day=1) - timedelta(days=1)).replace(day=1)
    recent = Document.objects.filter(published_on__gte=last_month).values("key")
    for directory in duties.directories_on(today):
        for duty in duties.overview(directory, today).duties:
            monthly = duty.limit is not None and duty.limit.period == "month"
            if duty.body is not None and duty.state == "done" and monthly:
                filed = Filing.objects.filter(item_code=duty.item.code, body=duty.body)
                kept = filed.latest("pk")
                filed.exclude(pk=kept.pk).filter(document_key__in=recent).delete()
                older = Document.objects.published().filter(published_on__lt=last_month)
                filed.filter(pk=kept.pk).update(document_key=older.latest("published_on").key)
                return {("overdue_item", f"item:{duty.item.code}:{duty.body.code}")}
    raise SystemExit("the demo county owes nothing monthly")


def zombie_account() -> Found:
    today = localdate()
    row = next(one for one in with_facts(Account.objects.all()) if not faults_of(one, today))
    Post.objects.filter(account=row).update(at=now() - timedelta(days=20))
    return {("account_silent", f"account:{row.pk}")}


def spam_footer() -> Found:
    row = Document.objects.published().filter(kind="news").order_by("pk")[0]
    Document.objects.filter(pk=row.pk).update(body=row.body + SPAM)
    return {("page_altered", f"document:{row.key}")}


def forged_date() -> Found:
    row = Document.objects.published().filter(kind="news").order_by("pk")[1]
    Document.objects.filter(pk=row.pk).update(published_on=row.published_on - timedelta(days=40))
    return {("forged_date", f"document:{row.key}")}


def unanswered_letter() -> Found:
    row = Letter.objects.filter(answered_on=None, closed_on=None, merged_into=None).latest("pk")
    Letter.objects.filter(pk=row.pk).update(received_on=localdate() - timedelta(days=130))
    return {("letter_unanswered", f"letter:{row.pk}")}


PLANTED = (
    blank_column, overdue_item, zombie_account, spam_footer, forged_date, unanswered_letter,
)  # fmt: skip


def main() -> int:
    county = Body.objects.get(parent=None, tier="county")
    with transaction.atomic():
        before = found(county)
        planted: Found = set()
        for plant in PLANTED:
            wanted = plant()
            planted |= wanted
            print(f"planted {plant.__name__}: {sorted(wanted)}")
        more = found(county) - before
        transaction.set_rollback(True)
    for kind, subject in sorted(more):
        print(f"found   {wording.title(kind)} {subject}")
    missed, extra = planted - more - before, more - planted
    print(f"planted {len(planted)}, missed {sorted(missed)}, beyond {sorted(extra)}")
    return int(bool(missed or extra))


if __name__ == "__main__":
    sys.exit(main())
