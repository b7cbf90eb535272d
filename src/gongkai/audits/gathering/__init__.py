"""The facts of a month, brought together from whatever apps this installation has.

A source says which kinds of fault it looks for and yields what it finds. What no source looked
for has no verdict on the form; a source that cannot look raises `NotLookedError`. Another app
adds a source with `register` in its `AppConfig.ready`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from gongkai.audits.rules.check_form.facts import Fact, Gathered, Kind, merged
from gongkai.audits.rules.check_form.ruleset import RuleSet
from gongkai.bodies.models import Body, BodyQuerySet


class NotLookedError(Exception):
    """A source cannot say anything, such as when there were too few probes."""


@dataclass
class Scope:
    """Whose month is inspected.

    Attributes:
        body: It and the bodies below it.
        first: The first day of the month.
        as_of: The last day that counts: the month's last, or today within the month.
        rules: Limits and columns.
        counts: Numbers for the form that sources add to.
    """

    body: Body
    first: date
    as_of: date
    rules: RuleSet
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def whole_site(self) -> bool:
        """Whether the scope is everything that the installation publishes."""
        return self.body.parent_id is None

    @cached_property
    def codes(self) -> dict[int, str]:
        """Codes of the bodies in the scope, by key."""
        return dict(self.bodies.values_list("pk", "code"))

    @property
    def bodies(self) -> BodyQuerySet:
        return Body.objects.filter(path__startswith=self.body.path)


@dataclass(frozen=True, slots=True)
class Source:
    """Something that looks for faults of some kinds."""

    name: str
    kinds: frozenset[Kind]
    look: Callable[[Scope], Iterable[Fact]]


_sources: dict[str, Source] = {}


def register(name: str, kinds: Iterable[Kind], look: Callable[[Scope], Iterable[Fact]]) -> None:
    """Add a source; the same name replaces."""
    _sources[name] = Source(name, frozenset(kinds), look)


def registered() -> list[Source]:
    """Return the sources in the order of their names."""
    return [_sources[name] for name in sorted(_sources)]


def gather(scope: Scope, kinds: Iterable[Kind] | None = None) -> Gathered:
    """Ask every source, or those that look for some kinds.

    Args:
        scope: Whose month.
        kinds: Only these; None for all.
    """
    wanted = None if kinds is None else frozenset(kinds)
    facts: list[Fact] = []
    looked: set[Kind] = set()
    unseen: set[Kind] = set()
    for source in registered():
        if wanted is not None and not wanted & source.kinds:
            continue
        try:
            facts += list(source.look(scope))
        except NotLookedError:
            unseen |= source.kinds
        else:
            looked |= source.kinds
    found = [fact for fact in facts if wanted is None or fact.kind in wanted]
    return Gathered(merged(found), frozenset(looked - unseen), tuple(sorted(scope.counts.items())))
