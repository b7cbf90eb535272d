"""Clean pages for the page scan: invented official texts in four layouts, and hard negatives."""

# ruff: noqa: E501 (markup reads better on one line)

import random
from dataclasses import dataclass

SENTENCES = (
    "为进一步规范政府信息公开工作，保障公众依法获取政府信息，现将有关事项通知如下。",
    "各乡镇人民政府、县政府各部门要高度重视，明确专人负责，按时报送材料。",
    "县自然资源局会同农业农村局开展耕地保护专项检查，重点核查撂荒地块。",
    "符合条件的家庭可以向户籍所在地的街道办事处提出申请，并提交身份证明和收入证明。",
    "本办法自二〇二六年三月一日起施行，有效期五年。",
    "县财政局应当在预算批准后二十日内向社会公开，接受监督。",
    "今年以来，全县新建改建农村公路八十六公里，惠及三十二个行政村。",
    "对逾期未报送的单位，由县政府办公室予以通报，并纳入年度考核。",
    "申请人对答复不服的，可以依法申请行政复议或者提起行政诉讼。",
    "县卫生健康委组织医疗队深入山区开展义诊，为老年人建立健康档案。",
    "项目总投资一千二百万元，其中省级补助资金八百万元，县级配套四百万元。",
    "依申请公开的受理机构为县政务公开办公室，工作时间为周一至周五。",
    "县教育局公布了二〇二六年义务教育阶段学校招生范围，家长可在网站查询。",
    "会议强调，要坚持问题导向，压实属地责任，确保汛期安全。",
    "公共资源交易中心完善了电子招标投标系统，实现全流程网上办理。",
    "创业担保贷款由县人力资源和社会保障局审核，财政给予贴息。",
)
TITLES = (
    "云河县人民政府办公室关于印发《政务公开工作要点》的通知",
    "云河县二〇二六年农村公路建设计划公示",
    "关于开展耕地保护专项检查的通知",
    "云河县财政局预算公开情况说明",
    "云河县义务教育学校招生工作实施办法",
)
NAV = "首页 政务公开 政策文件 互动交流 办事服务 走进云河".split()
FOOTER = (
    "<div class='footer'><p>主办单位：云河县人民政府办公室　联系电话：0999-1234567</p>"
    "<p>网站标识码：1399990001　晋ICP备20009999号-1　晋公网安备 13999902000001号</p>"
    "<p><a href='/sitemap.html'>网站地图</a></p></div>"
)


@dataclass(frozen=True)
class Clean:
    """A clean page in parts, so that something can be put between them."""

    title: str
    paragraphs: tuple[str, ...]
    layout: int

    def html(
        self,
        *,
        title: str | None = None,
        head: str = "",
        first: str = "",
        middle: str = "",
        last: str = "",
        behind: str = "",
        paragraphs: tuple[str, ...] | None = None,
    ) -> str:
        """Return the page with pieces put in: in the head, before, in and after the text, behind it."""
        texts = paragraphs or self.paragraphs
        half = len(texts) // 2
        body = "".join(f"<p>{text}</p>" for text in texts[:half])
        body += middle + "".join(f"<p>{text}</p>" for text in texts[half:])
        nav = "".join(f"<li><a href='/c{n}/'>{name}</a></li>" for n, name in enumerate(NAV))
        name = self.title if title is None else title
        inner = LAYOUTS[self.layout % len(LAYOUTS)].format(title=self.title, body=body)
        return (
            "<!DOCTYPE html><html><head><meta charset='utf-8'>"
            f"<title>{name}_云河县人民政府</title><meta name='keywords' content='云河县,政务公开'>"
            f"<script src='/js/jquery.min.js'></script>{head}</head><body>{first}"
            f"<ul class='nav'>{nav}</ul>{inner}{FOOTER}{last}</body></html>{behind}"
        )


LAYOUTS = (
    "<div class='article'><h1>{title}</h1><p>发布时间：2026-03-05 来源：县政府办公室</p>{body}</div>",
    "<table width='100%'><tr><td><b>{title}</b></td></tr><tr><td id='zoom'>{body}</td></tr></table>",
    "<div class='TRS_Editor' style='font-size:16px;line-height:2'>{body}</div>",
    "<div id='UCAP-CONTENT'><h2>{title}</h2><div style='text-indent:2em'>{body}</div></div>",
)


def invented(number: int) -> Clean:
    """Return an invented clean page; the same for the same number."""
    source = random.Random(7000 + number)
    return Clean(
        source.choice(TITLES),
        tuple("".join(source.choices(SENTENCES, k=3)) for _ in range(source.randint(4, 9))),
        number,
    )


HARD_NEGATIVES: dict[str, str] = {
    "language menu": "<p>한국어 Русский языкEnglishFrançaisIndonesianSanskrit日本語DeutschPortuguêsΕλληνικάespañol"
    "Italianoالعربية ภาษาไทย Tiếng Việt</p>",
    "pinyin lesson": "<h1>推广普通话：易读错的字</h1><p>拼音练习：奥(ào)运、处(chǔ)理、档(dàng)案、符(fú)合、供(gōng)给、"
    "混(hùn)淆、即(jí)使、拘(jū)泥、框(kuàng)架、勉强(qiǎng)、氛(fēn)围、质(zhì)量、潜(qián)力、卓(zhuó)越、刊载(zǎi)。</p>",
    "rare name": "<p>该村第一书记为王龑（yǎn）同志，副书记为李堃（kūn）同志。</p>",
    "police news": "<h1>县公安局破获一起跨境网络赌博案</h1><p>近日，县公安局民警成功侦破一起利用百家乐、六合彩、时时彩等形式"
    "开设赌场的案件，抓获犯罪嫌疑人12名，扣押涉案资金300余万元。警方提醒：网络赌博平台、棋牌游戏、体育投注、彩票代理"
    "都是骗局，切勿下载赌博软件。该团伙以“澳门威尼斯人”“新葡京”“皇冠体育”名义设立网站，以真人百家乐、老虎机、捕鱼游戏招揽赌客。</p>",
    "anti-porn notice": "<h1>关于开展“扫黄打非”专项行动的通告</h1><p>严禁制作、复制、出版、贩卖、传播淫秽色情视频、成人网站链接、"
    "裸聊直播、色情小说、无码毛片等违法有害信息，举报电话12318。</p><ul><li>严厉打击网络淫秽色情、卖淫嫖娼、招嫖信息</li>"
    "<li>严厉打击代开发票、办假证、刻章办证、买卖银行卡四件套</li><li>严厉打击套路贷、黑户贷款、征信修复诈骗</li></ul>",
    "fraud warning": "<h1>防范电信网络诈骗宣传手册</h1><p>常见骗局：刷单返利、虚假投资理财、虚假网络贷款（无抵押、秒到账、"
    "不看征信）、冒充客服退款、裸聊敲诈、杀猪盘、游戏外挂及代练交易、注销校园贷、代办信用卡提额。</p>",
    "drug notice": "<h1>药品监督管理局关于查处假药的通报</h1><p>现场查获标示为“伟哥”“万艾可”“印度神油”“壮阳”等产品"
    "1200盒，经检验均含有西地那非，属于假药，已移送公安机关。</p>",
    "contract numbers": "<table><tr><th>合同编号</th><th>金额</th></tr><tr><td>202603150001200345</td><td>1200</td></tr>"
    "<tr><td>110105202603154321</td><td>3400</td></tr></table><p>统一社会信用代码：91110000600037341L</p>",
    "phone list": "<table><tr><th>部门</th><th>监督电话</th></tr><tr><td>纪委</td><td>13912345678</td></tr>"
    "<tr><td>信访局</td><td>13812345679</td></tr><tr><td>环保局</td><td>0999-12345678</td></tr></table>",
    "lottery": "<h1>县民政局彩票公益金使用情况公告</h1><p>福利彩票销售网点、体育彩票竞彩店年度销售额、双色球开奖结果以中彩中心公告为准，"
    "彩票公益金用于养老服务设施建设。</p>",
    "lottery opening": "<p>第2026030期 福彩3D 开奖结果 体彩排列三 超级大乐透 七星彩 快乐8 开奖公告</p>",
    "mobile menu": "<div class='m-menu' style='display:none'><ul><li><a href='/a'>首页</a></li><li><a href='/b'>要闻</a></li>"
    "<li><a href='https://www.gov.cn/'>中国政府网</a></li></ul></div>",
    "counter": "<div style='display:none'><script src='https://s4.cnzz.com/z_stat.php?id=1&web_id=1'></script></div>"
    "<script>var _hmt=_hmt||[];(function(){var hm=document.createElement('script');hm.src='https://hm.baidu.com/hm.js?0a1b';"
    "var s=document.getElementsByTagName('script')[0];s.parentNode.insertBefore(hm,s);})();</script>",
    "mobile redirect": "<script>if(/Android|iPhone|iPad/i.test(navigator.userAgent)){window.location.href='/m/index.html';}</script>",
    "baidu push": "<script>(function(){var bp=document.createElement('script');var p=window.location.protocol.split(':')[0];"
    "bp.src=p==='https'?'https://zz.bdstatic.com/linksubmit/push.js':'http://push.zhanzhang.baidu.com/push.js';"
    "document.body.appendChild(bp);})();</script>",
    "conac": "<script>document.write(unescape(\"%3Cspan id='_ideConac' %3E%3C/span%3E%3Cscript src='https://dcs.conac.cn/js/04/060/0000/"
    "60429912/CA040600000604299120001.js' type='text/javascript'%3E%3C/script%3E\"));</script>",
    "friends": "<div class='links'><a href='http://www.gov.cn/'>中国政府网</a><a href='http://www.shanxi.gov.cn'>省政府</a>"
    "<a href='http://www.people.com.cn'>人民网</a><a href='http://www.yhxww.com'>云河新闻网</a></div>",
    "scripts": "<script>function doZoom(size){document.getElementById('zoom').style.fontSize=size+'px';}"
    "function go(u){window.open(u);}</script><a href=\"javascript:doZoom(16)\">大</a><a href='javascript:window.print()'>打印</a>",
    "traditional": "<p>歡迎訪問雲河縣人民政府網站繁體版，本頁提供政務公開、辦事服務、互動交流、走進雲河等欄目，內容由簡體版自動轉換。</p>",
    "farming": "<p>我县草莓、蜜桃、葡萄、樱桃采摘园开园，麻豆镇新茶上市，品茶文化节同期举办；禁渔期内严禁捕鱼，出入口交通有序。</p>",
    "classical": "<p>《诗经》云：关关雎鸠，在河之洲。窈窕淑女，君子好逑。参差荇菜，左右流之。蒹葭苍苍，白露为霜。</p>",
    "loans": "<p>小额贷款公司名单公示：云河县诚信小额贷款有限公司，贷款利率依法公开，创业担保贷款贴息，助学贷款、扶贫小额信贷办理流程。</p>",
    "services": "<meta name='keywords' content='公章刻制,身份证办证,毕业证遗失,学位证认证,发票代开,驾照换证,职称查重'>"
    "<p>办事指南：居住证办证、毕业证遗失补办、学位证认证、发票代开、驾照换证、印章刻章备案、论文查重服务、学历办理进度查询。</p>",
    "tabs": "<div style='display:none'><ul><li><a href='/1'>县公安局侦破一起网络赌博案 涉案资金上亿元</a></li>"
    "<li><a href='/2'>警方提醒：真人百家乐、棋牌平台都是骗局</a></li><li><a href='/3'>我县开展成人高考报名工作</a></li></ul></div>",
    "names of places": "<p>金沙县、永利村、皇冠街道、银河社区、半岛新区、开云镇、乐鱼渔业合作社、威尼斯水城项目、澳门特别行政区政府经贸代表团来访。</p>",
    "sports": "<p>县教育体育局举办全民健身运动会，足球、篮球、棋牌、电竞等项目报名平台：云河体育公众号，比分实时公布，欢迎注册登录。</p>",
    "long alt": "<img src='/a.jpg' alt='县领导调研乡村振兴产业园草莓采摘基地、新茶加工、电商直播情况'>",
    "english": "<p>Cloudriver County welcomes investment. Slots for visitors, discount for seniors, online booking, jackpot of history.</p>",
    "sms platform": "<script>var url='http://www.yunhe.gov.cn/api';function go(){location.href=url+'?id='+id;}</script>"
    "<iframe src='https://www.yunhe.gov.cn/banner.html' width='100%' height='60' frameborder='0'></iframe>",
    "search box": "<form action='https://www.baidu.com/baidu' target='_blank'><input name='wd'><input type='hidden' name='ie' value='utf-8'></form>",
    "viewstate": "<input type='hidden' name='__VIEWSTATE' value='dDwtMTA2MDQ2NTQ2Njt0PDtsPGk8MT47PjtsPHQ8O2w8aTwxPjtpPDM+Oz47bDx0PHA8cDxs'>",
    "inline picture": "<img src='data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='>",
    "letters apart": "<h1>云 河 县 人 民 政 府 公 报</h1><p>姓 名：　　性 别：　　目 录</p>",
}


def hard_negative(name: str) -> str:
    """Return a clean page around a text that looks like trouble."""
    return invented(len(name)).html(middle=HARD_NEGATIVES[name])
