"""Pages of sixteen templates, made here in the manner of systems in use; each worked by hand."""

from datetime import date
from pathlib import Path

import pytest

from gongkai.documents.rules.importing.found import Found, Reason, Refusal, UnreadableError
from gongkai.documents.rules.importing.mapping import read_mapping
from gongkai.documents.rules.importing.pages import read_page

PAGES = Path(__file__).parent / "pages"
STATED = ("index_number", "title", "issuer", "document_number", "topic", "made_on", "published_on")

# index number, title, issuer, document number, topic, made on, published on
EXPECTED = {
    "trs_table": (
        "11130000012345678A/2021-00017",
        "青禾县人民政府关于印发青禾县农村饮水安全管理办法的通知",
        "青禾县人民政府",
        "青政发〔2021〕5号",
        "农业、林业、水利\\水利、水务",
        date(2021, 3, 9),
        date(2021, 3, 12),
    ),
    "ucap_list": (
        "QH001-0101-2022-00008",
        "青禾县人民政府办公室关于做好2022年春耕生产工作的通知",
        "青禾县人民政府办公室",
        "青政办〔2022〕9号",
        "农业农村；通知",
        date(2022, 3, 1),
        date(2022, 3, 2),
    ),
    "jpage_zoom": (
        "13999900MB1234567X/2020-03311",
        "青禾县民政局关于调整城乡低保标准的通知",
        "青禾县民政局",
        "青民字[2020]31号",
        "民政、扶贫、救灾",
        date(2020, 6, 28),
        date(2020, 7, 1),
    ),
    "kaipu_dl": (
        "139999/2022110021",
        "关于公开征集2023年民生实事项目的公告",
        "青禾县人民政府办公室",
        "",
        "综合政务",
        date(2022, 11, 7),
        date(2022, 11, 8),
    ),
    "box_rows": (
        "jyj-2021-0604",
        "青禾县教育局2021年义务教育招生工作方案",
        "青禾县教育局",
        "",
        "教育",
        date(2021, 6, 4),
        date(2021, 6, 7),
    ),
    "info_line": (
        "",
        "青禾县人民政府办公室关于加强冬季森林防火工作的紧急通知",
        "青禾县人民政府办公室",
        "青政办发电〔2020〕12号",
        "",
        date(2020, 11, 19),
        date(2020, 11, 20),
    ),
    "bare": (
        "",
        "青禾县人民政府关于表彰2008年度先进单位的决定",
        "青禾县人民政府",
        "青政〔2009〕2号",
        "",
        date(2009, 1, 16),
        None,
    ),
    "header_row": (
        "139999-2018-00077",
        "青禾县人民政府关于第四次土地定级的公告",
        "青禾县人民政府",
        "青政告〔2018〕4号",
        "国土资源",
        date(2018, 8, 30),
        date(2018, 9, 3),
    ),
    "joints": (
        "wjj/2023-00041",
        "青禾县卫生健康局关于开展村医培训的通知",
        "青禾县卫生健康局 青禾县财政局",
        "青卫发（2023）第7号",
        "卫生、体育 / 卫生",
        date(2023, 4, 11),
        date(2023, 4, 13),
    ),
    "metas_only": (
        "",
        "青禾县2023年政府工作报告",
        "青禾县人民政府办公室",
        "",
        "",
        None,
        date(2023, 1, 20),
    ),
    "county_order": (
        "",
        "青禾县户外广告设施管理办法",
        "青禾县人民政府",
        "青禾县人民政府令第6号",
        "",
        date(2017, 5, 18),
        None,
    ),
    "impossible_day": (
        "slj-2023-0012",
        "青禾县水利局关于节水宣传周活动的通知",
        "青禾县水利局",
        "青水〔2023〕3号",
        "水利",
        None,
        None,
    ),
    "facts_inside": (
        "czj/2019-00102",
        "青禾县财政局关于规范政府采购的通知",
        "青禾县财政局",
        "青财采〔2019〕8号",
        "财政、金融、审计\\财政",
        date(2019, 4, 15),
        date(2019, 4, 16),
    ),
    "facts_below": (
        "GK2022-0815",
        "关于取消部分证明事项的通知",
        "青禾县司法局",
        "青司发〔2022〕15号",
        "司法行政",
        None,
        date(2022, 8, 15),
    ),
    "new_portal": (
        "",
        "青禾县人民政府关于命名第三批历史建筑的通知",
        "青禾县人民政府",
        "青政字〔2023〕18号",
        "城乡建设、环境保护\\城乡建设（含住房）",
        date(2023, 9, 21),
        date(2023, 9, 22),
    ),
}


def read(name: str) -> Found:
    return read_page((PAGES / f"{name}.html").read_bytes())


@pytest.mark.parametrize("name", EXPECTED)
def test_a_page_gives_the_facts_it_states(name):
    found = read(name)
    assert tuple(getattr(found, field) for field in STATED) == EXPECTED[name]


@pytest.mark.parametrize("name", EXPECTED)
def test_nothing_of_the_page_around_the_text_comes_along(name):
    body = read(name).body
    for word in (
        *(
            "首页",
            "打印",
            "关闭窗口",
            "分享",
            "字号",
            "字体",
            "浏览次数",
            "扫一扫",
            "上一篇",
            "下一篇",
        ),
        *(
            "网站标识码",
            "版权所有",
            "相关解读",
            "热点推荐",
            "责任编辑",
            "索引号",
            "TRS_Editor",
            "javascript",
        ),
    ):
        assert word not in body, word


@pytest.mark.parametrize("name", EXPECTED)
def test_what_a_page_does_not_state_is_reported(name):
    found = read(name)
    told = {problem.field for problem in found.problems}
    empty = {field for field in STATED if not getattr(found, field)}
    assert empty <= told


def test_a_text_keeps_tables_lists_emphasis_and_its_signature_at_the_right():
    body = read("trs_table").body
    assert '<tr><td rowspan="2">乡镇</td><td colspan="2">水价（元/吨）</td></tr>' in body
    assert '<p class="right">2021年3月9日</p>' in body
    assert "<h3>青禾县农村饮水安全管理办法</h3>" in body
    assert "<ol><li>征集时间：2022年11月8日至11月30日。</li>" in read("kaipu_dl").body
    assert "<strong>一、抓紧备足农资。</strong>要摸清" in read("ucap_list").body


def test_breaks_and_indents_become_paragraphs():
    body = read("bare").body
    assert "<p>希望受表彰的单位戒骄戒躁，再接再厉，为全县发展作出新的更大贡献。</p>" in body


def test_files_of_the_old_site_are_named_and_wait_for_an_address():
    found = read("metas_only")
    assert [(one.number, one.target, one.picture) for one in found.references] == [
        (1, "tables/plan.xlsx", False),
        (2, "images/meeting.jpg", True),
    ]
    assert 'href="import:1"' in found.body
    assert 'src="import:2"' in found.body
    assert 'href="http://www.example.gov.cn/zwgk/full.html"' in found.body


def test_an_impossible_day_is_reported_with_what_stood_there():
    found = read("impossible_day")
    told = {(one.field, one.reason, one.value) for one in found.problems}
    assert ("made_on", Reason.IMPOSSIBLE_DATE, "2023-02-30") in told
    assert ("published_on", Reason.UNREADABLE_DATE, "待定") in told


def test_a_date_never_filled_in_is_empty():
    found = read("kaipu_dl")
    assert found.expires_on is None
    assert "expires_on" not in {problem.field for problem in found.problems}


def test_a_label_left_blank_is_told_apart_from_one_that_is_missing():
    blank = {one.field: one.reason for one in read("kaipu_dl").problems}
    missing = {one.field: one.reason for one in read("info_line").problems}
    assert blank["document_number"] is Reason.BLANK
    assert missing["index_number"] is Reason.MISSING


def test_what_no_label_states_is_marked_as_inferred():
    assert set(read("bare").inferred) == {"title", "document_number", "issuer", "made_on"}
    assert not read("trs_table").inferred


def test_a_table_of_other_documents_in_the_text_is_text_and_no_facts():
    found = read("facts_inside")
    assert "青财采〔2015〕1号" in found.body
    assert found.document_number == "青财采〔2019〕8号"


def test_a_list_of_links_is_no_document():
    with pytest.raises(UnreadableError) as caught:
        read("link_list")
    assert caught.value.refusal is Refusal.A_LIST


@pytest.mark.parametrize(
    "content", ["<html><body></body></html>", "<p> </p>", "<!-- x -->", "<script>1</script>"]
)
def test_an_empty_page_is_no_document(content):
    with pytest.raises(UnreadableError) as caught:
        read_page(content.encode())
    assert caught.value.refusal in {Refusal.NO_DOCUMENT, Refusal.EMPTY}


@pytest.mark.parametrize("name", ["facts_below", "info_line", "trs_table"])
def test_a_search_form_above_the_facts_does_not_blank_them(name):
    page = (PAGES / f"{name}.html").read_text(encoding="utf-8")
    form = "<form><p>标题：<input></p><p>文号：<input></p><p>发文机关：<input></p></form>"
    gap = "".join(f"<p>栏目{at}</p>" for at in range(6))
    found = read_page(page.replace("<body>", f"<body>{form}{gap}").encode())
    assert tuple(getattr(found, field) for field in STATED) == EXPECTED[name]


def test_the_names_a_site_uses_can_be_told():
    page = """<html><body><p>行文号：青某〔2020〕1号</p><p>拟稿单位：青禾县某局</p>
    <div class="neirong2"><p>正文第一段，内容很短。</p></div>
    <div class="content"><p>别处的一段长文字，说的是别的事情，比正文长得多，得多，得多。</p></div>
    </body></html>"""
    mapping = read_mapping(
        '[labels]\n"行文号" = "document_number"\n"拟稿单位" = "issuer"\n'
        '[page]\nbody = "neirong2"\n[fixed]\ntopic = "其他"\ntitle = "某通知"'.encode()
    )
    found = read_page(page.encode(), mapping)
    assert (found.document_number, found.issuer) == ("青某〔2020〕1号", "青禾县某局")
    assert (found.topic, found.title) == ("其他", "某通知")
    assert found.body == "<p>正文第一段，内容很短。</p>"


@pytest.mark.parametrize(
    ("markup", "number"),
    [
        (
            "<li>[发文字号] <span>青政〔2020〕1号</span></li><li>[索引号] <span>1</span></li>",
            "青政〔2020〕1号",
        ),
        ("<p>【文号】青政〔2020〕1号【索引号】1</p>", "青政〔2020〕1号"),
        ("<tr><td>文号</td><td>：</td><td>青政〔2020〕1号</td></tr>", "青政〔2020〕1号"),
        ("<p>文　号 ： 青政〔2020〕1 号　索引号：1</p>", "青政〔2020〕1号"),
        ("<p><b>文<i></i>号</b>：<span>青政</span><span>〔2020〕1号</span></p>", "青政〔2020〕1号"),
        ("<p>文号：<br>青政〔2020〕1号</p>", "青政〔2020〕1号"),
        ("<div>文号：</div>青政〔2020〕1号<div>x</div>", "青政〔2020〕1号"),
        ("<tr><td>文号：</td><td></td><td>索引号：</td><td></td></tr>", ""),
        ("<ul><li>文号：</li><li>索引号：1</li></ul>", ""),
        ("<li>文号：无</li>", ""),
        (
            "<tr><td>文号</td><td>国发〔1997〕11号 国办发〔1997〕3号</td></tr>",
            "国发〔1997〕11号 国办发〔1997〕3号",
        ),
    ],
)
def test_labels_are_read_in_odd_markup(markup, number):
    if markup.startswith("<tr"):
        markup = f"<table>{markup}</table>"
    text = "<div class='article-content'><p>正文，一段话。</p></div>"
    page = f"<html><body><h1>关于某事的通知</h1>{markup}{text}</body></html>"
    assert read_page(page.encode()).document_number == number


def test_the_word_time_in_a_text_is_not_taken_for_a_fact_and_stays_in_it():
    page = """<html><head><title>关于召开会议的通知</title></head><body>
    <div class="article-content"><p>各单位：</p><p>时间：2020年5月1日上午九时。</p>
    <p>地点：县政府三楼会议室，请准时参加。</p>
    </div></body></html>"""
    found = read_page(page.encode())
    assert "<p>时间：2020年5月1日上午九时。</p>" in found.body
