"""What the log's codes are called for people."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gongkai.ledger.rules.findings import Fault

FAULTS: dict[Fault, str | Promise] = {
    Fault.INSERTED: _("Public without a leaf"),
    Fault.REMOVED: _("Removed without a leaf"),
    Fault.ALTERED: _("Altered"),
    Fault.BACKDATED: _("Date not as logged"),
    Fault.UNMARKED: _("Mark of a later entry missing or wrong"),
    Fault.MANIFEST: _("Manifest missing or altered"),
    Fault.EVENT: _("Database differs from the log"),
    Fault.LEAF: _("Impossible leaf"),
    Fault.LOG: _("Log file missing or altered"),
    Fault.SNAPSHOT: _("Daily list differs from the log"),
    Fault.WITNESS: _("A witness contradicts the clock"),
}
