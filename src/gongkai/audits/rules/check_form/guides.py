"""Service guides: the eight classes of elements that veto W6 asks for (国办秘函〔2019〕19号)."""

ELEMENTS: dict[str, tuple[str, ...]] = {
    "事项名称": ("事项名称", "服务名称", "办理事项"),
    "设定依据": ("设定依据", "办理依据", "法律依据", "政策依据"),
    "申请条件": ("申请条件", "办理条件", "受理条件", "服务对象", "申请对象"),
    "办理材料": ("办理材料", "申请材料", "所需材料", "提交材料", "带什么", "材料清单"),
    "办理地点": ("办理地点", "受理地点", "办公地址", "地址", "在哪里办"),
    "办理时间": ("办理时间", "办公时间", "工作时间", "受理时间", "办结时限", "办理时限"),
    "联系电话": ("联系电话", "咨询电话", "电话"),
    "办理流程": ("办理流程", "办理程序", "办事流程", "办理步骤", "怎么办"),
}


def missing(text: str) -> tuple[str, ...]:
    """Return the classes of elements of which a guide says nothing."""
    return tuple(
        name for name, words in ELEMENTS.items() if not any(word in text for word in words)
    )
