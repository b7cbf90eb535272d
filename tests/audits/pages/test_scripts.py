"""Inline scripts: what they build is read without running them; ordinary ones are left alone."""

import pytest
from clean_pages import invented
from evaluating import blocked
from hypothesis import given, settings
from hypothesis import strategies as st
from script_pages import ORDINARY, STRANGE

from gongkai.audits.rules.pages.built import GAP, built
from gongkai.audits.scanning.lists import load


def page(code: str) -> str:
    return invented(3).html(last=f"<script>{code}</script>")


@pytest.mark.parametrize("name", sorted(STRANGE))
def test_a_script_that_serves_a_stranger_is_blocked(name):
    assert blocked(page(STRANGE[name]), load())


@pytest.mark.parametrize("name", sorted(STRANGE))
def test_the_same_script_in_the_service_of_an_official_host_is_not(name):
    code = STRANGE[name]
    if "brand-nine" in code and name != "hex":  # a disguised redirect blocks wherever it leads
        assert not blocked(page(code.replace("brand-nine.com", "yunhe.gov.cn")), load())


@pytest.mark.parametrize("name", sorted(ORDINARY))
def test_an_ordinary_script_is_not_blocked(name):
    assert not blocked(page(ORDINARY[name]), load())


def test_all_ordinary_scripts_of_a_page_together_are_not_blocked():
    scripts = "".join(f"<script>{code}</script>" for code in ORDINARY.values())
    assert not blocked(invented(5).html(head=scripts), load())


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("x='a'+'b'+\"cd\"", "abcd"),
        ("x=['ab','cd'].join('.')", "ab.cd"),
        ("x='dcba'.split('').reverse().join('')", "abcd"),
        ("a='ab';b=a;b+='cd';", "abcd"),
        ("y=atob('YWJjZGVmZ2hpamts')", "abcdefghijkl"),
        ("y=unescape('%61%62%63%64')", "abcd"),
        ("y=String.fromCharCode(97,98,0x63,100)", "abcd"),
        (r"y='\x61\u0062'+'\143d'", "abcd"),
        ("y='a#b#c#d'.replace(/#/g,'')", "abcd"),
        ("y='xxabcd'.substr(2,4)", "abcd"),
        ("y=['zz','abcd'][1]", "abcd"),
        ("y='ab'.concat('cd')", "abcd"),
        ("y='ab'+f(1)+'cd'", f"ab{GAP}cd"),
        ("// 'no\nvar r=/['\"]/g;y='ab'+'cd'", "abcd"),
        ("y=(1+2)+'abc'", "3abc"),
        ("h='ab';f(`${h}cd${h}`)", "abcdab"),
        ("f(`ab${g(1)}cd`)", f"ab{GAP}cd"),
    ],
)
def test_strings_are_put_together_as_the_script_would(code, expected):
    assert expected in built(code)


def test_a_string_that_stands_as_it_is_was_not_built():
    assert built("var a='http://www.example.com/';f(a);") == []


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="abx'\"`/*+()[]{}.,=\\\n019 #$<!-", max_size=200))
def test_no_script_makes_the_reader_stumble(code):
    assert all(len(one) <= 4000 for one in built(code))


@pytest.mark.parametrize(
    "piece",
    ["a+", "(", "'a'+b(", "[", "x=x+x;", "a.b(c[", "/", "'", "/*", "x=[x,x];", "'ab'.split('')"],
)
def test_the_steps_end_however_long_the_script(piece):
    assert len(built("x='ab';" + piece * 20_000)) <= 400
