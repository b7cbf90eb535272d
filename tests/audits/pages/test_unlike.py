"""Language that is not the office's, by where it stands; no word of it is on the list."""

# ruff: noqa: E501 (markup reads better on one line)
import pytest
from clean_pages import invented
from evaluating import blocked

from gongkai.audits.rules.pages.usage import Company, Usage, is_offer, is_strange, usage_of
from gongkai.audits.scanning.lists import load

WORDS = ("鸿蒙贵人厅彩头", "蓝胖子撸友播", "顺发口子秒")
HOST = "http://www.tgbnhy.com/"
USAGE = usage_of("公开\n政府务策\n府信\n信息")


def test_a_phrase_of_pairs_that_nobody_official_uses_is_strange():
    page = Company("政府信息公开", within=False)
    assert is_strange("鸿蒙贵人会", USAGE, page)
    assert not is_strange("政府信息", USAGE, page)
    assert not is_strange("短语", USAGE, page)


def test_what_the_page_says_itself_is_not_strange():
    assert not is_strange("鸿蒙贵人会", Usage(), Company("鸿蒙贵人会景点介绍", within=False))


def test_a_name_offers_nothing():
    page = Company("政府信息公开", within=False)
    assert is_strange("龙飞凤舞迎春", USAGE, page)
    assert not is_offer("龙飞凤舞迎春", USAGE, page)
    assert is_offer("龙飞凤舞下载", USAGE, page)


@pytest.mark.parametrize(
    "pieces",
    [
        {"title": "_".join(WORDS)},
        {"head": f"<meta name=keywords content='{','.join(WORDS)}'>"},
        {"middle": f"<p>{'|'.join(WORDS)}</p>"},
        {"middle": f"<p style='font-size:0'>{' '.join(WORDS)}</p>"},
        {"middle": f"<a href='{HOST}'>{WORDS[0]}</a>"},
        {"first": f"<div>{','.join(WORDS)}</div>"},
        {"behind": WORDS[0]},
        {"title": "ブランド 腕時計 激安|送料無料"},
    ],
)
def test_offers_block_where_strangers_put_them(pieces):
    assert blocked(invented(4).html(**pieces), load())


def test_the_same_words_in_a_sentence_do_not_block():
    assert not blocked(invented(4).html(middle=f"<p>节目有{WORDS[0]}等。</p>"), load())


@pytest.mark.parametrize(
    "code",
    [
        "var o={h:'www.tgbnhy.com'};location.href='http://'+o.h",
        "var s='kwws',o='';for(var i=0;i<4;i++)o+=String.fromCharCode(s.charCodeAt(i)-3);location=o",
        "for(const a of document.links)a.href='http://www.tgbnhy.com/'",
        "document.addEventListener('click',()=>window.open('http://www.tgbnhy.com'))",
        "window['location']['href']='http://www.tgbnhy.com/'",
    ],
)
def test_a_script_that_says_in_pieces_where_it_leads_blocks(code):
    assert blocked(invented(4).html(last=f"<script>{code}</script>"), load())


def test_the_office_may_send_visitors_to_its_own_pages():
    code = "location.href=decodeURIComponent(location.search.slice(1))"
    assert not blocked(invented(4).html(last=f"<script>{code}</script>"), load())
