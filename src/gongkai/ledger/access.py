"""What may be asked of the log. Everything logged is public; so are these answers."""

from collections.abc import Iterable
from dataclasses import dataclass

from gongkai.ledger.models import Event, EventQuerySet, Tree
from gongkai.ledger.refusals import ADVICE, RefusedError
from gongkai.ledger.rules.chain import Chain


def chains(docs: Iterable[str]) -> dict[str, tuple[Chain | None, int]]:
    """Return where each subject's history stands, waiting events included, and its next step.

    Subjects without a history are left out.
    """
    wanted = sorted(set(docs))
    found: dict[str, tuple[Chain | None, int]] = {}
    for at in range(0, len(wanted), 500):
        rows = Event.objects.filter(doc__in=wanted[at : at + 500]).order_by("doc", "step")
        for event in rows.defer("enclosure"):
            chain = found.get(event.doc, (None, 0))[0]
            found[event.doc] = (event.after(chain), event.step + 1)
    return found


def standing(doc: str) -> Chain | None:
    """Return where one subject's history stands; None if it has none."""
    return chains([doc]).get(doc, (None, 0))[0]


def history(doc: str) -> EventQuerySet:
    """Return what was logged of one subject, in order."""
    return Event.objects.logged().history(doc)


def latest_shown(doc: str, rev: int | None = None) -> Event | None:
    """Return the newest logged event that showed a document, or one revision of it."""
    rows = Event.objects.logged().history(doc).exclude(manifest="")
    return (rows if rev is None else rows.filter(rev=rev)).last()


@dataclass(frozen=True, slots=True)
class Fault:
    """Why the log stands still: a code, what to do in words, and the detail."""

    code: str
    advice: str
    detail: str


def fault() -> Fault | None:
    """Return why the log refuses to sign at present; None while it runs."""
    tree = Tree.objects.exclude(fault="").first()
    if tree is None:
        return None
    return Fault(tree.fault, str(ADVICE.get(tree.fault, RefusedError.advice)), tree.fault_detail)


def waiting() -> int:
    """Return how many events wait to be logged."""
    return Event.objects.pending().count()
