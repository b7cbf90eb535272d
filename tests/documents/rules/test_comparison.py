from hypothesis import given
from hypothesis import strategies as st

from gongkai.documents.rules.comparison import Change, Stretch, compare, within

texts = st.text(alphabet="甲乙丙丁，。\nab1 ", max_size=60)


def test_a_changed_number_is_marked_within_its_sentence():
    assert within("补助标准为每人80元。", "补助标准为每人120元。") == (
        Stretch(Change.SAME, "补助标准为每人"),
        Stretch(Change.REMOVED, "80"),
        Stretch(Change.ADDED, "120"),
        Stretch(Change.SAME, "元。"),
    )


def test_unchanged_paragraphs_are_counted_not_shown():
    old = "\n".join(f"第{number}条" for number in range(10))
    lines = compare(old, old.replace("第7条", "第7条之一"))
    assert [line.skipped for line in lines] == [6, 0, 0]
    assert [line.changed for line in lines] == [False, True, False]


def test_the_same_text_shows_nothing():
    assert compare("一\n二", "一\n二") == ()


@given(texts, texts)
def test_both_versions_can_be_read_off_the_marks(old, new):
    stretches = within(old, new)
    kept = "".join(s.text for s in stretches if s.change is not Change.ADDED)
    came = "".join(s.text for s in stretches if s.change is not Change.REMOVED)
    assert (kept, came) == (old, new)
