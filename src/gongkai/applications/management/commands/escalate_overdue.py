"""Put overdue applications before their leaders."""

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.applications.actions.working import escalate
from gongkai.applications.models import Application


class Command(BaseCommand):
    help = "Put each overdue application before the leader of its body, once. Safe to run again."

    def handle(self, **options: object) -> None:
        today = timezone.localdate()
        rows = list(Application.objects.overdue(today).exclude(movements__kind="escalated"))
        count = sum(escalate(row, at=timezone.now(), today=today) for row in rows)
        self.stdout.write(_("%(count)d put before a leader.") % {"count": count})
