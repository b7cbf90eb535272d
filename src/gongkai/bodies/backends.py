"""Who may enter the clerk's side: whoever holds an appointment today.

Rights to records follow from roles (`access` of each app), never from rows of permissions; this
backend only opens the door that Wagtail's admin keeps.
"""

from typing import Any

from django.contrib.auth.backends import BaseBackend

from gongkai.bodies.access import held_by
from gongkai.bodies.models import User

DOOR = "wagtailadmin.access_admin"


class AppointmentBackend(BaseBackend):
    """Grants entry to the admin for the length of an appointment."""

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        return perm == DOOR and isinstance(user_obj, User) and bool(held_by(user_obj))
