"""Who may see and do what with which account.

Anybody with a role in the sponsoring body sees it and enters posts and messages; its openness
office (or that of a body above) keeps the register; another person of the openness office, or the
leader, decides about mergers and closures.
"""

from datetime import date, datetime, time

from django.db.models import Max, Min, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from gongkai.bodies.access import bodies_of, held_by, holds
from gongkai.bodies.models import Body, BodyQuerySet, Role, User
from gongkai.channels.models import Account, Change, Message, Post, State, Trial, seen
from gongkai.channels.rules.standing import Fault, Limits, faults

KEEPING = (Role.OPENNESS,)
DECIDING = (Role.OPENNESS, Role.LEADER)


def seen_by(user: User) -> QuerySet[Account]:
    """Return the accounts whose pages the user may open."""
    if user.is_superuser and user.is_active:
        return Account.objects.all()
    return Account.objects.filter(body__in=bodies_of(user))


def may_see_any(user: User) -> bool:
    """Say whether the register is there at all for the user."""
    return user.is_superuser or bool(held_by(user))


def kept_bodies(user: User) -> BodyQuerySet:
    """Return the bodies whose accounts the user enters."""
    return bodies_of(user, *KEEPING)


def may_keep(user: User, body: Body) -> bool:
    """Say whether the user keeps the register of a body."""
    return holds(user, body, *KEEPING)


def may_enter(user: User, account: Account) -> bool:
    """Say whether the user enters posts, messages and trials."""
    return account.owner_id == user.pk or holds(user, account.body, *Role)


def may_decide(user: User, change: Change) -> bool:
    """Say whether the user decides: another person than who proposed it."""
    return change.proposed_by_id != user.pk and holds(user, change.account.body, *DECIDING)


def with_facts(rows: QuerySet[Account], on: date | None = None) -> QuerySet[Account]:
    """Add what the rules look at, as it was at the end of a day."""
    on = on or timezone.localdate()
    end = timezone.make_aware(datetime.combine(on, time.max))
    posts = Post.objects.filter(account=OuterRef("pk"), at__lte=end).order_by()
    unanswered = Q(answered_on=None) | Q(answered_on__gt=on)
    asked = Message.objects.filter(unanswered, account=OuterRef("pk"), received_on__lte=on)
    trials = Trial.objects.filter(account=OuterRef("pk"), on__lte=on).order_by("-on", "-pk")
    last = posts.values("account").annotate(newest=Max("at")).values("newest")
    oldest = asked.order_by().values("account").annotate(oldest=Min("received_on"))
    return rows.annotate(
        last_post_at=Subquery(last),
        oldest_message_on=Subquery(oldest.values("oldest")),
        works=Subquery(trials.values("works")[:1]),
    )


def faults_of(account: Account, on: date, limits: Limits | None = None) -> tuple[Fault, ...]:
    """Return what is wrong with an account that was read by `with_facts`."""
    last = getattr(account, "last_post_at", None)
    told = seen(
        account,
        last_post_on=timezone.localdate(last) if last else None,
        oldest_message_on=getattr(account, "oldest_message_on", None),
        works=getattr(account, "works", None),
    )
    return faults(told, on, limits)


def shown_to_public(body: Body) -> QuerySet[Account]:
    """Return the accounts of a body and of those below it that are in use."""
    rows = Account.objects.exclude(state=State.CLOSED).filter(body__path__startswith=body.path)
    return rows.select_related("body")
