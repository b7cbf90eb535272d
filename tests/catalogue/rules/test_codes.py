"""Codes of items outlive versions and are never given twice."""

from hypothesis import given
from hypothesis import strategies as st

from gongkai.catalogue.rules.codes import assign

A1 = ("health", "疾控", "接种", "")
A2 = ("health", "疾控", "疫情", "")
B1 = ("education", "招生", "计划", "")


def test_new_items_are_numbered_by_area():
    assert assign([A1, B1, A2], {}, []) == ["health-001", "education-001", "health-002"]


def test_names_that_were_there_keep_their_code_wherever_they_stand_now():
    known = {A1: ["health-001"], A2: ["health-002"]}
    used = ["health-001", "health-002"]
    assert assign([A2, A1], known, used) == ["health-002", "health-001"]


def test_a_code_of_an_item_that_is_gone_is_not_given_to_another():
    assert assign([A2], {A1: ["health-007"]}, ["health-007"]) == ["health-008"]


def test_two_items_of_one_name_have_two_codes_and_keep_them():
    first = assign([A1, A1], {}, [])
    assert first == ["health-001", "health-002"]
    assert assign([A1, A1], {A1: first}, first) == first


def test_a_local_area_with_a_dash_in_its_code_counts_on():
    local = ("local-27", "文件", "", "")
    assert assign([local], {}, ["local-27-003"]) == ["local-27-004"]


names = st.sampled_from([A1, A2, B1])


@given(st.lists(names, max_size=8), st.lists(names, max_size=8))
def test_a_second_run_gives_the_same_codes_and_no_code_is_given_twice(first, second):
    codes = assign(first, {}, [])
    assert len(set(codes)) == len(codes)
    known = {}
    for one, code in zip(first, codes, strict=True):
        known.setdefault(one, []).append(code)
    assert assign(first, known, codes) == codes
    later = assign(second, known, codes)
    assert len(set(later)) == len(later)
    for one, code in zip(second, later, strict=True):
        assert code in known.get(one, []) or code not in codes
