from datetime import datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.trends.learning.table import Places
from gongkai.trends.rules import naming, places, replies
from gongkai.trends.rules.moments import read_moment
from gongkai.trends.rules.words import Written, frequent


@pytest.mark.parametrize(
    "text",
    [
        "2026/3/1 9:05:00",
        "2026-03-01 09:05",
        "2026年3月1日 9时05分",
        "20260301090500",
        "2026.03.01T09:05:00.000",
    ],
)
def test_moments_in_mixed_forms(text):
    assert read_moment(text) == datetime(2026, 3, 1, 9, 5)  # noqa: DTZ001


@pytest.mark.parametrize("text", ["", "昨天", "2026-13-01", "2026-02-30", "12/3/2026"])
def test_what_is_no_moment_is_none(text):
    assert read_moment(text) is None


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        ("投诉柳溪新城旁搅拌站噪音扰民的问题", "柳溪新城旁搅拌站噪音扰民"),
        ("请问梧桐花园捆绑销售车位合理吗？", "梧桐花园捆绑销售车位"),
        ("关于反映青石路路灯长期不亮的情况！！", "青石路路灯长期不亮"),
    ],
)
def test_a_title_is_a_subject_without_how_it_is_put(subject, title):
    assert naming.plain(subject) == title


@pytest.mark.parametrize(
    ("subjects", "place"),
    [
        (["投诉柳溪新城旁搅拌站", "柳溪新城搅拌站噪音"], "柳溪新城"),
        (["B2区柳溪新城旁搅拌站", "B2区柳溪新城粉尘"], "B2区柳溪新城"),
        (["路灯不亮", "自来水发黄"], ""),
    ],
)
def test_the_place_that_most_subjects_name(subjects, place):
    assert places.place_of(subjects) == place


@given(st.text(alphabet="A2区丽市小区ab 新城", max_size=40))
def test_taking_codes_away_keeps_every_place_in_the_text(text):
    assert len(places.without_codes(text)) == len(text)


@given(st.sets(st.integers(0, 2**62), max_size=300), st.lists(st.integers(0, 2**62), max_size=50))
def test_a_table_of_places_knows_its_numbers_and_no_others(keys, others):
    ordered = np.array(sorted(keys), dtype=np.int64)
    table = Places(ordered)
    assert table.find(ordered).tolist() == list(range(len(ordered)))
    known = {key: place for place, key in enumerate(sorted(keys))}
    asked = np.array(others, dtype=np.int64)
    assert table.find(asked).tolist() == [known.get(key, -1) for key in others]


def test_a_reply_that_answers_stands_above_one_that_does_not():
    letter = "柳溪新城旁搅拌站粉尘噪音扰民，何时搬走？"
    good = (
        "经现场调查，搅拌站粉尘超标，根据《大气污染防治法》已责令停产整改，"
        "预计6月30日前搬走，联系电话0371-1234567。"
    )
    empty = "您好，您的留言已收悉，感谢您的关注。"
    best, worst = (replies.judge(letter, text, 5, frozenset()) for text in (good, empty))
    assert best.share > 0.7
    assert worst.share < 0.5
    assert best.marks[2].signs[0] == "《大气污染防治法》"


@pytest.mark.parametrize(("days", "share"), [(1, 1.0), (15, 1.0), (30, 0.5), (45, 0.0), (90, 0.0)])
def test_timeliness_falls_after_the_limit(days, share):
    assert replies.judge("信", "答复", days, frozenset(), limit=15).marks[3].share == share


def test_boiler_plate_is_what_stands_in_many_replies_whatever_the_figures():
    plain = [f"您好，您的第{at}号留言已收悉，感谢您的关注。" for at in range(6)]
    boiler = replies.boiler_plate([*plain, "路灯已于昨天修好，共更换三盏。"])
    assert replies.judge("信", plain[0], 1, boiler).boiler
    assert not replies.judge("信", "路灯已于昨天修好，共更换三盏。", 1, boiler).boiler


def test_a_word_counts_once_in_a_letter_and_rises_in_its_month():
    letters = [
        Written("2026-03", "a", "complain", "搅拌站搅拌站搅拌站"),
        Written("2026-03", "a", "thank", "搅拌站"),
        Written("2026-04", "a", "complain", "路灯"),
    ]
    found = frequent(letters, frozenset())
    assert (found[0].month, found[0].word, found[0].letters, found[0].of) == (
        "2026-03",
        "搅拌站",
        2,
        2,
    )
    assert found[0].rise > 0


def test_what_only_points_at_a_place_names_none():
    assert places.place_of(["我们小区电梯坏了", "我们小区没有路灯", "全县都没有供暖"]) == ""
    assert places.place_of(["望川县路灯不亮", "望川县停水"]) == "望川县"


def test_counted_things_are_no_words():
    letters = [Written("2026-03", "", "complain", "三千两次几个几天路灯")]
    assert [one.word for one in frequent(letters, frozenset())] == ["路灯"]
