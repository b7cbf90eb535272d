"""What happens to accounts: entered, posts taken in, messages answered, merged, closed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.timezone import get_default_timezone

from gongkai.bodies.models import User
from gongkai.channels.fetching import FetchError, fetch
from gongkai.channels.models import Account, Change, Message, Post, State, Trial
from gongkai.channels.rules.feeds import Entry, UnreadableError, from_feed

FAULT_MAX = 300


class ClosedError(ValueError):
    """Nothing more happens to a closed account."""


class SamePersonError(ValueError):
    """Who proposed a change does not decide it."""


class DecidedError(ValueError):
    """The change has been decided, or another one waits."""


@dataclass(frozen=True, slots=True)
class Taken:
    """How many posts were new, and which accounts of a table are not in the register."""

    new: int
    unknown: tuple[str, ...] = ()


def enter(account: Account) -> Account:
    """Put an account into the register, or correct its entry.

    Raises:
        ValidationError: A value is missing, too long, or the account is there already.
    """
    account.full_clean()
    account.save()
    return account


def take_posts(account: Account, entries: Iterable[Entry], *, source: str, by: User | None) -> int:
    """Keep the posts that are not there yet; return how many were new."""
    rows = {one.key: one for one in entries}
    held = set(account.posts.filter(key__in=rows).values_list("key", flat=True))
    fresh = [
        Post(
            account=account, key=one.key, title=one.title, url=one.url, at=one.at,
            source=source, entered_by=by,
        )
        for one in rows.values()
        if one.key not in held
    ]  # fmt: skip
    Post.objects.bulk_create(fresh, ignore_conflicts=True)
    return len(fresh)


@transaction.atomic
def take_table(entries: Iterable[Entry], accounts: Iterable[Account], *, by: User | None) -> Taken:
    """Keep the posts of a table of several accounts, found by their number or name.

    Nothing is kept of an account that is not in the register; the answer names it.
    """
    known: dict[str, Account] = {}
    for account in accounts:
        known |= {account.name: account, account.handle: account}
    sorted_out: dict[str, list[Entry]] = {}
    for one in entries:
        sorted_out.setdefault(one.account, []).append(one)
    new = sum(
        take_posts(known[name], rows, source=Post.Source.TABLE, by=by)
        for name, rows in sorted_out.items()
        if name in known
    )
    return Taken(new, tuple(sorted(sorted_out.keys() - known.keys())))


def read_feed(account: Account, *, at: datetime, loopback: bool = False) -> int:
    """Fetch and keep what a feed holds; a fault is noted at the account, where its people see it.

    Raises:
        FetchError, UnreadableError: It could not be read.
    """
    account.feed_read_at = at
    try:
        entries = from_feed(fetch(account.feed, loopback=loopback), get_default_timezone())
    except (FetchError, UnreadableError) as error:
        account.feed_fault = str(error)[:FAULT_MAX]
        account.save(update_fields=["feed_read_at", "feed_fault"])
        raise
    account.feed_fault = ""
    account.save(update_fields=["feed_read_at", "feed_fault"])
    return take_posts(account, entries, source=Post.Source.FEED, by=None)


def read_feeds(at: datetime) -> tuple[int, int]:
    """Read the feeds of all accounts in use; return new posts and feeds that failed."""
    new = failed = 0
    for account in Account.objects.exclude(state=State.CLOSED).exclude(feed=""):
        try:
            new += read_feed(account, at=at)
        except (FetchError, UnreadableError):
            failed += 1
    return new, failed


def note_message(account: Account, *, received_on: date, summary: str) -> Message:
    """Enter a valid message that waits for its answer.

    Raises:
        ClosedError: The account is closed.
        ValidationError: A value is missing or too long.
    """
    if account.state == State.CLOSED:
        raise ClosedError(str(account))
    message = Message(account=account, received_on=received_on, summary=summary)
    message.full_clean()
    message.save()
    return message


def answer_message(message: Message, *, answered_on: date, answer: str) -> Message:
    """Say when and how a message was answered."""
    message.answered_on, message.answer = answered_on, answer
    message.full_clean()
    message.save()
    return message


def record_trial(account: Account, *, on: date, works: bool, note: str, by: User | None) -> Trial:
    """Say whether an app could be downloaded and used on a day."""
    return Trial.objects.create(account=account, on=on, works=works, note=note, by=by)


@transaction.atomic
def propose(
    account: Account, kind: str, *, reason: str, by: User, at: datetime, into: Account | None = None
) -> Change:
    """Propose to close an account or to merge it into another one.

    Raises:
        ClosedError: It is closed already.
        DecidedError: Another proposal waits.
        ValueError: It would be merged into itself, into nothing, or into a closed one.
    """
    locked = Account.objects.select_for_update().get(pk=account.pk)
    if locked.state == State.CLOSED:
        raise ClosedError(str(locked))
    if locked.changes.filter(decided_at=None).exists():
        raise DecidedError(str(locked))
    if kind == Change.Kind.MERGE:
        if into is None or into.pk == locked.pk or into.state != State.OPEN:
            raise ValueError(str(into))
        locked.state = State.MERGING
        locked.save(update_fields=["state"])
    else:
        into = None
    return Change.objects.create(
        account=locked, kind=kind, into=into, reason=reason, proposed_by=by, proposed_at=at
    )


@transaction.atomic
def decide(change: Change, *, approved: bool, by: User, at: datetime) -> Change:
    """Approve or refuse a proposal, as somebody else.

    Raises:
        SamePersonError: The decider proposed it.
        DecidedError: It has been decided.
    """
    locked = Change.objects.select_for_update().select_related("account").get(pk=change.pk)
    if locked.decided_at is not None:
        raise DecidedError(str(locked))
    if locked.proposed_by_id == by.pk:
        raise SamePersonError(str(locked))
    locked.decided_by, locked.decided_at, locked.approved = by, at, approved
    locked.save()
    account = locked.account
    account.state = State.CLOSED if approved else State.OPEN
    account.closed_on = timezone.localdate(at) if approved else None
    account.merged_into = locked.into if approved else None
    account.save(update_fields=["state", "closed_on", "merged_into"])
    return locked
