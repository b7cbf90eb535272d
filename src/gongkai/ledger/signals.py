"""What floors above may listen to.

`logged` is sent inside the transaction that marks events as logged, with `events`, a list of
`Event`: a listener flips its own rows to public there, or nothing is flipped. `lapsed` is sent in
the same way with `events` that were dropped because the log stood still too long: their date of
publication is no longer true, so they must be published anew. `recovered` is sent with `events`
that were rebuilt from the log's files after an older database was restored.
"""

from django.dispatch import Signal

logged = Signal()
lapsed = Signal()
recovered = Signal()
