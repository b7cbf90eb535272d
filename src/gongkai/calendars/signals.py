"""What floors above may listen to.

`notice_entered` is sent after the commit with `year`: whoever keeps dates that reach into that
year counts them again and logs the old and the new one.
"""

from django.dispatch import Signal

notice_entered = Signal()
