"""Invented public texts in an index of their own for each test."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from gongkai.search import actions, sources
from gongkai.search.rules.entry import Entry

FUND = (
    "为方便职工使用住房公积金，现就有关事项通知如下。职工购买自住住房的，可以提取住房公积金账户内的余额。"
    "申请提取时应当提交身份证、购房合同和付款凭证。住房公积金管理中心应当自受理之日起3个工作日内作出决定。"
)
HEATING = (
    "本县集中供热时间为每年11月15日至次年3月15日。供热期间居民室内温度不得低于18摄氏度。"
    "温度不达标的，用户可以拨打供热服务电话要求上门测温。"
)
SCHOOL = "义务教育阶段新生报名时间为每年7月1日至7月10日。报名时应当携带户口簿和不动产权证书。"


def entry(key: str, title: str, text: str, **facts: object) -> Entry:
    made = Entry(
        key=key,
        source="shelf",
        kind="notice",
        title=title,
        text=text,
        url=f"/open/{key}/",
        body_code="office",
        body_name="政府办",
        body_path="000001000002",
        published_on=date(2024, 5, 6),
        validity="valid",
    )
    return replace(made, **facts)  # type: ignore[arg-type]


class Shelf:
    name = "shelf"

    def __init__(self) -> None:
        self.entries: dict[str, Entry] = {}

    def load(self, keys: Sequence[str]) -> Iterator[Entry]:
        return iter([self.entries[key] for key in keys if key in self.entries])

    def keys(self) -> Iterator[str]:
        return iter(sorted(self.entries))


@pytest.fixture
def stock(
    settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, db: None
) -> Callable[..., None]:
    """Put entries into an index that holds nothing else."""
    settings.GONGKAI_INDEX = tmp_path / "index"
    shelf = Shelf()
    monkeypatch.setattr(sources, "_registered", {shelf.name: shelf})

    def put(*entries: Entry) -> None:
        shelf.entries |= {one.key: one for one in entries}
        actions.touch(shelf.name, [one.key for one in entries])
        while actions.drain():
            pass

    return put


@pytest.fixture
def county(stock: Callable[..., None]) -> None:
    stock(
        entry("fund", "关于住房公积金提取有关事项的通知", FUND),
        entry("heat", "关于集中供热的公告", HEATING),
        entry("school", "关于义务教育招生报名的通知", SCHOOL),
        *(
            entry(
                f"other{at}", f"关于第{at}号道路养护工程的公告", f"第{at}号道路养护工程按期推进。"
            )
            for at in range(12)
        ),
    )
