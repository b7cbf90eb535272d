"""What the apps that promise things listen to, so that the person who asked hears of it.

`changed` is sent after the transaction has been committed, with `commitment` (Commitment), `entry`
(Entry) and `step` (one of `rules.course.Step`). A listener looks at `commitment.source_kind` to
see whether the promise is one of its own, and finds its row by `commitment.source_key`. A listener
that fails is logged and stops nobody.
"""

from django.dispatch import Signal

changed = Signal()
