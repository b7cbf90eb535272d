"""What screens, papers and commands say about findings, in the reader's language."""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from gongkai.channels.models import Platform
from gongkai.documents.models import Kind as DocumentKind

TITLES = {
    "page_altered": gettext_lazy("Page differs from the record"),
    "file_altered": gettext_lazy("File differs from the record"),
    "page_removed": gettext_lazy("Logged as public, but not shown"),
    "page_unlogged": gettext_lazy("Public without being in the log"),
    "log_broken": gettext_lazy("Publication log disturbed"),
    "forged_date": gettext_lazy("Date of publication contradicts the log"),
    "site_down": gettext_lazy("Site does not open"),
    "home_stale": gettext_lazy("Home page not renewed"),
    "column_stale": gettext_lazy("Column not renewed"),
    "column_empty": gettext_lazy("Blank column"),
    "overdue_item": gettext_lazy("Item not disclosed in time"),
    "late_item": gettext_lazy("Disclosed late"),
    "stale_item": gettext_lazy("Item not renewed"),
    "empty_item": gettext_lazy("Blank item"),
    "unread_limit": gettext_lazy("Time limit cannot be carried out"),
    "unowned_item": gettext_lazy("Nobody answers for the item"),
    "unlinked_interpretation": gettext_lazy("Interpretation not linked to its policy"),
    "guide_lacks": gettext_lazy("Service guide lacks elements"),
    "letter_unanswered": gettext_lazy("Letter unanswered for over three months"),
    "letter_overdue": gettext_lazy("Letter not answered in time"),
    "application_overdue": gettext_lazy("Application not answered in time"),
    "correction_overdue": gettext_lazy("Reported mistake not answered in time"),
    "account_silent": gettext_lazy("New-media account without an update"),
    "account_unanswered": gettext_lazy("New-media message unanswered"),
    "account_unusable": gettext_lazy("App cannot be used"),
    "search_miss": gettext_lazy("Searched often, nothing found"),
    "no_consultation": gettext_lazy("No channel for questions"),
    "account_mute": gettext_lazy("New-media account without a way to write to it"),
}
SENTENCES = {
    "page_altered": gettext_lazy("“%(title)s” shows what does not belong there: %(detail)s"),
    "file_altered": gettext_lazy("A file of “%(title)s” is not the one logged: %(detail)s"),
    "page_removed": gettext_lazy("“%(title)s” was logged as public and is not shown. %(detail)s"),
    "page_unlogged": gettext_lazy("“%(title)s” is public without a leaf in the log. %(detail)s"),
    "log_broken": gettext_lazy("The publication log does not hold together: %(detail)s"),
    "forged_date": gettext_lazy("“%(title)s” shows a date that the log refutes. %(detail)s"),
    "site_down": gettext_lazy("In one week %(failed)s of %(probes)s probes did not open in 15 s."),
    "home_stale": gettext_lazy("Nothing new on the home page for over %(days)s days."),
    "column_stale": gettext_lazy("Nothing new in the column “%(column)s” for over %(days)s days."),
    "column_empty": gettext_lazy("The column “%(column)s” holds nothing."),
    "overdue_item": gettext_lazy(
        "“%(item)s”: not disclosed by its date, %(count)s times (limit: %(limit)s)."
    ),
    "late_item": gettext_lazy(
        "“%(item)s”: disclosed after its date, %(count)s times (limit: %(limit)s)."
    ),
    "stale_item": gettext_lazy("“%(item)s”: nothing new for too long (limit: %(limit)s)."),
    "empty_item": gettext_lazy("“%(item)s”: nothing has ever been disclosed."),
    "unread_limit": gettext_lazy("“%(item)s”: nobody can tell a date from “%(limit)s”."),
    "unowned_item": gettext_lazy("“%(item)s”: no person has signed for it."),
    "unlinked_interpretation": gettext_lazy("“%(title)s” is not linked to the policy it explains."),
    "guide_lacks": gettext_lazy("“%(title)s” says nothing about: %(lacking)s"),
    "letter_unanswered": gettext_lazy("Letter %(number)s has had no answer for over three months."),
    "letter_overdue": gettext_lazy("Letter %(number)s was not answered by its date."),
    "application_overdue": gettext_lazy("Application %(number)s was not answered by its date."),
    "correction_overdue": gettext_lazy("What a reader reported on %(page)s has no answer yet."),
    "account_silent": gettext_lazy("“%(account)s” (%(platform)s) has not posted for two weeks."),
    "account_unanswered": gettext_lazy(
        "“%(account)s” (%(platform)s): a message has had no answer for over three months."
    ),
    "account_unusable": gettext_lazy("“%(account)s” (%(platform)s) cannot be downloaded or used."),
    "no_consultation": gettext_lazy("The site offers the public no page on which to ask."),
    "account_mute": gettext_lazy("“%(account)s” (%(platform)s): readers cannot write to it."),
    "search_miss": gettext_lazy("“%(query)s” was searched %(times)s times and found nothing."),
}
VERDICTS = {
    "good": pgettext_lazy("verdict", "Passed"),
    "bad": pgettext_lazy("verdict", "Fault found"),
    "unseen": pgettext_lazy("verdict", "To be looked at by a person"),
    "exempt": pgettext_lazy("verdict", "Does not apply"),
}
COUNTS = {
    "accounts": gettext_lazy("accounts looked at"),
    "documents": gettext_lazy("public documents"),
    "failed_probes": gettext_lazy("probes that failed"),
    "files": gettext_lazy("files hashed"),
    "logged": gettext_lazy("entries of the log"),
    "pages": gettext_lazy("pages compared with the record"),
    "probes": gettext_lazy("availability probes"),
}


class _Told(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "–"


def title(kind: str) -> str:
    """Name a kind of finding."""
    return str(TITLES.get(kind, kind))


def named(words: Mapping[str, str]) -> dict[str, str]:
    """Return words with the names of columns and platforms in place of their codes."""
    told = dict(words)
    for name, choices in (("column", DocumentKind.choices), ("platform", Platform.choices)):
        if name in told:
            told[name] = str(dict(choices).get(told[name], told[name]))
    return told


def sentence(kind: str, words: Mapping[str, str], since: date | str | None = None) -> str:
    """Say what was found, in one sentence, with the day since when."""
    told = _Told(named(words))
    text = str(SENTENCES.get(kind, "%(detail)s")) % told
    day = since.isoformat() if isinstance(since, date) else since
    if not day:
        return text.strip()
    since_words = _("Since %s.") % day
    return f"{text.strip()} {since_words}"


def verdict(code: str) -> str:
    """Name a verdict."""
    return str(VERDICTS.get(code, code))


def count(name: str) -> str:
    """Name a number of the form."""
    return str(COUNTS.get(name, name))
