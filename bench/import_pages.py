"""How many HTML pages a second `gongkai import_documents` takes in, parse to database, one process.

Pages are made here, in the manner of three common systems. They hold about 4,000 characters of
text in 20,000 of markup, as the pages of the State Council's site do on average. The search index
is brought up to date at the end of an import; that is timed apart. Run alone it uses a home of its
own and prints one line of JSON:

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
    "农村 饮水 安全 学校 招生 公开 政府 采购 社会 救助 道路 养护 耕地 保护 应急 演练 就业 培训 "
    "医疗 保障 环境 整治 数字 乡村 项目 资金 监督 检查 群众 服务 规划 建设 部门 责任 落实 标准 公示"
).split()
STYLE = (
    'style="margin-top: 0px; margin-bottom: 0px; text-indent: 2em; text-align: justify; '
    'font-family: 宋体; font-size: 12pt; line-height: 1.75;"'
)


def sentence(source: random.Random) -> str:
    """Return some forty characters that read like an official text to a parser."""
    return "，".join("".join(source.choices(WORDS, k=4)) for _ in range(5)) + "。"


def page(number: int) -> str:
    """Return a page; the same for the same number."""
    source = random.Random(SEED + number)
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
        f"<p {STYLE}><span style='font-family: 楷体, 楷体_GB2312;'>（{at}）</span>"
        f"<span style='font-family: 宋体;'>{sentence(source)}{sentence(source)}</span></p>"
        for at in range(44)
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
        "<div class='footer'>主办单位：青禾县人民政府办公室　网站标识码：1399990001</div>"
        "</body></html>"
    )


LAYOUTS = (in_table, in_list, in_nothing)


def bench_import(pages: int = PAGES) -> dict[str, Any]:
    """Import that many pages into the configured database as a new body's; return figures."""
    from gongkai.bodies import actions
    from gongkai.documents.models import Document
    from gongkai.search.work import catch_up

    catch_up()  # an index is there, as on a site that stands
    code = f"bench-import-{time.time_ns()}"
    actions.found(code=code, name="青禾县人民政府", tier="county")
    with tempfile.TemporaryDirectory() as folder:
        for number in range(pages):
            Path(folder, f"{number:06d}.html").write_text(page(number), encoding="utf-8")
        first = timed_import(folder, code)
        again = timed_import(folder, code)
    taken = Document.objects.filter(owner__code=code).count()
    assert taken == pages, f"{taken} of {pages} pages were imported"
    return {
        "what": "import of HTML pages",
        "pages": pages,
        "pages_per_second": round(pages / (first["all"] - first["index"]), 1),
        "pages_per_cpu_second": round(pages / (first["cpu"] - first["index_cpu"]), 1),
        "pages_per_second_with_index": round(pages / first["all"], 1),
        "unchanged_pages_per_second": round(pages / again["all"], 1),
    }


def timed_import(folder: str, code: str) -> dict[str, float]:
    """Run the command; return seconds in all and in the index, by the clock and of this process."""
    from django.core.management import call_command

    from gongkai.documents.management.commands import import_documents

    told = {"index": 0.0, "index_cpu": 0.0}
    catch_up = import_documents.catch_up

    def timed() -> bool:
        started, used = time.perf_counter(), time.process_time()
        done = catch_up()
        told["index"] = time.perf_counter() - started
        told["index_cpu"] = time.process_time() - used
        return done

    import_documents.catch_up = timed
    started, used = time.perf_counter(), time.process_time()
    try:
        with Path(os.devnull).open("w") as silence:
            call_command("import_documents", folder, body=code, stdout=silence)
    finally:
        import_documents.catch_up = catch_up
    told["all"] = time.perf_counter() - started
    told["cpu"] = time.process_time() - used
    return told


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
