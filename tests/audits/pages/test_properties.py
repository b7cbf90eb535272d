"""Whatever a page holds: the scan ends, spans lie in the source, and streams lead back to it."""

# ruff: noqa: E501 (markup reads better on one line)

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.audits.rules.pages import Code, parse, scan
from gongkai.audits.rules.pages.findings import TEXT_CHARACTERS_MAX
from gongkai.audits.rules.pages.fold import fold
from gongkai.audits.rules.pages.robots import read
from gongkai.audits.scanning.lists import load

PIECES = st.sampled_from(
    """<p>|</p>|<div style="display:none">|</div>|<script>|</script>|<!--|-->|<a href='http://x.top'>|</a>|&#20013;|&amp
|澳门赌场|_|百家乐|公開(kāi)|務(wù)|\ue02a|热莺鸵|?|\u200b|11010519491231002X|<title>|</title>|<style>.a{opacity:0}</style>
|<b class=a>|</b>|中国入民|2026-02-30|发布时间：|"|'|<|>|=|<iframe src=//e.vip width=0>|〔202130|@@通知|gоv.cn|政府""".replace(
        "\n", ""
    ).split("|")
)
SOURCES = st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=40).map("".join)


@settings(max_examples=120, deadline=None)
@given(SOURCES, st.booleans())
def test_every_finding_lies_in_the_source(source, html):
    page = parse(source, target="t", today=date(2026, 4, 1), html=html)
    report = scan(page, load())
    for finding in report.findings:
        assert -1 <= finding.start <= finding.end <= len(page.source)
        if finding.start >= 0 and finding.code not in {Code.PERSONAL_DATA}:
            cut = page.source[finding.start : finding.end][:TEXT_CHARACTERS_MAX]
            assert finding.text == cut


@settings(max_examples=120, deadline=None)
@given(SOURCES)
def test_a_shown_character_leads_back_to_itself(source):
    page = parse(source, target="t", html=True)
    for place, one in enumerate(page.shown.text):
        start, end = page.shown.span(place, place + 1)
        if not one.isspace() and "&" not in page.source[start:end]:
            assert page.source[start:end] == one


@given(st.text(alphabet="公開務博彩(wù)a\u200b０Ａ ", max_size=60))
def test_a_folded_place_leads_back_into_the_text(text):
    folded = fold(text)
    for place in range(len(folded.text)):
        start, end = folded.span(place, place + 1)
        assert 0 <= start < end <= len(text)
        assert fold(text[start]).text in {folded.text[place], ""}


def test_the_longest_rule_of_robots_wins():
    rules = read(
        "User-agent: *\nDisallow: /a\nAllow: /a/b\nDisallow: /*.pdf$\nCrawl-delay: 2", "us"
    )
    told = {path: rules.allows(path) for path in ("/", "/a", "/a/b/c", "/x.pdf", "/x.pdfs", "/ab")}
    assert told == {
        "/": True,
        "/a": False,
        "/a/b/c": True,
        "/x.pdf": False,
        "/x.pdfs": True,
        "/ab": False,
    }
    assert rules.delay_seconds == 2
