"""What letters tell the apps above them, once the transaction is committed."""

from django.dispatch import Signal

# Sent with the letter and the event (rules.events.Event) after each step.
told = Signal()
