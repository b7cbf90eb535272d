"""Each detector by hand: what it finds, where, and what it leaves alone."""

# ruff: noqa: E501 (markup reads better on one line)

import pytest

OFFICIAL = "<html><head><title>通知公告_云河县人民政府</title></head><body>{}</body></html>"
TEXT = "各乡镇人民政府要高度重视政务公开工作，明确专人负责，按时报送材料。" * 6


def codes(report, severity=None):
    return {
        finding.code.value
        for finding in report.findings
        if severity is None or finding.severity.value == severity
    }


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("<p>澳门葡京赌场_真人百家乐_六合彩开奖</p>", "spam_text"),
        ("<p>澳.门.葡.京.赌.场 真.人.百.家.乐 成.人.视.频</p>", "spam_text"),
        ("<div style='left:-9999px;position:absolute'><a href='http://a.example.top'>资料</a></div>", "hidden_text"),
        ("<style>.q{font-size:0}</style><b class='q'>无码毛片 在线观看 百家乐</b>", "hidden_text"),
        ("<a href='http://www.yunhe.gоv.cn/'>办事大厅</a>", "foreign_link"),
        ("<p>" + "務(wù)必公開(kāi)政務(wù)信息，" * 6 + "</p>", "pinyin_notes"),
        ("<p>确保解读材料实质性?热莺鸵\ue02a赝暾?。</p>", "private_use"),
        ("<p>建立健全?！敝贫龋落实到位</p>", "mojibake"),
        ("<p>涓崕浜烘皯鍏卞拰鍥</p>", "mojibake"),
        ("<p>ÖÐ»ªÈËÃñ¹²ºÍ¹ú</p>", "mojibake"),
        ("<p>" + "政\u200b务\u200b公\u200b开\u200b" * 4 + "</p>", "invisible_characters"),
        ("<p>附件\u202etxt.exe</p>", "invisible_characters"),
        ("<p>请访问 www.gоv.cn 查询</p>", "script_mix"),
        ("<script>location='https://x.example.top/'</script>", "active_content"),
        ("<script>eval(atob('bG9jYXRpb249Imh0dHBzOi8vZXZpbC10ZXN0Lm5ldC8i'))</script>", "active_content"),
        ("<meta http-equiv=refresh content='0;url=https://strange-test.net/'>", "active_content"),
        ("<iframe src='https://strange-test.net/' width=0 height=0></iframe>", "active_content"),
        ("<p>身份证号：11010519491231002X</p>", "personal_data"),
        ("<p>伟大的中国入民</p>", "wording_error"),
        ("<p>" + "通知@@各单位" * 4 + "</p>", "mojibake"),
    ],
)  # fmt: skip
def test_it_blocks(look, source, code):
    assert code in codes(look(OFFICIAL.format(source + f"<p>{TEXT}</p>")), "block")


@pytest.mark.parametrize(
    "source",
    [
        "<p>李堃（kūn）同志任书记</p>",
        "<div style='display:none'><a href='/a'>首页</a><a href='https://www.gov.cn/'>国务院</a></div>",
        "<p>合同编号：110105194912310021</p>",
        "<script>if(/iPhone/.test(navigator.userAgent))location.href='/m/';</script>",
        "<p>草莓、葡萄采摘，出入口交通有序。</p>",
        "<a href='https://www.people.com.cn/'>人民网</a>",
        "<iframe src='/list.html' height='300'></iframe>",
    ],
)
def test_it_leaves_alone(look, source):
    assert not look(OFFICIAL.format(source + f"<p>{TEXT}</p>")).polluted


def test_a_finding_names_its_exact_span(look):
    source = OFFICIAL.format(f"<p>{TEXT}</p><p>联系人身份证 11010519491231002X 备查</p>")
    [found] = [one for one in look(source).findings if one.code == "personal_data"]
    assert source[found.start : found.end] == "11010519491231002X"
    assert found.text == "110*************2X"


def test_a_span_reaches_over_character_references(look):
    number = "".join(f"&#{ord(one)};" for one in "11010519491231002X")
    source = OFFICIAL.format(f"<p>{TEXT}</p><p>号码{number}。</p>")
    [found] = [one for one in look(source).findings if one.code == "personal_data"]
    assert source[found.start : found.end] == number


@pytest.mark.parametrize(
    ("source", "code", "restored"),
    [
        ("務(wù)必公開(kāi)政務(wù)信息，" * 6, "pinyin_notes", "务必公开政务信息，"),
        ("实质性?热莺鸵\ue02a赝暾?。", "private_use", "容和要素完整"),
        ("建立健全?！敝贫龋落实", "mojibake", "制度"),
        ("ÖÐ»ªÈËÃñ¹²ºÍ¹ú", "mojibake", "中华人民共和国"),
        ("中办发〔202130文件", "mojibake", "〔2021〕30号"),
        ("发展的发zhan、政fu、公kai、gong开、信xi、通zhi", "pinyin_notes", "政府"),
    ],
)
def test_it_offers_the_restored_text(look, source, code, restored):
    found = [one for one in look(source).findings if one.code == code]
    assert any(restored in (one.restored or "") for one in found)


def test_a_simplified_line_on_a_traditional_page_is_mixed(look):
    page = "為進一步規範政務公開工作，各鄉鎮應當嚴格執行規定，確保質量。\n" * 4
    found = look(page + "国产视频观看网站链接导航\n").findings
    assert [one.text for one in found if one.code == "script_mix"] == ["国产视频观看网站链接导航"]


def test_the_footer_marks_are_read_and_missing_ones_named(look):
    marks = "<p>网站标识码：1399990001　晋ICP备20009999号-1　晋公网安备 13999902000001号</p>"
    whole = look(OFFICIAL.format(f"<p>{TEXT}</p>{marks}"))
    assert (whole.footer.site_code, whole.footer.icp) == ("1399990001", "晋ICP备20009999号-1")
    assert whole.footer.police == "13999902000001"
    assert "footer_missing" not in codes(whole)
    assert "footer_missing" in codes(look(OFFICIAL.format(f"<p>{TEXT}</p>")))


def listing(*days):
    rows = "".join(
        f"<li><a href='/a{n}'>关于开展某项工作的通知公告</a><span>{day}</span></li>"
        for n, day in enumerate(days)
    )
    return f"<html><head><title>工作动态</title></head><body><ul>{rows}</ul></body></html>"


@pytest.mark.parametrize(
    ("days", "home", "code"),
    [
        (["2026-03-01", "2026-02-01", "2026-01-01"], True, "stale_home"),
        (["2026-03-17", "2026-02-01", "2026-01-01"], False, "stale_column"),
        (["2026-03-18", "2026-02-01", "2026-01-01"], False, None),
        (["2026-03-31", "2020-02-01", "2020-01-01"], True, None),
    ],
)
def test_the_newest_entry_decides_whether_a_list_is_stale(look, days, home, code):
    found = codes(look(listing(*days), home=home)) & {"stale_home", "stale_column"}
    assert found == ({code} if code else set())


def test_an_empty_column_says_so(look):
    assert "empty_column" in codes(
        look("<html><body><h1>规划计划</h1><p>暂无内容</p></body></html>")
    )


@pytest.mark.parametrize(
    "text",
    [
        "发布时间：2026-02-30",
        "发布时间：2027-01-01",
        "发布时间：2026-03-01 成文日期：2026年3月9日",
    ],
)
def test_a_date_that_cannot_be_true_is_doubtful(look, text):
    assert "forged_date" in codes(look(OFFICIAL.format(f"<p>{text}</p>")))


FOOTED = OFFICIAL.format(f"<p>{TEXT}</p><p>网站标识码：1399990001</p>")
CANONICAL = "<link rel='canonical' href='https://www.yunhe.gov.cn/a.html'>"


@pytest.mark.parametrize(
    ("source", "address", "expected"),
    [
        (FOOTED, "https://www.yunhe.gov.cn/a.html", True),
        (FOOTED, "https://www.strange-test.com/a.html", False),
        (CANONICAL + FOOTED, "https://www.strange-test.com/a.html", False),
        (CANONICAL + FOOTED, None, True),
        ("<p>新闻</p>", None, None),
        ("<p>新闻</p>", "https://www.strange-test.com/", None),
        ("<!-- saved from url=(0031)https://www.strange-test.com/ -->" + FOOTED, None, False),
    ],
)
def test_the_host_is_judged_apart_from_the_text(look, source, address, expected):
    report = look(source, address=address, html=True)
    assert report.host_legitimate is expected
    assert not report.polluted


def test_a_converted_copy_is_polluted_and_does_not_stand_where_it_belongs(look):
    report = look("龍亭區務(wù)必公開(kāi)政務(wù)信息，規範專(zhuān)區建設，" * 20)
    assert report.polluted
    assert report.host_legitimate is False
