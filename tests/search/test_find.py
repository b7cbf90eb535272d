"""What a reader finds, and in which order. Every text here is invented."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from gongkai.bodies.models import Body, Tier
from gongkai.search import engine
from gongkai.search.rules.query import Query

from .conftest import entry

Stock = Callable[..., None]


def keys(text: str = "", **wanted: Any) -> list[str]:
    return [hit.key for hit in engine.find(Query(text, **wanted)).hits]


@pytest.fixture
def library(stock: Stock) -> None:
    stock(
        entry(
            "fund",
            "清河县住房公积金提取办法",
            "职工购买自住住房的，可以提取住房公积金。申请时带身份证。",
            kind="rule",
            published_on=date(2023, 3, 1),
            document_number="清政发〔2023〕6号",
            topic="住房",
        ),
        entry(
            "guide",
            "清河县人民政府办公室关于印发《清河县政府信息公开指南》的通知",
            "为方便公民获取政府信息，编制本指南。自2024年5月1日起施行。",
            index_number="QH001/2024-00012",
            keywords=("信息公开",),
            topic="政务公开",
        ),
        entry(
            "school",
            "2024年义务教育招生工作方案",
            "小学报名时间为六月。联系电话见附件。",
            body_code="school",
            body_path="000001000003000001",
            attachments="附件一：各校学区划分表，含清溪小学。",
            validity="in_force",
            issuer="清河县教育局",
        ),
        entry(
            "law", "中华人民共和国清水法", "保护水源。", kind="law", published_on=date(2010, 1, 1)
        ),
    )


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("公积金", ["fund"]),
        ("职工购买", ["fund"]),
        ("可以提", ["fund"]),  # no word of any dictionary
        ("住房 身份证", ["fund"]),
        ("住房 招生", []),
        ("信息公開指南", ["guide"]),
        ("政府 信息", ["guide"]),
        ("“政府信息”", ["guide"]),
        ("“信息政府”", []),
        ("5月", ["guide"]),
        ("2024年5月1日", ["guide"]),
        ("学区划分", ["school"]),  # in an attachment
        ("教育局", ["school"]),
        ("源", ["law"]),
        ("2024", ["guide", "school"]),
        ("QH001/2024-00012", ["guide"]),
        ("的清", []),
        ("法保", []),  # the end of the title and the beginning of the text are no word
    ],
)
def test_any_word_that_stands_in_an_entry_finds_it(typed: str, found: list[str]) -> None:
    results = engine.find(Query(typed))
    if results.corrected is None and not results.apart and not results.relaxed:
        assert sorted(hit.key for hit in results.hits) == found
        assert results.total == len(found)
    else:
        assert found == []


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize(
    "typed",
    [
        "清政发〔2023〕6号",
        "清政发[2023]第6号",
        "清政发2023 6",
        "清政发(2023)6",
        "清政發〔２０２３〕６號",
    ],
)
def test_a_document_number_is_found_in_any_spelling(typed: str, stock: Stock) -> None:
    stock(
        entry("citing", "有关清政发〔2023〕6号的说明", "见清政发〔2023〕6号、清政发〔2023〕6号。")
    )
    assert keys(typed)[0] == "fund"


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("清河县住房公积金提取办法", "fund"),
        ("清河县政府信息公开指南", "guide"),
        ("清水法", "law"),
    ],
)
def test_a_title_or_its_short_name_comes_first(typed: str, first: str, stock: Stock) -> None:
    stock(entry("talk", "学习材料", f"{typed}。" * 30, published_on=date(2026, 1, 1)))
    assert keys(typed)[0] == first


def test_a_title_counts_for_more_than_a_text(stock: Stock) -> None:
    stock(entry("text", "工作通知", "防汛工作"), entry("title", "防汛预案", "内容见附件"))
    assert keys("防汛") == ["title", "text"]


def test_the_newer_and_the_valid_come_first(stock: Stock) -> None:
    stock(
        entry("old", text="防汛", published_on=date(2004, 1, 1), validity="in_force"),
        entry("new", text="防汛", published_on=date(2024, 1, 1), validity="in_force"),
        entry("gone", text="防汛", published_on=date(2024, 1, 1), validity="repealed"),
    )
    assert keys("防汛") == ["new", "old", "gone"]


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize(
    ("typed", "corrected"),
    [("公基金", "公积金"), ("住房公鸡金", "住房公积金"), ("gongjijin", "公积金")],
)
def test_a_mistyped_word_is_put_right_and_said(typed: str, corrected: str) -> None:
    results = engine.find(Query(typed))
    assert results.corrected == corrected
    assert [hit.key for hit in results.hits] == ["fund"]
    assert "公积金</mark>" in results.hits[0].title_html


@pytest.mark.usefixtures("library")
def test_quotation_marks_forbid_another_spelling() -> None:
    assert engine.find(Query("“公基金”")).total == 0


@pytest.mark.usefixtures("library")
def test_a_sentence_finds_what_has_most_of_its_words() -> None:
    results = engine.find(Query("请问住房公积金怎么提取需要带身份证和户口簿吗"))
    assert (results.relaxed, [hit.key for hit in results.hits]) == (True, ["fund"])


@pytest.mark.usefixtures("library")
def test_a_question_about_one_thing_finds_it() -> None:
    results = engine.find(Query("住房公积金是什么"))
    assert (results.apart, [hit.key for hit in results.hits]) == (True, ["fund"])


def test_words_typed_as_one_are_found_apart_only_where_nothing_has_them_together(
    stock: Stock,
) -> None:
    stock(
        entry("a", "助餐办法", "养老助餐每餐补贴三元"),
        entry("b", "养老保险"),
        entry("c", "农机补贴"),
    )
    results = engine.find(Query("养老补贴"))
    assert (results.apart, results.relaxed) == (True, False)
    assert [hit.key for hit in results.hits] == ["a"]
    assert "<mark>养老</mark>" in results.hits[0].snippet_html
    assert engine.find(Query("“养老补贴”")).total == 0
    stock(entry("d", "养老补贴办法"))
    assert keys("养老补贴") == ["d"]
    assert not engine.find(Query("养老补贴")).apart


def test_a_document_number_that_does_not_exist_finds_nothing_else(stock: Stock) -> None:
    stock(entry("a", text="清政发关于2023年第7号的说明", document_number="清政发〔2023〕6号"))
    assert engine.find(Query("清政发〔2023〕8号")).total == 0


def test_a_single_character_in_a_title_counts_for_more(stock: Stock) -> None:
    stock(entry("text", "工作通知", "税，"), entry("title", "税收工作", "内容见附件"))
    assert keys("税")[0] == "title"


@pytest.mark.usefixtures("library")
def test_filters_narrow_and_their_values_are_alternatives() -> None:
    assert keys(kinds=("rule",)) == ["fund"]
    assert sorted(keys(kinds=("rule", "law"))) == ["fund", "law"]
    assert keys("清河", topics=("住房",)) == ["fund"]
    assert keys(years=(2010, 2023)) == ["fund", "law"]
    assert keys(validities=("in_force",)) == ["school"]
    assert keys(published_from=date(2011, 1, 1), published_to=date(2023, 3, 1)) == ["fund"]
    assert keys(published_to=date(2010, 1, 1)) == ["law"]
    assert keys(sources=("another",)) == []


@pytest.mark.usefixtures("library")
def test_a_body_takes_all_below_it() -> None:
    county = Body.objects.create(code="county", name="清河县", path="000001", tier=Tier.COUNTY)
    for code, path, parent in (
        ("office", "000001000002", county),
        ("education", "000001000003", county),
    ):
        Body.objects.create(code=code, name=code, path=path, parent=parent, tier=Tier.DEPARTMENT)
    assert len(keys(body="county")) == 4
    assert keys(body="education") == ["school"]
    assert keys("招生 site:education") == ["school"]
    assert keys("招生 site:office") == []
    assert keys(body="nobody") == []


@pytest.mark.usefixtures("library")
def test_counts_of_a_filter_in_use_are_not_narrowed_by_it() -> None:
    facets = engine.find(Query(kinds=("rule",))).facets
    assert facets["kind"] == [("notice", 2), ("law", 1), ("rule", 1)]
    assert facets["year"] == [("2023", 1)]
    assert facets["topic"] == [("住房", 1)]
    assert facets["body"] == [("office", 1)]
    assert facets["validity"] == []


@pytest.mark.usefixtures("library")
def test_years_are_counted_newest_first() -> None:
    assert engine.find(Query()).facets["year"] == [("2024", 2), ("2023", 1), ("2010", 1)]


@pytest.mark.usefixtures("library")
def test_counts_are_left_out_when_nobody_asks() -> None:
    assert engine.find(Query(facets=False)).facets == {}


def test_lists_sort_by_day_number_and_issuer_and_unknown_comes_last(stock: Stock) -> None:
    stock(
        entry("a", published_on=date(2024, 1, 2), document_number="清政发〔2024〕2号", issuer="乙"),
        entry("b", published_on=date(2024, 1, 3), document_number="清政发〔2023〕9号"),
        entry("c", published_on=None, made_on=date(2024, 1, 1), issuer="丙"),
        entry("d", published_on=None),
    )
    assert keys(sort="newest") == ["b", "a", "c", "d"]
    assert keys(sort="oldest") == ["c", "a", "b", "d"]
    assert keys(sort="number")[:2] == ["b", "a"]
    assert set(keys(sort="issuer")[:2]) == {"a", "c"}
    assert keys(sort="nonsense") == keys(sort="newest")


def test_pages_hold_every_hit_once(stock: Stock) -> None:
    stock(*(entry(f"{number:02}", text="防汛") for number in range(23)))
    pages = [keys("防汛", page=page, per_page=10) for page in (1, 2, 3)]
    assert [len(page) for page in pages] == [10, 10, 3]
    assert len({key for page in pages for key in page}) == 23
    assert keys("防汛", page=4) == []
    assert keys("防汛", page=-5, per_page=10) == pages[0]
    assert keys("防汛", page=10**12, per_page=10**9) == []


def test_a_hit_carries_what_a_list_shows(stock: Stock) -> None:
    stock(
        entry(
            "one",
            "<b>防汛</b>预案",
            "一旦发生险情，立即上报 & 转移。防汛物资<script>",
            issuer="水利局",
            made_on=date(2024, 4, 30),
            validity="in_force",
        )
    )
    (hit,) = engine.find(Query("防汛")).hits
    assert hit.title == "<b>防汛</b>预案"
    assert hit.title_html == "&lt;b&gt;<mark>防汛</mark>&lt;/b&gt;预案"
    assert "<mark>防汛</mark>物资&lt;script&gt;" in hit.snippet_html
    assert (hit.published_on, hit.made_on) == (date(2024, 5, 6), date(2024, 4, 30))
    assert (hit.url, hit.issuer, hit.validity) == ("/open/one/", "水利局", "in_force")


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize(
    "typed",
    [
        "公积金" * 4000,
        "\0",
        "\0公积金\0",
        '"',
        '"公积金',
        "“””“",
        "！？。，、…—",
        "😀👍🏽",
        "\ud800",
        "site:",
        "site:x",
        "AND OR NOT (",
        "公.*",
        "[",
        "a" * 70_000,
        "的 " * 3000,
        "' OR 1=1 --",
        "٣٤٥",
    ],
)
def test_nothing_that_can_be_typed_is_an_error(typed: str) -> None:
    for sort in ("relevance", "newest"):
        results = engine.find(Query(typed, sort=sort))
        assert results.total == len(results.hits)
        assert results.ready


@pytest.mark.usefixtures("library")
def test_a_query_cut_short_says_so() -> None:
    assert engine.find(Query("公积金" * 4000)).cut
    assert not engine.find(Query("公积金")).cut


@pytest.mark.usefixtures("library")
def test_signs_alone_find_nothing_and_nothing_at_all_finds_everything() -> None:
    assert engine.find(Query("！？")).total == 0
    assert engine.find(Query("")).total == 4


@pytest.mark.usefixtures("index", "db")
def test_without_an_index_the_answer_says_so() -> None:
    results = engine.find(Query("公积金"))
    assert (results.ready, results.total) == (False, 0)


def test_a_broken_character_in_a_text_is_indexed_around(stock: Stock) -> None:
    stock(entry("odd", "标题\ud800一", "防汛\0预案\ud800后面"))
    assert keys("防汛") == ["odd"]
    assert keys("后面") == ["odd"]


def test_frequent_phrases_find_exactly_the_same(
    stock: Stock, monkeypatch: pytest.MonkeyPatch
) -> None:
    from gongkai.search import actions
    from gongkai.search.rules import frequent

    monkeypatch.setattr(frequent, "SAMPLE_MIN", 5)
    texts = ["由县级以上人民政府负责", "县级人民，政府", "以上人民政府部门"] * 4 + ["民政府"]
    stock(*(entry(str(number), "通知", text) for number, text in enumerate(texts)))
    before = {
        word: sorted(keys(word, per_page=50)) for word in ("人民政府", "民政府", "县", "以上人")
    }
    actions.rebuild()
    from gongkai.search import reader

    opened = reader.current()
    assert opened is not None
    assert "人民政府" in opened.frequent
    assert {word: sorted(keys(word, per_page=50)) for word in before} == before
    assert len(before["人民政府"]) == 8
