"""Who may read and change the wording list, and the list in force."""

from gongkai.bodies.access import held_by, may_keep_any
from gongkai.bodies.models import User
from gongkai.screening.models import WordingChange
from gongkai.screening.rules.wording import STARTER, Wording


def wordings() -> tuple[Wording, ...]:
    """Return the list in force: what is shipped, as the office's approved changes alter it."""
    entries = {wording.wrong: wording for wording in STARTER}
    for change in WordingChange.objects.approved():
        if change.retired:
            entries.pop(change.wrong, None)
        else:
            entries[change.wrong] = Wording(change.wrong, change.right, severe=change.severe)
    return tuple(entries.values())


def version() -> int:
    """Return the version of the list: how many approved changes stand behind it."""
    return WordingChange.objects.approved().count()


def may_propose(user: User) -> bool:
    """Say whether the user may propose a change: anybody with an appointment."""
    return user.is_active and bool(held_by(user))


def may_decide(user: User, change: WordingChange) -> bool:
    """Say whether the user may decide a change: an openness office, never who proposed it."""
    holds_office = not user.is_superuser and may_keep_any(user)
    return holds_office and change.proposed_by_id != user.pk
