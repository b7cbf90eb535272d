"""Numbers that name a person: identity cards (GB 11643), mobile phones, bank cards.

A number counts only with its own check: the identity card by weight, date and region, the bank
card by Luhn. A unified social credit code (GB 32100) of 18 characters is a firm's and is let pass.
"""

import re
from collections.abc import Iterator
from datetime import date

from gongkai.screening.rules.findings import Code, Finding, Severity, masked

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # GB 11643, seventeen places
CHECKS = "10X98765432"
REGIONS = frozenset(
    {*range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55),
     *range(61, 66), 71, 81, 82, 83}
)  # fmt: skip
BIRTH_YEAR_MIN = 1850
CARD_PREFIXES = ("62", "4", "51", "52", "53", "54", "55", "34", "37", "35")
FOLD = str.maketrans("０１２３４５６７８９Ｘｘx", "0123456789XXX")

# Digits in one run or in groups parted by single spaces or dashes; Latin letters end a run.
GROUPS = r"(?:[\s\-\u2010-\u2015\u00a0\u3000]?"
NUMBER = re.compile(
    rf"(?<![0-9A-Za-z０-９.])[0-9０-９]{GROUPS}[0-9０-９]){{10,18}}{GROUPS}[XxＸｘ])?(?![0-9A-Za-z０-９])"
)
PARTS = re.compile(r"[\s\-\u2010-\u2015\u00a0\u3000]+")


def find(text: str) -> Iterator[Finding]:
    """Yield every number of a person in a text, in order.

    Args:
        text: Plain text; full-width digits, spaces and dashes inside numbers are seen through.
    """
    for match in NUMBER.finditer(text):
        digits = PARTS.sub("", match.group()).translate(FOLD)
        kind = kind_of(digits)
        if kind is None:
            continue
        code, severity = kind
        yield Finding(code, severity, masked(digits), match.start(), match.end())


def kind_of(digits: str) -> tuple[Code, Severity] | None:
    """Return what a run of digits is, None for a number of no person."""
    if is_id_number(digits):
        return Code.ID_NUMBER, Severity.BLOCK
    if re.fullmatch(r"1[3-9]\d{9}", digits):
        return Code.MOBILE, Severity.BLOCK
    if is_bank_card(digits):
        return Code.BANK_CARD, Severity.BLOCK
    return None


def is_id_number(digits: str) -> bool:
    """Say whether 18 characters are an identity number with valid region, date and check."""
    if not re.fullmatch(r"\d{17}[\dX]", digits) or int(digits[:2]) not in REGIONS:
        return False
    try:
        born = date(int(digits[6:10]), int(digits[10:12]), int(digits[12:14]))
    except ValueError:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits, WEIGHTS, strict=False))
    return born.year >= BIRTH_YEAR_MIN and CHECKS[total % 11] == digits[17]


def is_bank_card(digits: str) -> bool:
    """Say whether 16 to 19 digits are a card number with a known prefix and Luhn's check."""
    if not re.fullmatch(r"\d{16,19}", digits) or not digits.startswith(CARD_PREFIXES):
        return False
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0
