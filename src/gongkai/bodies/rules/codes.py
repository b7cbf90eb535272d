"""Codes that name a body: unified social credit codes and area codes.

Sources: GB 32100-2015 (法人和其他组织统一社会信用代码编码规则) and GB/T 2260, whose six digits are
lengthened to nine for townships and to twelve for villages. A fault is a warning to the clerk:
codes on old papers may be wrong and must still be kept as printed.
"""

from enum import StrEnum

UNIFIED_LENGTH = 18  # GB 32100-2015, 4.1
UNIFIED_CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # GB 32100-2015, 4.2: no I, O, S, V, Z
UNIFIED_MODULUS = 31  # GB 32100-2015, annex A
UNIFIED_WEIGHTS = tuple(pow(3, place, UNIFIED_MODULUS) for place in range(UNIFIED_LENGTH - 1))
AREA_LENGTHS = frozenset({6, 9, 12})  # GB/T 2260 and the statistical codes built on it


class CodeFault(StrEnum):
    """What is wrong with a code."""

    LENGTH = "length"
    CHARACTER = "character"
    CHECK = "check"
    ELSEWHERE = "elsewhere"


def check_character(first_seventeen: str) -> str:
    """Return the eighteenth character of a unified social credit code (GB 32100-2015, annex A).

    Raises:
        ValueError: A character is not of the code's alphabet.
    """
    total = sum(
        weight * UNIFIED_CHARACTERS.index(character)
        for weight, character in zip(UNIFIED_WEIGHTS, first_seventeen, strict=True)
    )
    return UNIFIED_CHARACTERS[-total % UNIFIED_MODULUS]


def unified_code_fault(code: str) -> CodeFault | None:
    """Return what is wrong with a unified social credit code; None for a sound or empty one."""
    if not code:
        return None
    if len(code) != UNIFIED_LENGTH:
        return CodeFault.LENGTH
    if any(character not in UNIFIED_CHARACTERS for character in code):
        return CodeFault.CHARACTER
    if check_character(code[:-1]) != code[-1]:
        return CodeFault.CHECK
    return None


def area_code_fault(code: str, superior: str = "") -> CodeFault | None:
    """Return what is wrong with an area code; None for a sound or empty one.

    Args:
        code: Six, nine or twelve digits.
        superior: Area code of the superior body; a longer code must begin with its six digits.
    """
    if not code:
        return None
    if not (code.isascii() and code.isdigit()):
        return CodeFault.CHARACTER
    if len(code) not in AREA_LENGTHS:
        return CodeFault.LENGTH
    if superior and len(code) > len(superior) and not code.startswith(superior[:6]):
        return CodeFault.ELSEWHERE
    return None
