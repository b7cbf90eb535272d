"""The face of each body's site, read once per process and again when somebody changes one.

A change purges the tags below from the page cache, whose counters every process on the machine
reads; processes on other machines follow within `FRESH_SECONDS`.
"""

import time
from dataclasses import dataclass

from django.utils.translation import get_language, gettext

from gongkai.portal.generations import slots
from gongkai.portal.page_cache import generations

FRESH_SECONDS = 60
SHOWN = slots(["portal", "bodies"])
MAIN_THEME = "blue"


def in_english() -> bool:
    """Say whether the page is being written in English."""
    return (get_language() or "").startswith("en")


def spoken(chinese: str, english: str) -> str:
    """Return the text in the reader's language, Chinese where there is no English."""
    return (in_english() and english) or chinese


@dataclass(frozen=True, slots=True)
class Face:
    """What the header and the footer of one body's site show."""

    body_id: int | None = None
    code: str = ""
    path: str = ""
    name_zh: str = ""
    name_en: str = ""
    theme: str = MAIN_THEME
    host: str = ""
    site_code: str = ""
    icp: str = ""
    police_code: str = ""
    mark_url: str = ""
    sponsor_zh: str = ""
    sponsor_en: str = ""
    phone: str = ""
    email: str = ""
    address_zh: str = ""
    address_en: str = ""

    @property
    def name(self) -> str:
        """The body's name in the reader's language."""
        return spoken(self.name_zh, self.name_en) or gettext("Government openness")

    @property
    def named(self) -> bool:
        """Whether a body stands behind the site yet."""
        return bool(self.name_zh)

    @property
    def sponsor(self) -> str:
        return spoken(self.sponsor_zh, self.sponsor_en) or self.name

    @property
    def address(self) -> str:
        return spoken(self.address_zh, self.address_en)


@dataclass(frozen=True, slots=True)
class Faces:
    """All faces: by body, by host, and the one that answers when no host matches."""

    main: Face
    by_body: dict[int, Face]
    by_host: dict[str, Face]

    def for_host(self, host: str) -> Face:
        """Return the face of a host name (without port), the main one when it has none."""
        return self.by_host.get(host, self.main)

    def theme_of(self, body_id: int | None) -> str:
        """Return a body's main colour, the main site's when it chose none."""
        face = self.by_body.get(body_id) if body_id is not None else None
        return face.theme if face else self.main.theme


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
    from gongkai.portal.models import SiteFace  # models are not loaded yet when apps are

    rows = [row.face() for row in SiteFace.objects.select_related("body").order_by("body__path")]
    main = next((face for face in rows if not face.host), rows[0] if rows else _unset())
    return Faces(
        main=main,
        by_body={face.body_id: face for face in rows if face.body_id is not None},
        by_host={face.host: face for face in rows if face.host},
    )


def _unset() -> Face:
    """Return the face of a site that nobody has set up: the topmost body's, if there is one."""
    from gongkai.bodies.models import Body
    from gongkai.portal.models import SiteFace

    body = Body.objects.order_by("path").first()
    return SiteFace(body=body).face() if body else Face()
