"""Codes of bodies: the check character as the standard computes it, and what is wrong."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.bodies.rules.codes import (
    UNIFIED_CHARACTERS,
    CodeFault,
    area_code_fault,
    check_character,
    unified_code_fault,
)

# Worked by hand after annex A: the first place alone weighs 1, the last but one weighs 28.
FIRST_ONLY = "1" + "0" * 16
SEVENTEENTH_ONLY = "0" * 16 + "2"

stems = st.text(UNIFIED_CHARACTERS, min_size=17, max_size=17)


def test_the_check_character_completes_the_weighted_sum_to_the_modulus():
    assert check_character("0" * 17) == "0"
    assert check_character(FIRST_ONLY) == "Y"  # 31 - 1 = 30
    assert check_character(SEVENTEENTH_ONLY) == "6"  # 2 × 28 = 56 = 25 (mod 31); 31 - 25 = 6


@given(stems)
def test_a_code_with_its_own_check_character_is_sound(stem):
    assert unified_code_fault(stem + check_character(stem)) is None


@given(stems, st.integers(0, 16), st.sampled_from(UNIFIED_CHARACTERS))
def test_one_mistyped_character_is_always_found(stem, place, typed):
    code = stem + check_character(stem)
    mistyped = code[:place] + typed + code[place + 1 :]
    assert (unified_code_fault(mistyped) is None) == (typed == code[place])


@given(stems, st.integers(0, 15))
def test_two_neighbours_changed_over_are_always_found(stem, place):
    code = stem + check_character(stem)
    swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    assert (unified_code_fault(swapped) is None) == (swapped == code)


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        ("", None),
        ("1" * 17, CodeFault.LENGTH),
        ("1" * 19, CodeFault.LENGTH),
        ("I" + "0" * 17, CodeFault.CHARACTER),
        ("a" + "0" * 17, CodeFault.CHARACTER),
        ("０" + "0" * 17, CodeFault.CHARACTER),
    ],
)
def test_a_code_of_the_wrong_shape_says_what_is_wrong(code, fault):
    assert unified_code_fault(code) is fault


@pytest.mark.parametrize(
    ("code", "superior", "fault"),
    [
        ("", "", None),
        ("990321", "", None),
        ("990321101", "990321", None),
        ("990321101204", "990321101", None),
        ("99032", "", CodeFault.LENGTH),
        ("99032a", "", CodeFault.CHARACTER),
        ("９９０３２１", "", CodeFault.CHARACTER),
        ("990322101", "990321", CodeFault.ELSEWHERE),
    ],
)
def test_an_area_code_is_digits_of_a_known_length_inside_the_superiors(code, superior, fault):
    assert area_code_fault(code, superior) is fault
