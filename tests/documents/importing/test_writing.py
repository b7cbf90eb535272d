"""What may stand in an imported text, whatever the old page holds."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from gongkai.documents.rules.importing.pages import read_page
from gongkai.documents.rules.importing.writing import ATTRIBUTES, CLASSES, TAGS

START = "<html><head><title>关于某事的通知</title></head><body><div class='article-content'>"


def body_of(inner: str) -> str:
    return read_page(f"{START}<p>正文，一段话。</p>{inner}</div></body></html>".encode()).body


@pytest.mark.parametrize(
    "inner",
    [
        "<script>alert(1)</script>",
        "<p onclick='alert(1)' style='x'>字</p>",
        "<img src=x onerror=alert(1)>",
        "<a href='javascript:alert(1)'>字</a>",
        "<a href='data:text/html,alert(1)'>字</a>",
        "<a href='JaVaScRiPt&#58;alert(1)'>字</a>",
        "<svg><script>alert(1)</script></svg>",
        "<iframe src='http://x/alert'></iframe>",
        "<form action='/alert'><input value='alert'></form>",
        "<math><mtext><style><img src=x onerror=alert(1)></style></mtext></math>",
        "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
        "<object data='alert.swf'></object>",
        "<p style='display:none'>alert</p>",
    ],
)
def test_nothing_that_runs_or_hides_survives(inner):
    body = body_of(inner)
    assert "alert" not in body
    assert not re.search(r"\son\w+=|style=|<script", body)


@pytest.mark.parametrize(
    ("inner", "kept"),
    [
        ("<div>一<div>二</div>三</div>", "<p>一</p><p>二</p><p>三</p>"),
        ("<p>一<br>二</p>", "<p>一<br>二</p>"),
        ("<p>　　一<br>　　二</p>", "<p>一</p><p>二</p>"),
        ("<b><div>一</div><div>二</div></b>",
         "<p><strong>一</strong></p><p><strong>二</strong></p>"),
        ("<b>一</b><b>二</b>", "<p><strong>一二</strong></p>"),
        ("<p><b></b> &nbsp;</p><p>一</p>", "<p>一</p>"),
        ("<h1>一</h1><h6>二</h6>", "<h2>一</h2><h4>二</h4>"),
        ("<ul><li><p>一</p></li><li>二<ul><li>三</li></ul></li></ul>",
         "<ul><li>一</li><li>二<ul><li>三</li></ul></li></ul>"),
        ("<table><tr><td>唯一一格</td></tr></table>", "<p>唯一一格</p>"),
        ("<table><tr><td><p>一</p><p>二</p></td><td>三</td></tr></table>",
         "<table><tbody><tr><td>一<br>二</td><td>三</td></tr></tbody></table>"),
        ("<table><tr><th colspan=2 rowspan=x>一</th></tr><tr><td>二</td><td></td></tr></table>",
         '<table><tbody><tr><th colspan="2">一</th></tr>'
         "<tr><td>二</td><td></td></tr></tbody></table>"),
        ("<p align=right>某局</p><center>居中</center>",
         '<p class="right">某局</p><p class="center">居中</p>'),
        ("<p>H<sub>2</sub>O，m<sup>2</sup></p>", "<p>H<sub>2</sub>O，m<sup>2</sup></p>"),
        ("<p>1 &lt; 2 &amp; 3</p>", "<p>1 &lt; 2 &amp; 3</p>"),
        ("<p>见<a href='http://a.gov.cn/?x=1&amp;y=2'>此处</a></p>",
         '<p>见<a href="http://a.gov.cn/?x=1&amp;y=2" rel="noopener">此处</a></p>'),
        ("<pre>一\n二\n三</pre>", "<p>一<br>二<br>三</p>"),
        ("<blockquote><p>引</p></blockquote>", "<blockquote><p>引</p></blockquote>"),
    ],
)  # fmt: skip
def test_markup_is_written_anew(inner, kept):
    assert body_of(inner) == f"<p>正文，一段话。</p>{kept}"


def test_a_pdf_shown_in_a_frame_becomes_a_link():
    page = f"{START}<p>正文，一段话。</p><iframe src='files/a.pdf'></iframe></div></body></html>"
    found = read_page(page.encode())
    assert [one.target for one in found.references] == ["files/a.pdf"]
    assert 'href="import:1"' in found.body


PARTS = (
    *("<p>", "</p>", "<div>", "</div>", "<b>", "</b>", "<table>", "<tr>", "<td>", "</td>", "</tr>"),
    *(
        "</table>",
        "<ul>",
        "<li>",
        "</li>",
        "</ul>",
        "<br>",
        "<script>",
        "</script>",
        "</a>",
        "<th>",
    ),
    *(
        "<a href=javascript:x>",
        "<a href=b.doc>",
        "<img src=x>",
        "一",
        "二，",
        "&lt;",
        "<!--",
        "-->",
    ),
    *("<svg>", "<style>", "<td colspan=9>", "<p style=text-align:right>", "<span>", "<ol>", "<h1>"),
)
MARKUP = st.lists(st.sampled_from(PARTS), max_size=40)


@given(MARKUP)
def test_whatever_stands_on_a_page_only_plain_markup_comes_out(parts):
    body = body_of("".join(parts))
    root = html.fragment_fromstring(body, create_parent="section")
    for node in root.iterdescendants():
        assert node.tag in TAGS
        allowed = ATTRIBUTES.get(node.tag, set()) | {"rel", "class"}
        assert set(node.attrib) <= allowed
        assert node.get("class", "") in CLASSES.get(node.tag, set()) | {""}
        assert not (node.get("href") or "").lower().startswith("javascript")


def test_five_thousand_nested_elements_do_no_harm():
    body = body_of("<div>" * 5000 + "深处，一段话。" + "</div>" * 5000)
    assert body.startswith("<p>正文，一段话。</p>")
