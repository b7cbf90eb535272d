"""Links and pictures of an old page: what stays, what becomes a file of ours, what goes."""

import re
from dataclasses import dataclass, field
from urllib.parse import unquote, urljoin

from gongkai.documents.rules.importing.found import Field, Problem, Reason, Reference
from gongkai.documents.rules.importing.settling import shown
from gongkai.documents.rules.importing.spacing import tidy

FILE_ENDINGS = frozenset(
    {"pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "wps", "et", "dps", "ofd", "zip", "rar",
     "7z", "txt", "csv", "rtf", "jpg", "jpeg", "png", "gif", "mp4", "mp3", "ceb", "tif"}
)  # fmt: skip
_STAYING = ("http://", "https://", "mailto:", "tel:")
_ICON = re.compile(
    r"icon|ico[_.]|filetype|blank|spacer|save\.gif|openpage|close\.gif|print|share|arrow|"
    r"sendmail|/ico/|dot\.|line\.|bullet|weixin|weibo|qrcode|ewm",
    re.IGNORECASE,
)
REFERENCES_MAX = 200


def ending_of(address: str) -> str:
    """Return the ending of the file an address names, in lower case and without the dot."""
    name = address.partition("#")[0].partition("?")[0].rpartition("/")[2]
    return unquote(name).rpartition(".")[2].strip().lower() if "." in name else ""


@dataclass
class Links:
    """Decides every link of one page, and remembers the files that go with the text.

    Attributes:
        base: Address of the page on its old site; empty where it is not known.
        references: Files to bring along, in the order of the text.
        problems: Pictures that cannot be brought along.
    """

    base: str = ""
    references: list[Reference] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def link(self, href: str, words: str) -> str:
        """Return the address a link gets; empty drops the link and keeps its words."""
        href = href.strip()
        if not href or href.startswith("#") or not words.strip("\u3000\u00a0 \r\n\t"):
            return ""
        if href.lower().startswith(_STAYING):
            return "" if self._within(href) else href
        if _scheme(href):
            return ""
        if ending_of(href) in FILE_ENDINGS:
            return self._refer(href, tidy(words), picture=False)
        return self._absolute(href)

    def picture(self, src: str, alt: str) -> str:
        """Return the address a picture gets; empty drops it."""
        src = src.strip()
        if not src or _ICON.search(src[:300]):
            return ""
        if src.lower().startswith(("data:", "http:", "https:", "//", "file:")) or _scheme(src):
            self.problems.append(Problem(Field.BODY, Reason.PICTURE_LEFT_OUT, shown(src[:100])))
            return ""
        return self._refer(src, tidy(alt), picture=True)

    def _refer(self, target: str, label: str, *, picture: bool) -> str:
        for known in self.references:
            if known.target == target and known.picture == picture:
                return f"import:{known.number}"
        if len(self.references) >= REFERENCES_MAX:
            return ""
        number = len(self.references) + 1
        self.references.append(Reference(number, target, label, picture))
        return f"import:{number}"

    def _absolute(self, href: str) -> str:
        address = urljoin(self.base, href) if self.base else ""
        return address if address.startswith(("http://", "https://")) else ""

    def _within(self, href: str) -> bool:
        """Say whether a link leads to a place on its own page (the page itself with #)."""
        return bool(self.base) and href.partition("#")[0] == self.base and "#" in href


def _scheme(address: str) -> str:
    found = re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", address)
    return found[0] if found else ""
