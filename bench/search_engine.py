"""How fast and how true the search index is.

Run from the project's root:

    GONGKAI_REFERENCE=FOLDER .venv/bin/python bench/search_engine.py HOME [COUNT]

Builds COUNT documents (200,000) by putting paragraphs of real texts together anew, the same every
time, and indexes them in HOME. The paragraphs come from the laws and policies under
GONGKAI_REFERENCE, or from a few sentences of our own where that is not set. Prints a table and one
line of JSON; exits 1 when a promise is broken.
"""

import json
import os
import random
import re
import resource
import sys
import time
from array import array
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gongkai.search.rules.entry import Entry
    from gongkai.search.rules.query import Query

Answer = dict[str, Any]

DOCUMENTS_PER_SECOND, RSS_MB, P95_MS, RECALL = 2000, 1024, 10.0, 0.995
WORDS = 500
ROUNDS = 300
BODIES = 40
KINDS = ("notice", "rule", "opinion", "plan", "answer", "report", "budget", "list", "law", "other")
VALIDITIES = ("in_force", "in_force", "in_force", "amended", "repealed", "lapsed")
TOPICS = tuple(f"topic-{number}" for number in range(120))

OWN_WORDS = (
    "政府信息公开 财政预算 决算 义务教育 招生 入学 医疗救助 住房公积金 提取 养老服务 社会保险 "
    "就业创业 环境保护 大气污染 水源 土地征收 补偿标准 安置 农村 危房改造 乡村振兴 食品安全 "
    "监督检查 行政处罚 行政许可 办事指南 公共资源 交易 招标 采购 应急预案 防汛 抗旱 安全生产 "
    "道路 交通 城市管理 垃圾分类 文物 旅游 图书馆 体育 残疾人 妇女儿童 退役军人 优抚 救助 低保 "
    "统计 审计 税收 优惠 企业 营商环境"
).split()
OWN_SENTENCES = (
    "为了做好{0}工作，根据有关规定，结合本县实际，现就{1}有关事项通知如下。",
    "各乡镇人民政府、县政府有关部门应当加强{0}和{1}，按照职责分工抓好落实。",
    "申请{0}的，应当向所在地提出书面申请，并提交{1}的证明材料，受理机关应当自收到之日起二十个工作日内答复。",
    "{0}由主管部门负责解释，自发布之日起施行，有效期五年，原有关{1}的规定同时废止。",
    "全年{0}完成情况：共办理{1}事项若干件，按时办结率、群众满意率均有提高。",
    "第{2}条 违反本办法关于{0}的规定，由县级以上人民政府{1}主管部门责令限期改正。",
)


def paragraphs() -> tuple[list[str], list[str]]:
    """Return the paragraphs and titles that documents are put together from."""
    reference = os.environ.get("GONGKAI_REFERENCE", "")
    if not reference:
        return _own_paragraphs()
    parts, titles = [], []
    for text, name in _texts(Path(reference)):
        titles.append(name)
        for part in re.split(r"[\n\u3000]+", text):
            if 10 < len(stripped := part.strip()) < 800:
                parts.append(stripped)
    return parts, [title for title in titles if title]


def _texts(reference: Path) -> Iterator[tuple[str, str]]:
    """Yield text and title, a few rows at a time: what waits here is no cost of the index."""
    import pyarrow.parquet as parquet

    for file, name in (("laws/laws.parquet", "name"), ("policies/hebei.parquet", "title")):
        for batch in parquet.ParquetFile(reference / file).iter_batches(64, columns=["text", name]):
            for row in batch.to_pylist():
                if row["text"]:
                    yield row["text"], row[name]


def _own_paragraphs() -> tuple[list[str], list[str]]:
    chance = random.Random(7)
    made = [
        chance.choice(OWN_SENTENCES).format(*chance.sample(OWN_WORDS, 2), chance.randrange(1, 99))
        for _ in range(20_000)
    ]
    titles = [
        f"关于{one}{other}的{kind}"
        for one in OWN_WORDS
        for other in OWN_WORDS[::5]
        for kind in ("通知", "意见", "办法")
    ]
    return made, titles


class Parts(Sequence[str]):
    """Paragraphs in one string: what the bench itself holds is no cost of the index."""

    def __init__(self, parts: list[str]) -> None:
        self.text = "".join(parts)
        self.ends = array("L", accumulate(map(len, parts)))

    def __len__(self) -> int:
        return len(self.ends)

    def __getitem__(self, place: Any) -> Any:
        return self.text[self.ends[place - 1] if place else 0 : self.ends[place]]


class Corpus:
    """The documents, each made from its number alone, as a source of the index."""

    name = "bench"

    def __init__(self, count: int) -> None:
        self.count = count
        parts, self.titles = paragraphs()
        self.parts = Parts(parts)
        # Bytes that the bench itself holds, and the process that rebuilds an index does not.
        self.held = sum(map(sys.getsizeof, (self.parts.text, self.parts.ends, *self.titles)))

    def keys(self) -> Iterator[str]:
        return map(str, range(self.count))

    def load(self, keys: Sequence[str]) -> Iterator["Entry"]:
        return (self.entry(int(key)) for key in keys)

    def entry(self, number: int) -> "Entry":
        """Return one document: 3 to 80 paragraphs, 12 in the middle."""
        from gongkai.search.rules.entry import Entry

        chance = random.Random(number)
        size = int(min(80, max(3, chance.lognormvariate(2.5, 0.7))))
        body = chance.randrange(BODIES)
        day = date(2001, 1, 1) + timedelta(days=chance.randrange(9000))
        return Entry(
            key=str(number),
            source=self.name,
            kind=chance.choice(KINDS),
            title=self.titles[number % len(self.titles)],
            text="\n".join(chance.choices(self.parts, k=size)),
            url=f"/open/{number}/",
            body_code=f"bench-{body}",
            body_name=f"第{body}局",
            body_path=f"000001{body:06}",
            topic=chance.choice(TOPICS),
            document_number=f"清政发〔{day.year}〕{number}号" if number % 3 else "",
            published_on=day,
            validity=chance.choice(VALIDITIES),
        )


def index_all(corpus: Corpus) -> Answer:
    """Build the index and return its speed and cost."""
    from gongkai.search import actions, folders

    started = time.perf_counter()
    actions.rebuild(lambda done, total: _say(f"indexed {done} of {total}"))
    seconds = time.perf_counter() - started
    folder = folders.root() / folders.current()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {
        "documents": corpus.count,
        "index_seconds": round(seconds, 1),
        "documents_per_second": round(corpus.count / seconds),
        "index_mb": round(sum(path.stat().st_size for path in folder.iterdir()) / 1e6),
        "index_peak_rss_mb": round(peak / 1024 - corpus.held / 2**20),
        "own_texts_mb": round(corpus.held / 2**20),
    }


def sampled_words(corpus: Corpus) -> list[str]:
    """Return words of 2 to 4 characters: half dictionary words, half any stretch of a text."""
    from gongkai.search.rules.segments import words

    chance = random.Random(11)
    found: dict[str, None] = {}
    # Our own few sentences may not hold so many different words: then there are fewer.
    for attempt in range(WORDS * 20):
        if len(found) == WORDS:
            break
        text = corpus.entry(chance.randrange(corpus.count)).text
        if attempt % 2:
            choice = [word for word in words(text) if 2 <= len(word) <= 4]
        else:
            size = chance.randint(2, 4)
            choice = [
                run[at : at + size]
                for run in re.findall(r"[一-鿿]{4,}", text)
                for at in range(len(run) - size + 1)
            ]
        choice = [word for word in choice if re.fullmatch(r"[一-鿿]{2,4}", word)]
        if choice:
            found[chance.choice(choice)] = None
    return list(found)


def truth(corpus: Corpus, words: list[str]) -> list[set[int]]:
    """Return for each word the documents whose title or text holds it, by plain substring."""
    import ahocorasick_rs

    matcher = ahocorasick_rs.AhoCorasick(words)
    found: list[set[int]] = [set() for _ in words]
    for number in range(corpus.count):
        entry = corpus.entry(number)
        whole = f"{entry.title}\n{entry.text}"
        for which in {hit[0] for hit in matcher.find_matches_as_indexes(whole, overlapping=True)}:
            found[which].add(number)
        if number % 20_000 == 0:
            _say(f"truth {number} of {corpus.count}")
    return found


def recall(corpus: Corpus, words: list[str]) -> Answer:
    """Return the share of true documents that are found, and of found ones that are true."""
    from gongkai.search import matching, reader
    from gongkai.search.rules.parse import parse

    opened = reader.current()
    assert opened is not None
    numbers = _numbers(corpus)
    wanted = got = right = 0
    for word, true in zip(words, truth(corpus, words), strict=True):
        answer: Any = opened.searcher.search(
            matching.needed(opened, parse(word)), limit=max(1, corpus.count)
        )
        places = [address for _score, address in answer.hits]
        marks = opened.searcher.fast_field_values("newest", places)
        found = {numbers[int(mark)] for mark in marks if mark is not None}
        wanted += len(true)
        got += len(found)
        right += len(true & found)
    return {"recall": round(right / wanted, 6), "precision": round(right / got, 6)}


def _numbers(corpus: Corpus) -> dict[int, int]:
    """Return the number of each document by what the index sorts it by."""
    import zlib

    from gongkai.search.schema import day_number, name_of

    return {
        day_number(entry.dated_on) | zlib.crc32(name_of(entry.source, entry.key).encode()): number
        for number in range(corpus.count)
        if (entry := corpus.entry(number)).dated_on
    }


def questions(corpus: Corpus, words: list[str]) -> dict[str, Callable[[int], "Query"]]:
    """Return the kinds of queries that are timed. All of them count their facets."""
    from gongkai.search.rules.query import Query

    chance = random.Random(13)
    common = _common(words)

    def filtered(number: int) -> Query:
        return Query(
            words[number % WORDS],
            body=f"bench-{number % BODIES}",
            kinds=KINDS[number % 9 : number % 9 + 2],
            years=(2010 + number % 14, 2011 + number % 14),
        )

    def sentence(number: int) -> Query:
        picked = chance.sample(words, 5)
        return Query(f"请问{picked[0]}和{picked[1]}怎么办理{picked[2]}需要{picked[3]}吗{number}")

    return {
        "one word": lambda number: Query(words[number % WORDS]),
        "one word, three filters": filtered,
        "one word, newest first": lambda number: Query(words[number % WORDS], sort="newest"),
        "two words": lambda number: Query(f"{common[number % 50]} {words[number % WORDS]}"),
        "the commonest words": lambda number: Query(common[number % 50]),
        "document number": lambda number: Query(_numbered(corpus, number)),
        "title": lambda number: Query(corpus.titles[number * 31 % len(corpus.titles)]),
        "mistyped word": lambda number: Query(f"{words[number % WORDS][0]}龘{number % 10}"),
        "a sentence": sentence,
        "list, no words": lambda number: Query(page=1 + number % 40, per_page=25),
        "list of one body": lambda number: Query(body=f"bench-{number % BODIES}", per_page=25),
    }


def _numbered(corpus: Corpus, number: int) -> str:
    """Return the number of some document, in brackets it was not written with."""
    written = corpus.entry((number * 601) % corpus.count // 3 * 3 + 1).document_number
    return written.translate(str.maketrans("〔〕", "[]"))


def _common(words: list[str]) -> list[str]:
    from gongkai.search.engine import find
    from gongkai.search.rules.query import Query

    counted = [(find(Query(word, facets=False)).total, word) for word in words]
    return [word for _total, word in sorted(counted, reverse=True)[:50]]


def timed(ask: Callable[[int], "Query"]) -> list[float]:
    """Return the milliseconds of each round, sorted."""
    from gongkai.search.engine import find

    for number in range(20):
        find(ask(number * 7 + 3))
    taken = []
    for number in range(ROUNDS):
        query = ask(number)
        started = time.perf_counter()
        find(query)
        taken.append((time.perf_counter() - started) * 1000)
    return sorted(taken)


def main(home: Path, count: int = 200_000) -> Answer:
    """Measure everything in a home of its own, print it and return it."""
    _prepare(home)
    from django.test.utils import override_settings

    from gongkai.search import sources

    with override_settings(GONGKAI_INDEX=home / "bench-index"):
        corpus = Corpus(count)
        before = {source.name: source for source in sources.every()}
        for name in before:
            sources.forget(name)
        sources.register(corpus)
        try:
            answer = index_all(corpus)
            words = sampled_words(corpus)
            answer |= _latencies(corpus, words)
            answer |= recall(corpus, words)
        finally:
            sources.forget(corpus.name)
            for source in before.values():
                sources.register(source)
    answer["kept"] = (
        answer["documents_per_second"] >= DOCUMENTS_PER_SECOND
        and answer["index_peak_rss_mb"] <= RSS_MB
        and answer["p95_ms"] <= P95_MS
        and answer["recall"] >= RECALL
    )
    print(json.dumps(answer, ensure_ascii=False))
    return answer


def _latencies(corpus: Corpus, words: list[str]) -> Answer:
    kinds: dict[str, dict[str, float]] = {}
    every: list[float] = []
    print(f"{'query':28} {'p50 ms':>8} {'p95 ms':>8} {'most':>8}")
    for name, ask in questions(corpus, words).items():
        taken = timed(ask)
        every += taken
        row = {"p50": _at(taken, 0.5), "p95": _at(taken, 0.95), "most": round(taken[-1], 2)}
        kinds[name] = row
        print(f"{name:28} {row['p50']:8.2f} {row['p95']:8.2f} {row['most']:8.2f}")
    every.sort()
    print(f"{'all':28} {_at(every, 0.5):8.2f} {_at(every, 0.95):8.2f} {every[-1]:8.2f}")
    return {"kinds": kinds, "p50_ms": _at(every, 0.5), "p95_ms": _at(every, 0.95)}


def _at(taken: list[float], share: float) -> float:
    return round(taken[min(len(taken) - 1, int(share * len(taken)))], 2)


def _prepare(home: Path) -> None:
    """Make a database with the bodies that filters name."""
    home.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("GONGKAI_HOME", str(home))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.project.settings")
    import django

    django.setup()
    from django.core.management import call_command

    from gongkai.bodies.models import Body, Tier

    call_command("migrate", verbosity=0, interactive=False)
    for number in range(BODIES):
        Body.objects.update_or_create(
            code=f"bench-{number}",
            defaults={
                "name": f"第{number}局",
                "path": f"000001{number:06}",
                "tier": Tier.DEPARTMENT,
            },
        )


def _say(line: str) -> None:
    if sys.stderr.isatty():
        print(f"\r{line:60}", end="", file=sys.stderr)


if __name__ == "__main__":
    measured = main(Path(sys.argv[1]).resolve(), int(sys.argv[2]) if len(sys.argv) > 2 else 200_000)
    sys.exit(0 if measured["kept"] else 1)
