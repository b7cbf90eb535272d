import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from gongkai.answers import finding

from .conftest import FUND, HEATING, entry


def test_an_answer_is_a_passage_of_the_text_with_its_link_and_date(county):
    answer = finding.find("提取住房公积金需要提交哪些材料？")
    first = answer.citations[0]
    assert answer.answered
    assert first.passage in FUND
    assert "身份证、购房合同和付款凭证" in first.passage
    assert first.url.endswith("/open/fund/")
    assert str(first.dated_on) == "2024-05-06"


def test_traditional_characters_ask_the_same(county):
    assert finding.find("集中供熱時間是什麼時候").citations[0].passage in HEATING


def test_a_question_about_nothing_published_is_declined_and_quotes_nothing(county):
    answer = finding.find("怎样腌制酸菜才脆？")
    assert not answer.answered
    assert answer.citations == ()
    assert answer.text == ""


@pytest.mark.parametrize("validity", ["废止", "失效", "repealed"])
def test_repealed_text_is_never_quoted(stock, validity):
    stock(entry("fund", "关于住房公积金提取有关事项的通知", FUND, validity=validity))
    answer = finding.find("提取住房公积金需要提交哪些材料？")
    assert not answer.answered
    assert answer.suggestions == ()


@pytest.mark.parametrize("question", ["", "？？？", "\0", "的了吗", "😀😀", "x" * 5000])
def test_nothing_that_can_be_typed_is_an_error(county, question):
    assert not finding.find(question).answered


def test_without_an_index_nothing_is_answered(settings, tmp_path):
    settings.GONGKAI_INDEX = tmp_path / "none"
    assert not finding.find("公积金怎么提取").answered


def test_the_command_prints_the_object_that_is_promised(county):
    out = StringIO()
    call_command("ask", "供热期间室内温度不得低于多少度？", json=True, stdout=out)
    found = json.loads(out.getvalue())
    assert set(found) == {"answered", "answer", "citations", "suggestions"}
    assert found["answered"] is True
    assert set(found["citations"][0]) == {"title", "url", "passage", "date"}
    assert "18摄氏度" in found["answer"]


def test_the_page_quotes_and_links(county, client):
    page = client.get(reverse("answers:ask"), {"q": "义务教育新生报名时间"})
    assert page.status_code == 200
    assert "7月1日至7月10日" in page.text
    assert "/open/school/" in page.text


def test_the_page_escapes_what_was_asked(county, client):
    page = client.get(reverse("answers:ask"), {"q": "<script>alert(1)</script>"})
    assert "<script>alert(1)" not in page.text


def test_the_page_says_that_it_does_not_know_and_where_to_write(county, client):
    page = client.get(reverse("answers:ask"), {"q": "怎样腌制酸菜才脆"})
    assert reverse("applications:index") in page.text
    assert "<blockquote" not in page.text


def test_questions_without_a_corpus_are_refused(tmp_path):
    with pytest.raises(CommandError):
        call_command("ask", questions=tmp_path / "none.csv")
