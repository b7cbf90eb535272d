"""Where a script leads when it says so in pieces or works it out (D5).

What `built` cannot follow still leaves traces: a bare host name beside the head of an address, an
address in consecutive strings, a redirect in a script that turns numbers into characters, links of
the page that are all rewritten.
"""

import re
from itertools import islice

from gongkai.audits.rules.pages.tokens import tokens

BARE = re.compile(
    r"(?:[a-z0-9\-]{1,60}\.){1,4}(?:com|net|org|cn|cc|top|xyz|vip|info|biz|icu|club|site|online|shop"
    r"|live|app|io|co|me|tv|pw|ru|tk|win|bet|fun|ltd|pro|wang|link|work|press|space|website|store)(?:/.{0,80})?",
    re.I,
)
HEADS = ("//", "//www.", "//m.", "/\\/")
PIECES_MAX = 5
STRINGS_MAX = 400
WORKS_OUT = re.compile(
    r"fromCharCode|charCodeAt|\batob\s*\(|\bparseInt\s*\([^()]{1,40},\s*(?:16|2|36)\s*\)"
)
COMPUTED = re.compile(
    r"\blocation(?:\s*\.\s*href)?\s*=(?!=)\s*(?![\"'`])|\blocation\s*\.\s*(?:replace|assign)\s*\(\s*(?![\"'`])"
    r"|\blocation\s*\[[^\]]{1,40}\]\s*=(?!=)|\bwindow\s*\.\s*open\s*\(\s*(?![\"'`)])"
)
EVERY_LINK = re.compile(
    r"document\s*\.\s*links|getElementsByTagName\s*\(\s*[\"']a[\"']|querySelectorAll\s*\(\s*[\"']a\b|\$\(\s*[\"']a[\"'\[]"
)
REWRITES = re.compile(
    r"\.\s*href\s*=(?!=)|setAttribute\s*\(\s*[\"']href|\.\s*attr\s*\(\s*[\"']href[\"']\s*,"
)


def assembled(code: str) -> list[str]:
    """Return the addresses whose pieces stand in a script's strings, side by side or apart."""
    if "//" not in code and "\\x2f" not in code.lower():
        return []
    strings = [one.text for one in islice(tokens(code), 20_000) if one.kind == "s"][:STRINGS_MAX]
    found: list[str] = []
    heads = [
        at for at, text in enumerate(strings) if text.strip().endswith(HEADS) or "//${" in text
    ]
    if not heads:
        return []
    found += [f"//{text}" for text in strings if BARE.fullmatch(text)]
    for at in heads:
        joined = strings[at][strings[at].rindex("//") + 2 :]
        for piece in strings[at + 1 : at + 1 + PIECES_MAX]:
            joined += piece
            if BARE.fullmatch(joined):
                found.append(f"//{joined}")
                break
    return found


def works_out_where(code: str) -> bool:
    """Say whether a script sends visitors to an address that it works out from characters."""
    return COMPUTED.search(code) is not None and WORKS_OUT.search(code) is not None


def rewrites_links(code: str) -> bool:
    """Say whether a script gives every link of the page another address."""
    return EVERY_LINK.search(code) is not None and REWRITES.search(code) is not None
