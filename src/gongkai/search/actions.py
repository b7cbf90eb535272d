"""The road of changes into the index."""

from collections.abc import Iterable

from gongkai.search.models import Touch


def touch(source: str, keys: Iterable[str]) -> None:
    """Note, inside the caller's transaction, that these records changed."""
    Touch.objects.bulk_create([Touch(source=source, key=key) for key in keys])
