"""What a list may show of what was told in confidence: enough to tell two people apart."""

import re
import unicodedata

STAR = "*"


def masked_name(name: str) -> str:
    """Return a person's or an organisation's name with its middle or its end hidden."""
    name = name.strip()
    if len(name) <= 1:
        return STAR * len(name)
    if len(name) <= 3:
        return name[0] + STAR * (len(name) - 1)
    if len(name) == 4:
        return name[:2] + STAR * 2
    return name[:2] + STAR * (len(name) - 4) + name[-2:]


def masked_number(number: str) -> str:
    """Return a phone, identity or registration number with its middle hidden."""
    number = number.strip()
    if len(number) < 7:
        return STAR * len(number)
    head = 3 if len(number) < 15 else 4
    tail = 4 if len(number) > 8 else 2
    return number[:head] + STAR * (len(number) - head - tail) + number[-tail:]


def masked_email(address: str) -> str:
    """Return an e-mail address with its local part hidden."""
    local, at, domain = address.strip().partition("@")
    return f"{local[:1]}{STAR * 3}{at}{domain}" if at else STAR * len(local)


def plain(value: str) -> str:
    """Return a value as it is compared: one width, one case, no spaces, stops or hyphens."""
    folded = unicodedata.normalize("NFKC", value).casefold()
    return re.sub(r"[\s\-·.,，。、]+", "", folded)
