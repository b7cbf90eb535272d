"""The labels under which Chinese government sites state the facts of a document.

Keys are written without white space and colon (索 引 号： is 索引号). A strong label says what it
means; a weak one (时间, 来源) counts only where no strong one speaks. Labels that state nothing
for us are listed too: they end the value before them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum

from gongkai.documents.rules.importing.found import Field


class Strength(IntEnum):
    """How far a label can be trusted."""

    IGNORED = 0
    WEAK = 1
    STRONG = 2


@dataclass(frozen=True, slots=True)
class Label:
    """What a label states; a field of None states nothing that a document keeps.

    Where one table has two labels of a field (发文机关 and 发布机构), the lower `place` wins: the
    names below stand in the order in which they are believed.
    """

    field: Field | None
    strength: Strength
    place: int = 0


_STRONG: Mapping[Field, str] = {
    Field.INDEX_NUMBER: (
        "索引号 信息索引号 公开索引号 政府信息索引号 索引码 信息索引 索取号 信息索取号 "
        "文件索引号 公文索引号"
    ),
    Field.TOPIC: (
        "主题分类 分类 信息分类 主题类别 内容分类 信息类别 主题名称 所属主题 公文主题分类 分类词 "
        "主题分类名称 主题信息分类 信息主题分类 公开主题分类 所属分类 文件分类 公文分类 信息主题"
    ),
    Field.ISSUER: (
        "发文机关 发文单位 发文机构 发文部门 制发机关 制文机关 制定机关 制定单位 制定部门 "
        "成文单位 成文机关 印发机关 印发单位 颁布机关 颁发机关 发文主体 发文机关名称 发文处室 "
        "制作机关 制作单位 发布机构 发布单位 发布机关 发布部门 文件发布机关 公布机关 公布单位 "
        "发布主体 发布机构名称 发布者 信息发布机构 公开机构 公开单位 公开机关 公开主体 "
        "信息公开单位 信息公开机构 公开责任部门 责任部门 生成单位 产生单位 信息产生单位 提供单位 "
        "信息提供单位 所属机构 所属单位 牵头部门 联合发文单位"
    ),
    Field.TITLE: (
        "标题 名称 信息名称 文件名称 文件标题 公文标题 公文名称 政策名称 政策标题 题名 信息标题 "
        "文件名 文章标题 法规名称 规章名称 公开标题"
    ),
    Field.DOCUMENT_NUMBER: (
        "发文字号 文号 公文文号 发文文号 文件文号 文件字号 发文号 公文编号 发文编号 文件号 "
        "政策文号 公文字号 文件编号 文书号 发布文号 文件发文字号 政策文件号 公文号 令号"
    ),
    Field.MADE_ON: (
        "成文日期 生成日期 成文时间 生成时间 产生日期 产生时间 制定日期 制发日期 签发日期 "
        "签发时间 信息生成日期 信息生成时间 成文日 制作日期 形成日期 形成时间 信息形成日期 "
        "文件生成日期 公文生成日期 公文成文日期 通过日期 印发日期 印发时间 信息产生日期 落款日期 "
        "拟文日期"
    ),
    Field.PUBLISHED_ON: (
        "发布日期 发布时间 公开日期 公布日期 公开时间 公布时间 上网日期 上网时间 发稿时间 "
        "发表时间 发布于 信息公开日期 发布日 信息发布日期 信息发布时间 上传日期 上传时间 "
        "颁布日期 颁布时间 网上发布日期 公示日期 发表日期 发稿日期"
    ),
    Field.EFFECTIVE_ON: (
        "实施日期 施行日期 生效日期 生效时间 实施时间 施行时间 执行日期 执行时间 起效日期"
    ),
    Field.EXPIRES_ON: (
        "废止日期 失效日期 终止日期 失效时间 废止时间 有效期至 有效期截止 有效期截至 终止时间 "
        "有效期限至 废止失效日期 失效废止日期 有效期止"
    ),
    Field.VALIDITY: (
        "有效性 效力状态 时效性 文件状态 时效 文件效力 效力 有效状态 是否有效 信息有效性 "
        "时效状态 有效性状态 文件有效性 时效性状态 法规状态 规范性文件有效性 效力情况"
    ),
    Field.KEYWORDS: "主题词 关键词 关键字 公文主题词 主题关键词 内容关键词",
    Field.GROUP_CATEGORY: "组配分类 组配 组配分类名称 信息组配分类 公开类目 所属栏目 栏目名称",
    Field.KIND: (
        "体裁 体裁分类 公文种类 文种 公文体裁 文件种类 文件类型 文件类别 信息体裁 公文类型 "
        "政策类型 文体"
    ),
    Field.SUMMARY: "内容概述 摘要 内容摘要 信息摘要 概述 内容简介 简介 信息概述 信息内容概述 导读",
}
_WEAK: Mapping[Field, str] = {
    Field.ISSUER: (
        "来源 信息来源 文章来源 稿件来源 供稿单位 供稿 来源单位 发文 发布 文章出处 稿源 内容来源 "
        "作者 出处 撰稿单位 信息提供"
    ),
    # 发文日期 is the day on the document or the day it went out; see facts.settled.
    Field.PUBLISHED_ON: "时间 日期 更新时间 更新日期 发文日期 发文时间 录入时间 登记日期 日期时间",
    Field.TOPIC: "主题 类别 类型 服务对象分类",
    Field.DOCUMENT_NUMBER: "编号 字号",
    Field.SUMMARY: "描述",
}
SENT_ON = frozenset({"发文日期", "发文时间"})
_IGNORED = (
    "公开方式 公开范围 公开时限 公开属性 公开形式 公开类别 公开程序 公开类型 信息公开类别 "
    "主动公开 公开依据 字体 字体大小 字体大中小 文字大小 浏览次数 浏览量 阅读次数 阅读量 阅读 "
    "点击数 点击量 点击次数 点击率 点击 浏览 访问次数 访问量 人气 打印 打印本页 关闭 关闭窗口 "
    "收藏 分享 分享到 责任编辑 编辑 审核 审核人 初审 复审 终审 校对 签发 签发人 监制 载体类型 "
    "载体形式 载体 记录形式 文件格式 信息格式 格式 语种 语言 版式 登记号 统一编号 "
    "规范性文件统一编号 统一登记号 有效期 有效期限 适用范围 服务对象 适用对象 联系方式 联系电话 "
    "联系人 电话 传真 邮编 地址 附件 附件下载 相关附件 下载 相关文件 相关链接 相关解读 相关阅读 "
    "扫一扫 二维码 所在位置 当前位置 您的位置 您现在的位置 您当前的位置 当前栏目 位置 上一篇 "
    "下一篇 上一条 下一条 主办 承办 主办单位 承办单位 网站标识码 备案号 大 中 小 序号 号码 备注 "
    "信息所属 信息编号 信息代码 信息标识 生命周期 保存期限 密级 紧急程度 阅读数 字数 稿件编号 "
    "正文 内容 信息内容 正文内容 发文目录 目录 评论 我要纠错 纠错 语音播报 朗读 视力保护色 "
    "背景色 公开目录 公开责任人 抄送 主送 主送机关 解读 政策解读 解读机关 部门 专题 来源网站"
)


def _table() -> dict[str, Label]:
    known = {name: Label(None, Strength.IGNORED) for name in _IGNORED.split()}
    for names, strength in ((_WEAK, Strength.WEAK), (_STRONG, Strength.STRONG)):
        for field, spelled in names.items():
            names_of_field = enumerate(spelled.split())
            known |= {name: Label(field, strength, place) for place, name in names_of_field}
    return known


LABELS: Mapping[str, Label] = _table()
LABEL_CHARACTERS_MAX = max(map(len, LABELS))


def with_own(own: Iterable[tuple[str, Field | None]]) -> Mapping[str, Label]:
    """Return the table with labels that one site uses; they are strong."""
    added = {
        name: Label(field, Strength.STRONG if field else Strength.IGNORED) for name, field in own
    }
    return {**LABELS, **added} if added else LABELS
