"""Where a script lets in what it fetched or built: markup put in, code run, data sent away.

A stranger's name in a script proves nothing. What speaks is the place it comes to.
"""

import re
from collections.abc import Iterable

from gongkai.audits.rules.pages.built import GAP

ADDRESS = re.compile(
    r"""(?:https?:)?\\?/\\?/[a-zA-Z0-9\-]+(?:\.[a-zA-Z0-9\-]+)+[^\s"'<>\\)]{0,300}"""
)
INSERTS = re.compile(
    r"\.\s*(?:append|prepend|before|after|html|replaceWith|appendTo|prependTo|insertBefore"
    r"|insertAfter|wrapAll|wrapInner|srcdoc|innerHTML|outerHTML|insertAdjacentHTML)\b"
    r"|createContextualFragment|parseFromString"
)
MARKUP = re.compile(
    r"<(?:a|iframe|frame|script|form|embed|object|base|meta|link)\b[^<>]{0,300}?(?:href|src|action|data|content)"
    r"\s*=[^<>]{0,20}?(?=(?:https?:)?//)", re.I,
)  # fmt: skip
MAKES = re.compile(
    r"document\s*(?:\.|\[\s*[\"'])\s*write(?:ln)?"
    r"|createElement\s*\(\s*[\"'](?:script|iframe|a|meta|embed|object|base|frame)[\"']",
    re.I,
)
FORM = re.compile(r"createElement\s*\(\s*[\"']form[\"']", re.I)
SUBMITS = re.compile(r"\.\s*submit\s*\(")
LOADS = re.compile(
    r"\.\s*getScript\s*\(|\bimportScripts\s*\(|\bimport\s*\(|\bimport\s*[\"']https?:|dataType\s*:\s*[\"']script[\"']"
)
FETCHES = re.compile(
    r"\bfetch\s*\(|XMLHttpRequest|\$\s*\.\s*(?:get|post|ajax)\s*\(|\baxios\b|new\s+(?:WebSocket|EventSource)\b"
)
# What came is put into the page, or run, as it is.
_CAME = (
    r"(?:function\s*\w*\s*\(\s*([\w$]+)[^(){}]{0,60}\)\s*\{|\(?\b([\w$]+)\)?\s*=>\s*\{?)"
    r"[^{}]{0,200}?"
)
_PUT = (
    r"(?:(?:inner|outer)HTML\s*\+?=\s*|\beval\s*\(\s*"
    r"|\.\s*(?:html|append|prepend|after|before|write|writeln|replaceWith)\s*\(\s*)"
)
RAW_FIRST = re.compile(_CAME + _PUT + r"\1(?:\.(?:data|responseText))?\s*(?:[;)},]|$)")
RAW_SECOND = re.compile(_CAME + _PUT + r"\2(?:\.(?:data|responseText))?\s*(?:[;)},]|$)")
RAW_REQUEST = re.compile(_PUT + r"\w{1,30}\.responseText\b")
LOADS_INTO = re.compile(r"\)\s*\.\s*load\s*\(\s*[\"'](?:https?:)?//")
SENDS = re.compile(
    r"\bsendBeacon\b|new\s+(?:Image|WebSocket|XMLHttpRequest)\b|\bfetch\s*\(|\.\s*src\s*=", re.I
)
SECRETS = re.compile(
    r"document\s*\.\s*cookie\b(?!\s*=(?!=))|localStorage|\.\s*password\b|type=.?password"
)
READ_MAX = 50_000
LATE = re.compile(rf"[\w\-.]*{GAP}\.(?=[\w\-]+\.[a-zA-Z])")


def named(built: Iterable[str]) -> list[str]:
    """Return the addresses in built strings; of a host only half known, its known end."""
    found: list[str] = []
    for one in built:
        found += ADDRESS.findall(LATE.sub("", one) if GAP in one else one)
    return found


def lets_in(code: str) -> bool:
    """Say whether a script puts markup with addresses in, or makes elements that load them."""
    if INSERTS.search(code) and MARKUP.search(code):
        return True
    return MAKES.search(code) is not None or bool(FORM.search(code) and SUBMITS.search(code))


def runs(code: str) -> bool:
    """Say whether a script runs, or puts in as it came, what it fetches."""
    if LOADS.search(code) or LOADS_INTO.search(code):
        return True
    if not FETCHES.search(code):
        return False
    code = code[:READ_MAX]
    return any(one.search(code) for one in (RAW_FIRST, RAW_SECOND, RAW_REQUEST))


def tells(code: str) -> bool:
    """Say whether a script sends what a visitor's browser keeps secret."""
    return SECRETS.search(code) is not None and SENDS.search(code) is not None
