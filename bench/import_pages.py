"""How many HTML pages a second `gongkai import_documents` takes in, parse to database, one process.

Pages are made here, in the manner of three common systems, about 20,000 characters each as on
real sites. Run alone it uses a home of its own and prints one line of JSON:

    python bench/import_pages.py [PAGES]
"""

import json
import os
import random
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any

PAGES = 2000
SEED = 20240501
WORDS = (
    "农村 饮水 安全 学校 招生 公开 政府 采购 社会 救助 道路 养护 耕地 保护 应急 演练 就业 培训 医疗 "
    "保障 环境 整治 数字 乡村 项目 资金 监督 检查 群众 服务 规划 建设 部门 责任 落实 标准 公示"
).split()
STYLE = 'style="margin-top: 0px; text-indent: 2em; text-align: justify; font-family: 宋体;"'


def sentence(source: random.Random) -> str:
    """Return some forty characters that read like an official text to a parser."""
    return "，".join("".join(source.choices(WORDS, k=4)) for _ in range(5)) + "。"


def page(number: int) -> str:
    """Return a page; the same for the same number."""
    source = random.Random(SEED + number)  # noqa: S311
    made = date(2015, 1, 1) + timedelta(days=source.randrange(3000))
    facts = {
        "索 引 号：": f"139999/{made:%Y%m}{number:05d}",
        "主题分类：": "综合政务\\政务公开",
        "发文机关：": "青禾县人民政府办公室",
        "成文日期：": f"{made:%Y年%m月%d日}",
        "标　　题：": f"青禾县人民政府办公室关于{''.join(source.choices(WORDS, k=6))}工作的通知",
        "发文字号：": f"青政办〔{made.year}〕{number}号",
        "发布日期：": f"{made + timedelta(days=5):%Y年%m月%d日}",
    }
    title = facts["标　　题："]
    text = "".join(
        f"<p {STYLE}><span style='font-weight: bold;'>（{at}）</span>"
        f"{''.join(sentence(source) for _ in range(4))}</p>"
        for at in range(60)
    )
    body = (
        f"<p align='center'><b>{title}</b></p><p align='center'>{facts['发文字号：']}</p>"
        f"<p>各乡镇人民政府，县政府各部门：</p>{text}"
        f"<p align='right'>青禾县人民政府办公室</p><p align='right'>{facts['成文日期：']}</p>"
    )
    return LAYOUTS[number % len(LAYOUTS)](title, facts, body)


def in_table(title: str, facts: dict[str, str], body: str) -> str:
    rows = "".join(
        f"<tr><td><b>{name}</b></td><td>{value}</td></tr>" for name, value in facts.items()
    )
    return framed(
        title, f"<table>{rows}</table><table><tr><td id='UCAP-CONTENT'>{body}</td></tr></table>"
    )


def in_list(title: str, facts: dict[str, str], body: str) -> str:
    items = "".join(f"<li><span>{name}</span>{value}</li>" for name, value in facts.items())
    return framed(
        title, f"<ul class='info'>{items}</ul><h1>{title}</h1><div class='TRS_Editor'>{body}</div>"
    )


def in_nothing(title: str, facts: dict[str, str], body: str) -> str:
    line = f"<p>发布时间：{facts['发布日期：']} 来源：县政府办公室 字体：[大 中 小]</p>"
    return framed(
        title, f"<div class='box'><h1>{title}</h1>{line}<div class='k1'>{body}</div></div>"
    )


def framed(title: str, inner: str) -> str:
    links = "".join(f"<li><a href='/c{n}/'>栏目{n}</a></li>" for n in range(40))
    return (
        f"<html><head><meta charset='utf-8'><title>{title}_青禾县人民政府</title>"
        f"<script>var a=1;</script></head><body><div class='nav'><ul>{links}</ul></div>{inner}"
        f"<div class='footer'>主办单位：青禾县人民政府办公室　网站标识码：1399990001</div></body></html>"
    )


LAYOUTS = (in_table, in_list, in_nothing)


def bench_import(pages: int = PAGES) -> dict[str, Any]:
    """Import that many pages into the configured database and take them back; return figures."""
    from django.core.management import call_command
    from django.db import transaction

    from gongkai.bodies import actions
    from gongkai.documents.models import Document

    with tempfile.TemporaryDirectory() as folder:
        for number in range(pages):
            Path(folder, f"{number:06d}.html").write_text(page(number), encoding="utf-8")
        with transaction.atomic():
            actions.found(code="bench-import", name="青禾县人民政府", tier="county")
        with Path(os.devnull).open("w") as silence:
            started, used = time.perf_counter(), time.process_time()
            call_command("import_documents", folder, body="bench-import", stdout=silence)
            seconds, cpu = time.perf_counter() - started, time.process_time() - used
            started = time.perf_counter()
            call_command("import_documents", folder, body="bench-import", stdout=silence)
            again = time.perf_counter() - started
    taken = Document.objects.filter(owner__code="bench-import").count()
    return {
        "what": "import of HTML pages",
        "pages": taken,
        "pages_per_second": round(taken / seconds, 1),
        "pages_per_cpu_second": round(taken / cpu, 1),
        "unchanged_pages_per_second": round(taken / again, 1),
    }


def main() -> None:
    """Measure in a home of its own and print one line of JSON."""
    pages = int(sys.argv[1]) if len(sys.argv) > 1 else PAGES
    with tempfile.TemporaryDirectory(prefix="gongkai-bench-") as home:
        os.environ["GONGKAI_HOME"] = home
        os.environ["DJANGO_SETTINGS_MODULE"] = "gongkai.project.settings"
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        print(json.dumps(bench_import(pages), ensure_ascii=False))


if __name__ == "__main__":
    main()
