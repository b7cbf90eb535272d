"""Whether the index on the disk is the one this database needs. Looked at when a worker starts."""

from django.utils.translation import gettext as _

from gongkai.search import folders, sources
from gongkai.search.models import Standing
from gongkai.search.writer import Writer

GROWN = 4  # times as many entries as when frequent phrases were learnt
GROWN_MIN = 20_000


def unreadable() -> str:
    """Return why the index cannot be opened, empty when it can. Looks at the folder alone."""
    name = folders.current()
    if not name:
        return _("There is no search index yet.")
    try:
        folders.read_made(folders.root() / name)
        folders.last_commit(folders.root() / name)
    except folders.UnreadableIndexError as error:
        return str(error)
    return ""


def astray() -> str:
    """Return why the index is not this database's own, empty when it is.

    To be asked before anything is written: the folder and the database agree on the last commit
    unless one of them was put back from a copy or the machine stopped between the two.
    """
    standing = Standing.objects.filter(pk=1).first()
    name = folders.current()
    if standing is None or standing.generation != name:
        return _("The search index belongs to another database.")
    if folders.last_commit(folders.root() / name) != standing.commit:
        return _("The search index and the database stopped at different changes.")
    return ""


def short(writer: Writer) -> str:
    """Return why the index does not hold what it should, empty when it does.

    To be asked when all noted changes are applied. Counts the keys of every source.
    """
    standing = Standing.objects.get(pk=1)
    held = writer.count()
    wanted = sum(len(list(source.keys())) for source in sources.every())
    if held != wanted - standing.missing:
        return _("The search index holds %(held)d of %(wanted)d entries.") % {
            "held": held,
            "wanted": wanted,
        }
    if held > GROWN_MIN and held > GROWN * standing.sampled:
        return _("The search index has grown much since it was built.")
    return ""
