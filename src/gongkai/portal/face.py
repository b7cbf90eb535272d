"""What the header and the footer of a site show, as plain values."""

from dataclasses import dataclass

from django.utils.translation import gettext

from gongkai.portal.language import spoken

MAIN_THEME = "blue"


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
