"""Letters at scale: importing them, the statistics page, the clerk's list, the proof of counters.

    letters.py HOME COUNT

Imports COUNT letters made by recombination into a fresh home, then asks for pages in this
process. The last line is one JSON object. Seconds of the processor stand beside seconds of the
clock, because others may work on the same machine.
"""

import csv
import io
import json
import os
import random
import statistics
import sys
import time
from datetime import date, timedelta
from pathlib import Path

PLACES = "望川街道 南渡街道 清晏街道 禾宁镇 石磨镇 芷溪镇 柳河镇 云台镇".split()
MATTERS = "路灯不亮 油烟扰民 停水多日 物业收费不明 夜间施工 公交不准点 学位紧张 垃圾未清运".split()
WISHES = "请尽快处理 盼望回复 希望有人到现场看看 请告知办理时限 建议定期检查".split()
KINDS = "投诉 求助 咨询 建议 感谢".split()
RATED = "满意 满意 满意 基本满意 不满意".split()
SIGHTS = 15


def write_rows(path: Path, count: int, units: list[str]) -> None:
    """Write an export of a hotline system with as many rows."""
    chance = random.Random(20261122)
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        heads = (
            "工单编号 标题 内容 受理时间 诉求类型 承办单位 来电人 联系电话 答复内容 答复时间 满意度"
        )
        rows.writerow(heads.split())
        for number in range(count):
            place, matter = chance.choice(PLACES), chance.choice(MATTERS)
            text = f"{place}{chance.randint(1, 99)}号附近{matter}，已经{chance.randint(2, 40)}天。"
            text += "，".join(chance.sample(WISHES, 3)) * 2
            received = date(2024, 11, 1) + timedelta(days=chance.randrange(730))
            answered = chance.random() < 0.98
            replied = received + timedelta(days=int(chance.expovariate(0.15)))
            rows.writerow(
                [
                    f"RX{number:08d}", f"{place}{matter}", text, f"{received:%Y/%m/%d} 09:30:00",
                    chance.choice(KINDS), chance.choice(units), "市民", f"0000-{number:08d}",
                    "您反映的问题已转办，现场核实后整改完毕，感谢监督。" if answered else "",
                    f"{replied:%Y-%m-%d}" if answered else "",
                    chance.choice(RATED) if answered else "",
                ]
            )  # fmt: skip


def prepare(home: Path) -> None:
    """Make the home ready: tables, calendar, bodies, people."""
    os.environ["GONGKAI_HOME"] = str(home)
    os.environ["DJANGO_SETTINGS_MODULE"] = "gongkai.project.settings"
    import django

    django.setup()
    from django.core.management import call_command
    from django.utils.timezone import now

    from gongkai.calendars.actions import load_shipped
    from gongkai.project.demo.loading import organisations

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    load_shipped(at=now())
    organisations.load_bodies()
    organisations.load_people()


def bring_in(home: Path, count: int) -> dict[str, float]:
    from django.core.management import call_command

    from gongkai.bodies.models import Body

    codes = list(Body.objects.order_by("path").values_list("code", flat=True)[1:31])
    table, mapping = home / "rows.csv", home / "map.toml"
    write_rows(table, count, codes)
    lines = [
        "[defaults]",
        'body = "office"',
        "[units]",
        *(f'"{code}" = "{code}"' for code in codes),
    ]
    mapping.write_text("\n".join(lines), encoding="utf-8")
    out, begun = io.StringIO(), time.process_time()
    call_command("import_letters", table, channel="hotline", mapping=mapping, json=True, stdout=out)
    told = json.loads(out.getvalue())
    used = time.process_time() - begun
    assert told["added"] + told["rejected"] == count, told
    return {
        "rows": count,
        "rows_per_second": told["rows_per_second"],
        "rows_per_cpu_second": round(count / used),
    }


def page(path: str) -> dict[str, float]:
    """Return what a page costs a clerk: cold the first time, then the middle of many."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from gongkai.bodies.models import User

    client = Client(headers={"host": "localhost"})
    user = User.objects.get(username="clerk")
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    client.get("/healthz")
    clocks, processors = [], []
    for _ in range(SIGHTS):
        clock, processor = time.perf_counter(), time.process_time()
        assert client.get(path).status_code == 200, path
        clocks.append((time.perf_counter() - clock) * 1000)
        processors.append((time.process_time() - processor) * 1000)
    with CaptureQueriesContext(connection) as queries:
        client.get(path)
    own = sum("letters_" in query["sql"] for query in queries.captured_queries)
    return {
        "cold_ms": round(clocks[0], 1),
        "cold_cpu_ms": round(processors[0], 1),
        "cpu_ms": round(statistics.median(processors), 1),
        "queries": len(queries),
        "own_queries": own,
    }


def main() -> int:
    home, count = Path(sys.argv[1]), int(sys.argv[2])
    home.mkdir(parents=True, exist_ok=True)
    prepare(home)
    answer: dict[str, object] = {"letters": count, "import": bring_in(home, count)}
    # The first page of a process pays for its templates; that is no letter's fault.
    page("/letters/")
    answer["numbers"] = page("/letters/numbers/?by=body&since=2024-11")
    answer["numbers_by_month"] = page("/letters/numbers/?by=month&since=2024-11")
    answer["list"] = page("/admin/letters/")
    answer["list_of_all"] = page("/admin/letters/?list=all")
    answer["numbers_of_month"] = page("/admin/letters/numbers/?by=kind&since=2025-11&until=2025-11")
    print(json.dumps(answer))
    return 0


if __name__ == "__main__":
    sys.exit(main())
