"""What every public page needs to know of the site it stands on."""

from dataclasses import dataclass
from functools import cached_property, lru_cache

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, get_script_prefix, reverse
from django.utils.encoding import escape_uri_path
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, pgettext

from gongkai.portal import faces
from gongkai.portal.face import Face
from gongkai.portal.language import in_english
from gongkai.portal.large_type import PREFIX, is_large

ENGLISH = "/en"


@dataclass(frozen=True, slots=True)
class Entry:
    """One of the five entries of the header; `under` are the paths that belong to it."""

    label: str
    url: str
    under: tuple[str, ...]

    def holds(self, path: str) -> bool:
        """Say whether a path without language and type size stands below this entry."""
        return path.startswith(self.under)


@lru_cache(maxsize=64)
def entries(prefix: str, language: str | None, code: str) -> tuple[Entry, ...]:
    """Return the header's entries; an entry whose page does not exist here is left out.

    The arguments are what the addresses depend on, so one answer serves many requests.
    """
    wanted: list[tuple[str, str, list[str], tuple[str, ...]]] = [
        (
            pgettext("entry", "Openness"),
            "portal:openness",
            [code],
            (f"/bodies/{code}/openness/", "/documents/", "/catalogue/", "/columns/"),
        ),
        (
            pgettext("entry", "Interpretations"),
            "portal:column",
            ["interpretation"],
            ("/columns/interpretation/",),
        ),
        (
            pgettext("entry", "Interaction"),
            "portal:interaction",
            [],
            ("/interaction/", "/applications/", "/letters/", "/ask/", "/corrections/"),
        ),
        (pgettext("entry", "Guides"), "portal:guides", [], ("/guides/",)),
        (pgettext("entry", "Open data"), "portal:open_data", [], ("/open-data/",)),
    ]
    found = []
    for label, name, arguments, under in wanted:
        try:
            found.append(Entry(label, reverse(name, args=arguments), under))
        except NoReverseMatch:
            continue
    return tuple(found)


@lru_cache(maxsize=64)
def footer(face: Face, prefix: str, language: str | None) -> SafeString:
    """Return the footer, which is the same on every page of a face, language and type size."""
    return render_to_string("portal/_footer.html", {"face": face})


@lru_cache(maxsize=1)
def styles() -> SafeString:
    """Return the links to the style sheets, which never change while a process lives."""
    return render_to_string("portal/_styles.html")


class Surroundings:
    """The page's site, language, type size and addresses; computed when a template asks."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @cached_property
    def face(self) -> Face:
        host = self.request.get_host().rsplit(":", 1)[0]
        return faces.current().for_host(host)

    @cached_property
    def entries(self) -> list[tuple[Entry, bool]]:
        """Each entry and whether the reader is below it; the narrower of two wins."""
        rows = entries(get_script_prefix(), get_language(), self.face.code)
        here = [entry for entry in rows if entry.holds(self._plain)]
        chosen = here[-1] if here else None
        return [(entry, entry is chosen) for entry in rows]

    @property
    def footer(self) -> SafeString:
        return footer(self.face, get_script_prefix(), get_language())

    @property
    def styles(self) -> SafeString:
        return styles()

    @cached_property
    def large(self) -> bool:
        return is_large(self.request)

    @cached_property
    def english(self) -> bool:
        return in_english()

    @property
    def zh(self) -> SafeString:
        """The language attribute for Chinese words on an English page; nothing on a Chinese one."""
        return mark_safe('lang="zh-Hans"') if self.english else mark_safe("")

    @cached_property
    def _plain(self) -> str:
        """The page's path in Chinese, with neither prefix."""
        path = "/" + self.request.path_info.lstrip("/")
        if path == ENGLISH or path.startswith(ENGLISH + "/"):
            path = "/" + path[len(ENGLISH) :].lstrip("/")
        return escape_uri_path(path)

    @cached_property
    def _query(self) -> str:
        query = self.request.META.get("QUERY_STRING", "")
        return f"?{query}" if query else ""

    @property
    def other_language_url(self) -> str:
        """The same page in the other language, in the same type size."""
        size = PREFIX if self.large else ""
        return f"{size}{'' if self.english else ENGLISH}{self._plain}{self._query}"

    @property
    def other_size_url(self) -> str:
        """The same page in the other type size."""
        size = "" if self.large else PREFIX
        return f"{size}{ENGLISH if self.english else ''}{self._plain}{self._query}"

    @cached_property
    def origin(self) -> str:
        return f"{self.request.scheme}://{self.request.get_host()}"

    @property
    def zh_url(self) -> str:
        return f"{self.origin}{self._plain}"

    @property
    def en_url(self) -> str:
        return f"{self.origin}{ENGLISH}{self._plain}"

    @property
    def canonical(self) -> str:
        """This page's address in its own language, in ordinary type."""
        return self.en_url if self.english else self.zh_url


def face(request: HttpRequest) -> dict[str, object]:
    """Return `portal`, what the templates ask about the site they stand on."""
    return {"portal": Surroundings(request)}
