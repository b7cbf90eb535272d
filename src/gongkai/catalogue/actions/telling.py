"""Telling the floors above that the catalogue has changed."""

from django.db import transaction

from gongkai.catalogue.models import Directory
from gongkai.catalogue.signals import changed


def tell() -> None:
    """Send `signals.changed` once the running transaction has been committed."""
    transaction.on_commit(lambda: changed.send(sender=Directory))
