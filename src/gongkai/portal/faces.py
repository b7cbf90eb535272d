"""The face of each body's site, read once per process and again when somebody changes one.

A change purges the tags below from the page cache, whose counters every process on the machine
reads; processes on other machines follow within `FRESH_SECONDS`.
"""

import time
from dataclasses import dataclass

from gongkai.bodies.models import Body
from gongkai.portal.face import Face, Faces
from gongkai.portal.generations import slots
from gongkai.portal.models import SiteFace
from gongkai.portal.page_cache import generations

FRESH_SECONDS = 60
SHOWN = slots(["portal", "bodies"])


@dataclass(slots=True)
class _Held:
    faces: Faces | None = None
    since: int = 0
    until: float = 0.0


_held = _Held()


def current() -> Faces:
    """Return the faces as they stand now."""
    held = _held.faces
    if (
        held is None
        or time.monotonic() > _held.until
        or not generations().fresh(SHOWN, _held.since)
    ):
        since = generations().clock()
        held = _held.faces = read()
        _held.since, _held.until = since, time.monotonic() + FRESH_SECONDS
    return held


def forget() -> None:
    """Make this process read the faces again."""
    _held.faces = None


def read() -> Faces:
    """Read all faces: one query."""
    rows = [row.face() for row in SiteFace.objects.select_related("body").order_by("body__path")]
    main = next((face for face in rows if not face.host), rows[0] if rows else _unset())
    return Faces(
        main=main,
        by_body={face.body_id: face for face in rows if face.body_id is not None},
        by_host={face.host: face for face in rows if face.host},
    )


def _unset() -> Face:
    """Return the face of a site that nobody has set up: the topmost body's, if there is one."""
    body = Body.objects.order_by("path").first()
    return SiteFace(body=body).face() if body else Face()
