"""What the injected pages of the evaluation say: phrases as advertisers write them, and hosts."""

# ruff: noqa: E501 (markup reads better on one line)

import random

PHRASES = """
澳门永利赌场官网注册送88元 真人百家乐在线平台 六合彩今晚开奖结果 欧冠足球投注网站 亚博体育app官方下载 开云体育登录入口 电子游艺送彩金 时时彩计划软件
棋牌游戏平台提现秒到 新葡京娱乐城官方网站 北京赛车pk10直播 威尼斯人国际娱乐 皇冠足球比分网 网上赌场开户 bet365备用网址 捕鱼达人真钱版 金沙城中心娱乐场 体育外围投注平台
日韩无码高清免费视频 欧美成人在线观看 国产自拍偷拍第一页 久久精品国产亚洲 午夜福利影院免费看 人妻中文字幕在线 91精品国产综合久久 亚洲色图欧美激情 成人av免费播放 黄色网站在线观看
一级毛片免费观看 少妇自慰喷水视频 美女裸体直播平台 韩国三级伦理片大全 久草在线免费资源 天天操夜夜爽 制服丝袜诱惑写真 精品国产三级a在线观看
同城约炮上门服务 高端外围模特预约 酒店上门按摩包夜 学生妹兼职空降到付 嫩茶海选品茶喝茶 楼凤信息真实验证
黑户贷款秒下款 无抵押信用贷款当天放款 信用卡代还套现 征信修复包过 私人放款空放 网贷口子不看征信
办理本科毕业证书 刻章办证诚信第一 代开增值税发票 四六级证书代办 毕业论文代写代发 驾照买分消分 学历提升包过 假文凭制作
催情迷药货到付款 代孕生男孩包成功 伟哥印度神油批发 专业治疗阳痿早泄 听话水哪里有卖 无痛人流医院排名
传奇私服新开网站 热血传奇sf发布网 绝地求生外挂辅助 黑客接单定位查人 qq刷赞自助下单 手机窃听器监听软件 气枪货到付款 蜘蛛池站群出租
online casino bonus free spins|cheap viagra online pharmacy|slot gacor maxwin hari ini|buy cialis tadalafil|best sportsbook betting odds|replica rolex watches cheap
"""
HOSTS = """
www.yabo8899.com bet365-vip.top kaiyun-app.xyz www.av91.tv www.hg0088888.com pg-slot88.vip www.xpj9999.cc qipai666.com caipiao77.icu daikuan58.top www.sifu999.com bocai168.net
www.kxzz8.com jx-tools.win hjk3d.club www.dgfs5566.com m.cnsexy.me lottery-777.online www.0755seo.net
"""
PLAIN_HOSTS = "www.hydfjx.com www.shengtaiwang.com blog.tianyake.net www.mbvkdw.com www.szjhmy.com"


def phrases() -> list[str]:
    return [one.strip() for line in PHRASES.strip().splitlines() for one in _split(line)]


def _split(line: str) -> list[str]:
    return line.split("|") if "|" in line else line.split()


def host(source: random.Random) -> str:
    return source.choice(HOSTS.split())


def chain(source: random.Random, joint: str | None = None, least: int = 3, most: int = 8) -> str:
    """Return phrases joined as keyword chains are."""
    joint = joint or source.choice(["_", ",", "|", " ", "-", "，", "、"])
    return joint.join(source.sample(phrases(), source.randint(least, most)))
