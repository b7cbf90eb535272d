"""What letters do when something happens elsewhere: dates are counted again."""

from gongkai.letters.actions.recounting import moved, recount
from gongkai.letters.models import Letter


def recount_all_open(sender: object, year: int, **extra: object) -> None:
    """Count open dates again when a holiday notice was entered."""
    keys = list(Letter.objects.filter(provisional=True).values_list("pk", flat=True))
    for key in moved(keys):
        recount(key)
