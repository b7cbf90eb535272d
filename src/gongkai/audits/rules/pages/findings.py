"""What a page scan answers: findings with their exact span, the footer's marks, two verdicts."""

from dataclasses import dataclass, field
from enum import StrEnum

TEXT_CHARACTERS_MAX = 400  # of the span that a finding repeats
RESTORED_CHARACTERS_MAX = 20_000


class Code(StrEnum):
    """What was found; the names are part of the command's contract."""

    SPAM_TEXT = "spam_text"
    HIDDEN_TEXT = "hidden_text"
    FOREIGN_LINK = "foreign_link"
    DEAD_LINK = "dead_link"
    PINYIN_NOTES = "pinyin_notes"
    PRIVATE_USE = "private_use"
    MOJIBAKE = "mojibake"
    INVISIBLE_CHARACTERS = "invisible_characters"
    SCRIPT_MIX = "script_mix"
    ACTIVE_CONTENT = "active_content"
    PERSONAL_DATA = "personal_data"
    WORDING_ERROR = "wording_error"
    FOOTER_MISSING = "footer_missing"
    STALE_HOME = "stale_home"
    STALE_COLUMN = "stale_column"
    EMPTY_COLUMN = "empty_column"
    FORGED_DATE = "forged_date"
    CLONE = "clone"


class Severity(StrEnum):
    """BLOCK makes a page polluted; REVIEW asks a person to look; NOTE is said and no more."""

    BLOCK = "block"
    REVIEW = "review"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found on a page.

    Attributes:
        code: What it is.
        severity: How grave.
        start: First character of the span in the page's source as decoded; -1 for the whole page.
        end: One past the last character of the span; -1 for the whole page.
        text: The span itself, cut after TEXT_CHARACTERS_MAX; numbers of persons are masked.
        reason: Why, as a key of `scanning.wording.ADVICE`.
        facts: What the advice names, by name.
        restored: What stood there before, where that can be told.
    """

    code: Code
    severity: Severity
    start: int
    end: int
    text: str
    reason: str
    facts: tuple[tuple[str, str], ...] = ()
    restored: str | None = None


@dataclass(frozen=True, slots=True)
class Footer:
    """The marks a government site carries in its footer; None where one is not found."""

    site_code: str | None = None
    icp: str | None = None
    police: str | None = None


@dataclass(frozen=True, slots=True)
class PageReport:
    """What is known of one page after the scan.

    Attributes:
        target: File or address as it was given.
        findings: In order of their place, findings on the whole page first.
        host_legitimate: Whether the page stands where it belongs; None with nothing to judge by.
        links: Number of links on the page.
        footer: Marks of the footer.
    """

    target: str
    findings: tuple[Finding, ...] = ()
    host_legitimate: bool | None = None
    links: int = 0
    footer: Footer = field(default_factory=Footer)

    @property
    def polluted(self) -> bool:
        """Say whether anything blocking was found."""
        return any(finding.severity is Severity.BLOCK for finding in self.findings)


def excerpt(source: str, start: int, end: int) -> str:
    """Return the span of a finding as it stands in the source, cut where it is long."""
    return source[start : min(end, start + TEXT_CHARACTERS_MAX)]
