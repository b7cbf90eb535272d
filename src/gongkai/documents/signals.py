"""What floors above may listen to. Sent after the transaction that changed the public record."""

from django.dispatch import Signal

changed = Signal()  # keys: tuple[str, ...], owners: tuple[str, ...] (codes of bodies)
