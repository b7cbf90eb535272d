"""The two languages of the site: which one a page is in, and the text that goes with it."""

from django.utils.translation import get_language


def in_english() -> bool:
    """Say whether the page is being written in English."""
    return (get_language() or "").startswith("en")


def spoken(chinese: str, english: str) -> str:
    """Return the text in the reader's language, Chinese where there is no English."""
    return (in_english() and english) or chinese
