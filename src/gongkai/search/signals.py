"""Told to the floors above: these entries have just changed in the index."""

from django.dispatch import Signal

# Sent after the commit, by the process that wrote it, with `keys`: a list of (source, key).
indexed = Signal()
