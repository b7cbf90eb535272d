"""What stands around the desk's pages is kept; what belongs to one page is not."""

import re
from pathlib import Path

import pytest
from django.middleware.csrf import _does_token_match
from django.template.loader import render_to_string
from django.test import RequestFactory

import gongkai
from gongkai.bodies.models import Role

pytestmark = pytest.mark.django_db
TOKEN = re.compile(r'"CSRF_TOKEN": "(\w+)"')


def frame(user):
    request = RequestFactory().get("/admin/")
    request.user = user
    return request, render_to_string("bodies/desk/frame.html", request=request)


def test_every_page_carries_a_token_of_its_own_request(town, holder):
    user = holder(town)
    tokens = []
    for _ in range(3):
        request, page = frame(user)
        (token,) = TOKEN.findall(page)
        assert _does_token_match(token, request.META["CSRF_COOKIE"])
        tokens.append(token)
    assert len(set(tokens)) == 3


def test_scripts_are_kept_for_a_moment(town, holder, django_assert_num_queries):
    user = holder(town)
    _request, first = frame(user)
    with django_assert_num_queries(0):
        _request, second = frame(user)
    assert TOKEN.sub("", first) == TOKEN.sub("", second)
    assert "wagtailadmin/js/core" in second


def test_one_persons_menu_is_not_anothers(town, education, holder):
    _request, of_office = frame(holder(town))
    _request, of_drafter = frame(holder(education, Role.DRAFTER, "drafter"))
    assert TOKEN.sub("", of_office) != TOKEN.sub("", of_drafter)


def test_no_page_in_the_frame_puts_its_scripts_where_they_would_be_kept():
    root = Path(gongkai.__file__).parent
    texts = {path: path.read_text(encoding="utf-8") for path in root.rglob("*.html")}
    framed = {path for path, text in texts.items() if "bodies/desk/frame.html" in text}
    names = {str(path).partition("/templates/")[2] for path in framed}
    below = {path for path, text in texts.items() if any(f'"{name}"' in text for name in names)}
    assert len(framed) > 5
    assert not [path for path in framed | below if "block extra_js" in texts[path]]
