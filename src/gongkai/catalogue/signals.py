"""What floors above may listen to. Sent after the commit of any change to the catalogue."""

from django.dispatch import Signal

changed = Signal()
