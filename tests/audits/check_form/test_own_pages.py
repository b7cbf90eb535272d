"""What stands on a page of ours without being of the record or the template."""

import pytest

from gongkai.audits.rules.own_pages import added, hosts_in, outside

PAGE = """<!doctype html><html><body><a class="skip" href="#content">跳到正文</a>
<header class="band">示例县</header><nav class="crumbs wrap">首页</nav>
<main class="wrap page"><div class="prose document-text"><p>第一条 为了公开。</p></div></main>
<aside class="wrap mistake">找错</aside><footer class="footer">主办单位</footer>{after}
</body></html>"""
TEXT = "第一条 为了公开。"


def test_a_page_as_it_should_be_has_nothing_outside():
    assert outside(PAGE.format(after="\n"), text=TEXT, hosts=()) == []


@pytest.mark.parametrize(
    ("html", "place"),
    [
        (PAGE.format(after="<div>澳门新葡京</div>"), "after_footer"),
        (PAGE.format(after="澳门新葡京"), "after_footer"),
        (PAGE.format(after="").replace("为了公开。", "为了公开。澳门新葡京"), "text"),
        (PAGE.format(after="").replace("为了公开。", ""), "text"),
        (PAGE.format(after="").replace("<header", "<marquee>彩票</marquee><header"), "beside"),
        (PAGE.format(after="").replace("找错", '<a href="https://x.example/">彩</a>'), "link"),
        (PAGE.format(after="").replace("找错", '<iframe src="//x.example/"></iframe>'), "link"),
    ],
)
def test_what_was_written_in_is_found_with_its_place(html, place):
    assert place in [one.place for one in outside(html, text=TEXT, hosts=["own.example"])]


def test_a_host_that_the_record_names_is_no_stranger():
    html = PAGE.format(after="").replace("找错", '<a href="https://www.gov.cn/">国务院</a>')
    assert outside(html, text=TEXT, hosts=hosts_in('<a href="https://www.gov.cn/x">x</a>')) == []


def test_the_difference_is_told_in_words():
    assert added("甲乙", "甲乙丙丁") == "丙丁"
    assert added("甲乙丙", "甲丙") == "−乙"
