"""Every write to the index: changes noted, changes applied, the whole built anew, misses kept.

A change is noted by `touch` in the transaction that makes it and applied by `drain`, after which
its row is gone. `rebuild` builds the next index beside the current one. While it does, `drain`
keeps the rows it has applied, marked with the name of the index that has them; the next index takes
them up when it is current. docs/explanation/search.md says why nothing is lost.
"""

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from itertools import islice
from time import monotonic, sleep

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import override

from gongkai.search import folders, health, sources
from gongkai.search.models import Miss, Standing, Touch
from gongkai.search.rules import frequent, misses
from gongkai.search.rules.entry import Entry
from gongkai.search.signals import indexed
from gongkai.search.writer import Writer, build_next, open_current

BATCH = 500
MISSES_MAX = 20_000
REBUILD_WAIT_SECONDS = 1.0  # for those who only look whether a rebuild is running

Progress = Callable[[int, int], None]
log = logging.getLogger(__name__)


class RebuildingError(Exception):
    """Another process is building an index now."""


class IncompleteIndexError(Exception):
    """The new index does not hold what was put into it. The current one stays."""


def touch(source: str, keys: Iterable[str]) -> None:
    """Note in the caller's transaction that entries have changed, come or gone."""
    Touch.objects.bulk_create([Touch(source=source, key=key) for key in keys], batch_size=BATCH)


@contextmanager
def writing() -> Iterator[Writer | None]:
    """Hold the current index to write to it; None when another process holds it."""
    with folders.held(folders.WRITER) as mine:
        if not mine:
            yield None
            return
        writer = open_current()
        try:
            yield writer
        finally:
            writer.close()


def drain(limit: int = 1000, writer: Writer | None = None) -> int:
    """Bring noted changes into the index, in one commit, and return how many.

    Without a writer this takes the writer's lock for itself; when another process has it, that one
    does the work and 0 is returned. An index that is missing or unreadable is built first.
    """
    if writer is not None:
        return _drain(limit, writer)
    if health.unreadable():
        rebuild()
    with writing() as own:
        return _drain(limit, own) if own else 0


def _drain(limit: int, writer: Writer) -> int:
    rows = list(Touch.objects.exclude(applied=writer.name).order_by("pk")[:limit])
    # In this order: a rebuild that starts after this line reads what these rows tell of, and one
    # that ended before it has moved `current` (see docs/explanation/search.md).
    rebuilding = folders.rebuilding()
    if folders.current() != writer.name:
        return 0
    if not rows:
        if not rebuilding:
            Touch.objects.filter(applied=writer.name).delete()
        return 0
    names = _apply(writer, rows)
    commit = writer.commit()
    with transaction.atomic():
        done = Touch.objects.filter(pk__in=[row.pk for row in rows])
        if rebuilding:
            done.update(applied=writer.name)
        else:
            done.delete()
        Standing.objects.filter(pk=1, generation=writer.name).update(commit=commit)
    indexed.send(sender=Touch, keys=names)
    return len(rows)


def _apply(writer: Writer, rows: Sequence[Touch]) -> list[tuple[str, str]]:
    """Put what the rows name into the index as it is now, and return (source, key) of each."""
    names = list(dict.fromkeys((row.source, row.key) for row in rows))
    by_source: dict[str, list[str]] = {}
    for source, key in names:
        by_source.setdefault(source, []).append(key)
    for source, keys in by_source.items():
        writer.take(source, keys)
        for at in range(0, len(keys), BATCH):
            writer.put(_loaded(source, keys[at : at + BATCH]))
    return names


def _loaded(source: str, keys: Sequence[str]) -> list[Entry]:
    """Load entries; one that breaks its source is left out and logged, and the others stand.

    Addresses and names are those of the site's first language, whoever indexes: a list puts its
    reader's own language before an address.
    """
    try:
        with override(settings.LANGUAGE_CODE):
            return list(sources.named(source).load(keys))
    except sources.UnknownSourceError:
        log.warning("the search index leaves out %d keys of unknown source %s", len(keys), source)
        return []
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
        if len(keys) == 1:
            log.exception("%s %s cannot be indexed and is left out", source, keys[0])
            return []
    half = len(keys) // 2
    return [*_loaded(source, keys[:half]), *_loaded(source, keys[half:])]


def rebuild(progress: Progress | None = None) -> int:
    """Build the index anew from all sources, let readers move to it, and return its entries.

    Args:
        progress: Told (done, all) after every batch.

    Raises:
        RebuildingError: Another process is at it.
        IncompleteIndexError: The new index lost something; the current one stays.
    """
    handle = _seize_rebuild()
    try:
        folders.sweep(keep=[folders.current()])
        keys = {source.name: list(source.keys()) for source in sources.every()}
        learnt = frequent.learn(_sample(keys))
        writer = build_next(learnt)
        try:
            count = _fill(writer, keys, progress or (lambda done, all_: None))
            commit = _catch_up(writer)
        finally:
            writer.close()
        folders.write_made(folders.root() / writer.name, folders.Made(tuple(learnt)))
        _move(writer.name, commit, missing=sum(map(len, keys.values())) - count, sampled=count)
    finally:
        folders.release(handle)
    while drain():
        pass
    return count


def _seize_rebuild() -> int:
    deadline = monotonic() + REBUILD_WAIT_SECONDS
    while (handle := folders.seize(folders.REBUILD)) is None:
        if monotonic() > deadline:
            raise RebuildingError(_("The search index is being rebuilt by another process."))
        sleep(0.05)
    return handle


def _sample(keys: dict[str, list[str]]) -> Iterator[str]:
    """Yield texts from all over the sources, enough to learn frequent phrases from."""
    total = sum(map(len, keys.values()))
    step = max(1, total // frequent.SAMPLE)
    if total < frequent.SAMPLE_MIN:
        return
    for source, names in keys.items():
        chosen = names[::step]
        for at in range(0, len(chosen), BATCH):
            for entry in _loaded(source, chosen[at : at + BATCH]):
                yield f"{entry.title}\n{entry.text}"


def _fill(writer: Writer, keys: dict[str, list[str]], progress: Progress) -> int:
    total, seen, put = sum(map(len, keys.values())), 0, 0
    progress(0, total)
    for source, names in keys.items():
        rest = iter(names)
        while batch := list(islice(rest, BATCH)):
            put += writer.put(_loaded(source, batch))
            seen += len(batch)
            progress(seen, total)
    writer.commit()
    if (held := writer.count()) != put:
        raise IncompleteIndexError(
            _("The new search index holds %(held)d of %(put)d entries. The old one stays in use.")
            % {"held": held, "put": put}
        )
    return put


def _catch_up(writer: Writer) -> int:
    """Bring in what changed while the index was being filled."""
    last = 0
    while True:
        rows = list(Touch.objects.filter(pk__gt=last).order_by("pk")[:BATCH])
        _apply(writer, rows)
        if len(rows) < BATCH:
            return writer.commit()
        last = rows[-1].pk


def _move(name: str, commit: int, *, missing: int, sampled: int) -> None:
    """Let readers move to a finished index, and note in the database that it is the one."""
    before = folders.current()
    folders.point(name)
    Standing.objects.update_or_create(
        pk=1,
        defaults={"generation": name, "commit": commit, "missing": missing, "sampled": sampled},
    )
    folders.sweep(keep=[name, before])
    # Any answer may differ now, not only those of single keys.
    indexed.send(sender=Touch, keys=[])


def record_miss(text: str, on: date) -> bool:
    """Count a query that found nothing, without the person; say whether it is kept."""
    query = misses.kept_form(text)
    if not query:
        return False
    if Miss.objects.filter(query=query, on=on).update(count=F("count") + 1):
        return True
    try:
        with transaction.atomic():
            Miss.objects.create(query=query, on=on)
    except IntegrityError:  # somebody else asked the same at this moment
        Miss.objects.filter(query=query, on=on).update(count=F("count") + 1)
    _bound_misses()
    return True


def _bound_misses() -> None:
    """Let the oldest and rarest go once there are more than are worth reading."""
    surplus = Miss.objects.count() - MISSES_MAX
    if surplus > 0:
        oldest = Miss.objects.order_by("on", "count", "pk").values_list("pk", flat=True)
        Miss.objects.filter(pk__in=list(oldest[: surplus + MISSES_MAX // 100])).delete()
