"""A class suggested by an app above stands on the letter's page until a person has classed it."""

import pytest
from django.urls import reverse

from gongkai.letters import suggesting
from gongkai.letters.suggesting import Suggestion
from gongkai.trends import suggesting as learnt

BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def page(client, letter, clerk, monkeypatch):
    client.force_login(clerk, BACKEND)

    def shown(found: Suggestion | None) -> str:
        monkeypatch.setattr(suggesting, "_sources", [lambda _title, _text: None])
        suggesting.register(lambda title, _text: found if "油烟" in title else None)
        return client.get(reverse("letters_desk:case", args=[letter.pk])).content.decode()

    return shown


def test_the_page_shows_class_and_words_and_says_when_it_is_a_guess(page):
    sure = page(Suggestion("环境保护", ("油烟", "烧烤"), sure=True))
    assert "环境保护" in sure
    assert "油烟、烧烤" in sure
    assert "把握不大" not in sure
    assert "把握不大" in page(Suggestion("环境保护", (), sure=False))
    assert "建议分类" not in page(None)


def test_a_letter_that_has_a_class_is_suggested_none(page, letter):
    letter.label = "城乡建设"
    letter.save()
    assert "环境保护" not in page(Suggestion("环境保护", ("油烟",), sure=True))


def test_the_learnt_model_is_asked(monkeypatch):
    known = Suggestion("环境保护", ("油烟",), sure=True)
    monkeypatch.setattr(learnt, "for_desk", lambda title, _text: known if title == "油烟" else None)
    assert suggesting.suggested("油烟", "夜里烧烤") == known
    assert suggesting.suggested("路灯", "") is None
