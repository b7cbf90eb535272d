from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.answers.rules import asking, passages
from gongkai.answers.rules.passages import PASSAGE_MAX, sentences, windows

texts = st.text(alphabet="公积金提取，。；\n 第3条a", max_size=900)


@given(texts)
def test_sentences_together_are_the_text(text):
    assert "".join(text[first:last] for first, last in sentences(text)) == text


@given(texts)
def test_no_window_is_longer_than_a_passage_unless_it_is_one_sentence(text):
    cut = sentences(text)
    for first, count in windows(cut):
        assert count == 1 or cut[first + count - 1][1] - cut[first][0] <= PASSAGE_MAX


@settings(deadline=None)
@given(texts, st.text(max_size=40))
def test_every_passage_stands_in_the_text_word_for_word(text, question):
    reading = passages.read(asking.read(question), "", text, lambda token: 1.0)
    assert reading.passages
    for passage in reading.passages:
        assert text[passage.start :].startswith(passage.text)
        assert len(passage.text) <= PASSAGE_MAX


def test_a_question_is_stripped_of_how_it_is_asked():
    asked = asking.read("请问提取公积金需要哪些材料？")
    assert "请问" not in asked.grams
    assert "哪些" not in asked.grams
    assert "提取" in asked.grams


def test_the_passage_with_a_figure_answers_how_much():
    text = "补贴由财政部门发放。" * 3 + "补贴标准为每人每月300元。" + "补贴申请由社区受理。" * 30
    asked = asking.read("补贴标准是每月多少元？")
    assert "300元" in passages.read(asked, "", text, lambda token: 1.0).passages[0].text


def test_of_many_passages_none_shares_more_than_half_with_another():
    text = "".join(f"第{at}条规定补贴标准的内容甲乙丙丁。" for at in range(60))
    found = passages.apart(
        passages.read(asking.read("补贴标准"), "", text, lambda token: 1.0).passages, 3
    )
    assert len(found) == 3
    for one in found:
        others = [other for other in found if other is not one]
        assert all(passages._shared(one, other) * 2 <= one.count for other in others)
