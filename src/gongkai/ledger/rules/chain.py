"""The history of one subject in the log: what may follow what, and which dates it allows.

A document that the log saw at its birth cannot be shown with an earlier date of publication. Only
a document that came in as an import may carry an older date, and then it is shown as entered
later (补录).
"""

from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.ledger.rules.leaf import SHOWING, Kind

# A page signed before midnight may be logged after it.
SLACK = timedelta(days=1)


class ChainError(ValueError):
    """An event cannot follow what was logged of its subject before."""


class BackdatedError(ChainError):
    """A date of publication is earlier than the log allows, or lies in the future."""


@dataclass(frozen=True, slots=True)
class Chain:
    """Where the history of one subject stands.

    `floor` is the earliest date of publication that may be shown; None where the document was
    imported, so that the log cannot vouch for its date. `erased` are revisions whose files and
    manifest are gone.
    """

    kind: Kind
    rev: int
    manifest: str | None
    claimed_date: date | None
    floor: date | None
    erased: frozenset[int] = frozenset()

    @property
    def shown(self) -> bool:
        """Whether the document is public."""
        return self.kind in SHOWING

    @property
    def imported(self) -> bool:
        """Whether the page must say that the document was entered later (补录)."""
        return self.floor is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One event as far as the history of its subject is concerned."""

    kind: Kind
    rev: int
    manifest: str | None = None
    claimed_date: date | None = None


def follow(chain: Chain | None, step: Step, today: date) -> Chain:
    """Return where a subject's history stands after an event.

    Args:
        chain: Where it stood; None before the first event.
        step: The event.
        today: The civil date on which it is logged.

    Raises:
        BackdatedError: The date of publication is not allowed.
        ChainError: The event cannot follow.
    """
    if step.kind not in SHOWING | {Kind.WITHDRAW, Kind.ERASE}:
        return _follow_other(chain, step)
    if chain is None:
        if step.kind not in {Kind.PUBLISH, Kind.IMPORT}:
            raise ChainError(f"{step.kind} as the first event")
        floor = None if step.kind is Kind.IMPORT else today - SLACK
        _require_date(step, floor, today)
        return Chain(step.kind, step.rev, step.manifest, step.claimed_date, floor)
    _require_order(chain, step)
    if step.kind is Kind.ERASE:
        return Chain(
            chain.kind,
            chain.rev,
            chain.manifest,
            chain.claimed_date,
            chain.floor,
            chain.erased | {step.rev},
        )
    if step.kind in SHOWING:
        _require_date(step, chain.floor, today)
        return Chain(
            step.kind, step.rev, step.manifest, step.claimed_date, chain.floor, chain.erased
        )
    return Chain(Kind.WITHDRAW, chain.rev, None, chain.claimed_date, chain.floor, chain.erased)


def _require_order(chain: Chain, step: Step) -> None:
    match step.kind:
        case Kind.IMPORT:
            raise ChainError("an import of a document that the log knows already")
        case Kind.REVISE | Kind.WITHDRAW if not chain.shown:
            raise ChainError(f"{step.kind} of a document that is not public")
        case Kind.PUBLISH | Kind.RESTORE if chain.shown:
            raise ChainError(f"{step.kind} of a document that is public")
        case Kind.ERASE if chain.shown and step.rev == chain.rev:
            raise ChainError("the public revision must be withdrawn before it is erased")
    if step.kind in SHOWING and step.rev in chain.erased:
        raise ChainError("that revision was erased")
    if step.kind in SHOWING and step.rev < chain.rev:
        raise ChainError("an older revision than the log has seen")


def _require_date(step: Step, floor: date | None, today: date) -> None:
    if step.claimed_date is None:
        raise ChainError(f"{step.kind} without a date of publication")
    if step.claimed_date > today:
        raise BackdatedError("the date of publication lies in the future")
    if floor is not None and step.claimed_date < floor:
        raise BackdatedError("the date of publication is earlier than the log allows")


def _follow_other(chain: Chain | None, step: Step) -> Chain:
    if step.kind is Kind.DRAW_RESULT and (chain is None or chain.kind is not Kind.DRAW_PLAN):
        raise ChainError("one result per plan, and none without a plan")
    if step.kind is Kind.DRAW_PLAN and chain is not None:
        raise ChainError("one plan per draw")
    return Chain(step.kind, step.rev, step.manifest, None, None)
