"""What addresses ask of the lists, and the pages and filters that come out."""

from urllib.parse import parse_qs

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from gongkai.portal.finding import PAGE_ROWS, PAGES_MAX, QUERY_MAX, Found, Pager, Wish, filters
from gongkai.search.models import Miss


def wish(address: str) -> Wish:
    return Wish.read(QueryDict(address))


@pytest.mark.parametrize(
    ("address", "page"),
    [("", 1), ("page=3", 3), ("page=0", 1), ("page=-2", 1), ("page=x", 1), ("page=%00", 1),
     ("page=99999999999999", 1), ("page=9999", PAGES_MAX), ("page=٣", 3)],
)  # fmt: skip
def test_a_page_that_cannot_be_is_put_right(address: str, page: int) -> None:
    assert wish(address).page == page


def test_words_are_cut_and_cleaned_but_never_refused() -> None:
    assert wish("q=" + "水" * 10_000).q == "水" * QUERY_MAX
    assert wish("q=%00水%00").q == "水"
    assert wish("year=abc&sort=worst") == Wish()


def test_without_words_nothing_is_most_relevant() -> None:
    assert wish("sort=relevance").order == "newest"
    assert wish("q=水").order == "relevance"
    assert wish("q=水&sort=oldest").order == "oldest"


@given(
    q=st.text(max_size=20).map(lambda text: text.replace("\0", "").strip()),
    kind=st.sampled_from(["", "plan", "a&b=c"]),
    page=st.integers(1, PAGES_MAX),
)
def test_an_address_says_exactly_what_was_wished(q: str, kind: str, page: int) -> None:
    made = Wish(q=q, kind=kind, page=page)
    address = made.address(page=page)
    assert Wish.read(QueryDict(address.removeprefix("?"))) == made


def test_a_changed_choice_begins_at_the_first_page() -> None:
    assert "page" not in parse_qs(Wish(q="水", page=7).address(kind="plan"))


@given(total=st.integers(0, 20_000), page=st.integers(1, PAGES_MAX))
def test_a_pager_shows_first_last_and_neighbours_once_and_in_order(total: int, page: int) -> None:
    pager = Pager(Wish(page=page), total)
    numbers = [number for number, _ in pager.numbers if number]
    assert numbers == sorted(set(numbers))
    assert {1, pager.pages} <= set(numbers)
    assert pager.pages == min(max(-(-total // PAGE_ROWS), 1), PAGES_MAX)
    assert bool(pager.next) == (page < pager.pages)


def test_a_chosen_value_stays_in_its_filter_even_when_nothing_is_left_of_it() -> None:
    found = Found(facets={"kind": [("plan", 2)]})
    (made,) = filters(Wish(kind="budget"), found, ("kind",))
    assert [(choice.value, choice.count, choice.chosen) for choice in made.choices] == [
        ("plan", 2, False),
        ("budget", 0, True),
    ]
    assert made.chosen is not None
    assert "kind" not in parse_qs(made.chosen.url.removeprefix("?"))


def test_filters_narrow_the_library_and_chips_take_them_away(publish, client) -> None:
    publish("清禾县河道管理办法")
    publish("清禾县防汛工作方案", kind="plan", code="shuili")
    html = client.get("/documents/?kind=plan").content.decode()
    assert "清禾县防汛工作方案" in html
    assert "清禾县河道管理办法" not in html
    assert '<a class="chip" href="?">' in html


def test_a_word_that_nobody_wrote_gets_advice_and_is_noted_without_the_person(
    publish, client
) -> None:
    publish("清禾县河道管理办法")
    html = client.get("/search/?q=火星登陆").content.decode()
    assert "没有找到含" in html
    assert "我们记下了这些词" in html
    assert [(miss.query, miss.count) for miss in Miss.objects.all()] == [("火星登陆", 1)]


def test_found_words_are_marked_and_what_was_typed_is_escaped(publish, client) -> None:
    publish("清禾县河道管理办法")
    assert "<mark>河道</mark>" in client.get("/search/?q=河道").content.decode()
    html = client.get("/search/?q=<script>alert(1)</script>").content.decode()
    assert "<script>alert" not in html


@pytest.mark.parametrize(
    "query",
    ["%00", "'\"((", "%EF%BC%9F%EF%BC%81", "%F0%A0%80%80", "AND+OR", "%", "a" * 10_000],
)
def test_a_query_that_makes_no_sense_is_answered_in_words(county, client, query) -> None:
    assert client.get(f"/search/?q={query}").status_code == 200
    assert client.get(f"/documents/?q={query}&kind={query}&body={query}").status_code == 200


def test_a_site_without_an_index_still_answers(db, client, settings, tmp_path) -> None:
    settings.GONGKAI_INDEX = tmp_path / "nothing"
    assert client.get("/documents/").status_code == 200
    assert client.get("/search/?q=水").status_code == 200
