"""How the finding of hot topics grows: 10,000, 100,000 and, with --million, 1,000,000 letters.

Letters are made by recombination: subjects and texts from a few hundred pieces of our own, one
letter in five about one of a thousand invented matters. The last line is one JSON object.
"""

import json
import random
import resource
import sys
import time
from collections.abc import Iterator
from datetime import datetime, timedelta

from gongkai.trends.topics import terms
from gongkai.trends.topics.letters import Letter
from gongkai.trends.topics.table import topics

SIGNS = "云河安宁东南西北青松明月春江秋水金湖银山红枫白石玉泉长丰永康福临华阳嘉和"
ENDINGS = ("小区", "花园", "新城", "家园", "广场", "社区", "街道", "中学", "市场", "大道")
FAULTS = (
    "夜间施工噪音",
    "油烟直排",
    "路灯不亮",
    "下水道堵塞",
    "垃圾无人清运",
    "停车位紧张",
    "公交车班次少",
    "自来水水压低",
    "电梯故障",
    "物业乱收费",
    "补贴没有发放",
    "违章搭建",
    "学位不足",
    "道路坑洼",
    "绿化被毁",
    "拖欠工资",
)
WORDS = (
    "已经向街道反映过几次没有结果 家里有老人和孩子 每到下雨天就更厉害 希望派人到现场看一看 "
    "附近的商户也很有意见 从去年冬天开始就这样 我们写过联名信 拨打热线后回复说正在办理 "
    "施工单位说手续齐全 周末尤其明显 影响上班和休息 车辆进出十分不便 请给一个明确的答复 "
    "听说隔壁已经整改了 愿意配合工作人员取证 照片可以另外提供"
).split()


def names(random_: random.Random) -> list[str]:
    return ["".join(random_.sample(SIGNS, 3)) + random_.choice(ENDINGS) for _ in range(40_000)]


def letters(count: int) -> Iterator[Letter]:
    random_ = random.Random(7)
    places = names(random_)
    # As many matters as a body of that size would have; the rest are about anything anywhere.
    hot = [(random_.choice(places), random_.choice(FAULTS)) for _ in range(max(10, count // 100))]
    first = datetime(2025, 1, 1)  # noqa: DTZ001
    for number in range(count):
        if random_.random() < 0.2:
            place, fault = random_.choice(hot)
        else:
            place, fault = random_.choice(places), random_.choice(FAULTS)
        body = "，".join(random_.sample(WORDS, 6))
        yield Letter(
            number=str(number),
            user=f"U{random_.randrange(count)}",
            subject=f"{place}{fault}",
            text=f"我住在{place}，{fault}，{body}。",
            received_at=first + timedelta(minutes=number * 500_000 // count),
            likes=random_.randrange(5),
        )


def measure(count: int) -> dict[str, float | int]:
    wall, started = time.perf_counter(), time.process_time()
    found = terms.gather(letters(count))
    hot = topics(found, most=100)
    took = {
        "letters": count,
        "seconds": round(time.perf_counter() - wall, 1),
        "cpu_seconds": round(time.process_time() - started, 1),
        "peak_rss_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "topics": len(hot),
    }
    print(json.dumps(took), flush=True)
    return took


def main() -> None:
    counts = [10_000, 100_000]
    if "--quick" in sys.argv:
        counts = [1_000, 10_000]
    if "--million" in sys.argv:
        counts.append(1_000_000)
    found = [measure(count) for count in counts]
    print(json.dumps({"growth": found}))


if __name__ == "__main__":
    main()
