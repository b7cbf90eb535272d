"""The instant of these tests, and what an inspection found in a form to compare."""

from datetime import datetime
from zoneinfo import ZoneInfo

from gongkai.audits.actions.inspecting import Inspection
from gongkai.audits.rules.check_form.facts import Kind

# The log takes no instant that lies behind its own clock, so these tests live in the present.
NOW = datetime.now(ZoneInfo("Asia/Shanghai")).replace(microsecond=0)
TODAY = NOW.date()
MONTH = TODAY.replace(day=1)


def found(inspection: Inspection) -> set[tuple[Kind, str]]:
    """Return what was found, by kind and subject."""
    return {(fact.kind, fact.subject) for fact in inspection.gathered.facts}
