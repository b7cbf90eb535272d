"""Words that citizens use and words that documents use for the same thing.

Each line is one thing. A word of the question is also taken as found where another word of its
line stands, for a little less.
"""

_LINES = """
公积金 住房公积金
社保 社会保险 社会保险费
医保 医疗保险 基本医疗保险
养老金 退休金 基本养老金 养老保险待遇
低保 最低生活保障
优惠 减免 优惠政策 扶持
福利 优惠 补贴 待遇
补贴 补助 津贴 奖补 资助
补助 补贴 救助金 资助
举措 措施 办法
措施 举措 做法 办法
罚款 处罚 行政处罚
惩罚 处罚 惩处
钱 资金 款项 费用 金额
多少钱 费用 金额 标准 收费标准
材料 资料 证件 要件
手续 流程 程序 材料
流程 程序 步骤 手续
网上 线上 在线 非接触式 掌上
线上 网上 在线 非接触式
手机 掌上 app 移动端
营业 开业 经营
开工 复工 施工
复工 开工 复产
上学 入学 就读
入学 上学 招生 报名
读书 就学 上学
看病 就医 就诊 诊疗
报销 支付 报付 结算
租房 租赁 承租 租金
房租 租金
买房 购房
卖房 售房 出售
办证 领证 申领 办理
过户 转移登记
结婚 婚姻登记
户口 户籍 落户
落户 户口迁移 迁入
孩子 儿童 子女 学生
小孩 儿童 幼儿
老人 老年人
残疾人 残障 残疾
农民 农户 村民
打工 务工 就业
找工作 就业 求职
失业 待业 下岗
辞退 裁员 解除劳动合同
工资 薪酬 劳动报酬
拖欠 欠薪 欠付
小企业 中小企业 中小微企业 小微企业
交税 纳税 缴税
免税 免征 减免
征税 纳税 征收
延期 延长 缓缴 顺延
期限 时限 时间 多久
电话 热线 联系方式
地址 地点 位置
垃圾 废弃物
噪音 噪声
污水 废水
车 车辆
司机 驾驶员
口罩 防护用品
隔离 医学观察
医生 医师 医务人员 医护人员
护士 医护人员 医务人员
证明 证明材料
登记 申报
申请 申报 办理
投诉 举报 反映
电子发票 发票
拆迁 征收 搬迁
"""

ALIKE: dict[str, tuple[str, ...]] = {}
for _line in _LINES.strip().splitlines():
    _first, *_others = _line.split()
    ALIKE[_first] = tuple(dict.fromkeys((*ALIKE.get(_first, ()), *_others)))
