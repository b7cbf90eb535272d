"""What the screens and commands say about notices, in the reader's language."""

from django.utils.translation import gettext as _

from gongkai.calendars.actions import Entry, Outcome
from gongkai.calendars.rules.notice import Fault, Problem


def fault_text(problem: Problem) -> str:
    """Say what is wrong and what to do about it."""
    texts = {
        Fault.UNREADABLE: _("The file is not a CSV table: %(value)s"),
        Fault.NO_HEADER: _(
            "The first line must name the columns year, date, name and worked (年份, 日期, 名称, "
            "是否上班); it says: %(value)s"
        ),
        Fault.NO_ROWS: _("The file has no days in it."),
        Fault.YEAR: _("“%(value)s” is not a year such as 2027."),
        Fault.DATE: _("“%(value)s” is not a date that exists. Write it as 2027-01-31."),
        Fault.OTHER_YEAR: _(
            "%(value)s does not belong to the year of this notice; only the last week of "
            "December before it may stand in it."
        ),
        Fault.TWICE: _("%(value)s stands in the file twice."),
        Fault.NO_NAME: _("The name of the holiday is missing."),
        Fault.WORKED: _("“%(value)s” does not say whether the day is worked. Write yes or no."),
        Fault.WEEKDAY_WORKED: _(
            "%(value)s is a weekday and worked anyway; only Saturdays and Sundays are marked "
            "worked. Is the date right?"
        ),
        Fault.NO_YEAR: _(
            "The text does not say of which year it is. Paste it with its heading (关于2027年…)."
        ),
        Fault.WEEKDAY: _("%(value)s is not that day of the week. Is it the right year?"),
        Fault.COUNT: _("The days off are not as many as the sentence says: %(value)s"),
    }
    text = texts[problem.fault] % {"value": problem.value}
    if problem.line:
        return _("line %(line)d: %(text)s") % {"line": problem.line, "text": text}
    return text


def entry_text(entry: Entry) -> str:
    """Say what entering a notice did."""
    said = {
        Outcome.ENTERED: _("entered"),
        Outcome.AMENDED: _("amended"),
        Outcome.UNCHANGED: _("unchanged"),
    }[entry.outcome]
    return _("%(year)d: %(said)s; %(off)d days off, %(worked)d worked in exchange") % {
        "year": entry.year,
        "said": said,
        "off": entry.off,
        "worked": entry.worked,
    }


def change_lines(entry: Entry) -> list[str]:
    """List day by day what an amendment changed; empty for a new or unchanged year."""
    if entry.outcome is not Outcome.AMENDED:
        return []
    kinds = [
        (_("added: %(days)s"), entry.added),
        (_("removed: %(days)s"), entry.removed),
        (_("changed between off and worked: %(days)s"), entry.turned),
    ]
    return [
        text % {"days": ", ".join(day.isoformat() for day in days)} for text, days in kinds if days
    ]
