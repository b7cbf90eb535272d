"""What stands open at a site's front: what the law makes public, and the ways of taking part."""

from dataclasses import dataclass
from functools import lru_cache

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

Wanted = list[tuple[str, str, list[str], str]]


@dataclass(frozen=True, slots=True)
class Entry:
    """A link and the line that says what is behind it."""

    label: str
    url: str
    line: str


def _standing(wanted: Wanted) -> list[Entry]:
    """Return the entries whose pages exist here."""
    found = []
    for label, name, arguments, line in wanted:
        try:
            found.append(Entry(label, reverse(name, args=arguments), line))
        except NoReverseMatch:
            continue
    return found


@lru_cache(maxsize=64)
def statutory(code: str, prefix: str, language: str | None) -> list[Entry]:
    """Return what the regulation makes every government keep open (Order 711, arts. 12, 19-22).

    The arguments are what the addresses and the words depend on.
    """
    return _standing([
        (_("Openness platform"), "portal:openness", [code],
         _("Guide, rules, statutory content and annual reports of this government.")),
        (_("Policy library"), "portal:library", [],
         _("Every public document, by body, kind, year and validity.")),
        (_("Ask for information"), "applications:index", [],
         _("In writing, without giving a reason; answered within 20 working days.")),
        (_("Catalogue of openness"), "catalogue:index", [],
         _("What each body must publish, when, and where it stands.")),
        (_("Columns by kind"), "portal:columns", [],
         _("Budgets, plans, statistics, licences, penalties and the rest, by kind.")),
        (_("Bodies"), "portal:bodies", [],
         _("Duties, leaders, addresses and office hours.")),
    ])  # fmt: skip


@lru_cache(maxsize=64)
def taking_part(code: str, prefix: str, language: str | None) -> list[Entry]:
    """Return the ways in which a citizen reaches this government, the most used first.

    The arguments are what the addresses and the words depend on.
    """
    return _standing([
        (_("Write a letter"), "letters:write", [],
         _("To a leader or a body: ask, complain, suggest, seek help or thank; no account.")),
        (_("Letters and answers"), "letters:index", [],
         _("What others wrote and what they were answered, published with their consent.")),
        (_("Ask a question"), "answers:ask", [],
         _("Answered at once from published documents in force, with the passage quoted.")),
        (_("Ask for information"), "applications:index", [],
         _("In writing, without giving a reason; answered within 20 working days.")),
        (_("Where is my application?"), "applications:status", [],
         _("With the query code on your receipt.")),
        (_("Where is my letter?"), "letters:status", [],
         _("Every step, the answer, and your rating, with the query code.")),
        (_("When is an answer due?"), "applications:calculator", [],
         _("Counts working days as the law does and shows every day that was left out.")),
        (_("How letters are handled"), "letters:numbers", [],
         _("Received, in time, solved and satisfied, each with what it counts.")),
        (_("Report a mistake on this site"), "audits:report", [],
         _("A wrong word, a dead link, an old date: it is answered and mended.")),
        (_("Official accounts"), "channels:accounts", [code],
         _("The new-media accounts of this government; any other is not ours.")),
    ])  # fmt: skip
