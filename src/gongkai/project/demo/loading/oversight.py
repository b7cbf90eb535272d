"""Who answers for which item, what was opened under it, and a handful of commitments."""

import tomllib
from collections import Counter, defaultdict
from datetime import date, datetime, time, timedelta
from importlib.resources import files
from typing import Any

from django.utils.timezone import get_current_timezone, localdate, now

from gongkai.audits.duties import directories_on, likeness, overview, wanted_pairs
from gongkai.bodies.models import Body, User
from gongkai.catalogue.actions import responsibilities
from gongkai.catalogue.models import Directory, Filing, Responsibility
from gongkai.commitments import actions
from gongkai.commitments.models import Commitment
from gongkai.documents.models import Document, Kind
from gongkai.project.demo.loading.papers import permanent_key
from gongkai.project.demo.planning import LAST_DAY
from gongkai.project.demo.series import areas, monthly

SIGNED_ON = date(2026, 1, 15)
UNSIGNED_EVERY = 23  # one row in so many waits for a signature
LIKE_ENOUGH = 0.2  # share of an item's pairs of characters that a document's title must have
# One item in so many stays as it is, so that a run has something to find.
LEFT_OUT_EVERY = {"empty": 150, "stale": 8}
LIKE_AT_ALL = 0.13  # ... for the likest document of an item that has none yet
# Days on which what is empty or stale is asked for.
ASKED_ON = (LAST_DAY, date(2026, 9, 30), date(2026, 6, 30), areas.ALL_OPEN_ON)
POWERS = {
    "housing": [
        ("430101-001", "施工许可", "行政许可", "《中华人民共和国建筑法》第七条"),
        (
            "430101-002",
            "商品房预售许可",
            "行政许可",
            "《中华人民共和国城市房地产管理法》第四十五条",
        ),
        ("430101-003", "公租房租赁补贴", "行政给付", "《公共租赁住房管理办法》"),
    ],
    "civil": [
        ("430102-001", "最低生活保障", "行政给付", "《社会救助暂行办法》第二章"),
        ("430102-002", "临时救助", "行政给付", "《社会救助暂行办法》第九章"),
        ("430102-003", "特困人员救助供养", "行政给付", "《社会救助暂行办法》第三章"),
    ],
}


def load_matrix() -> int:
    """Draw the matrix up and sign most of it; return how many rows were new."""
    bodies = {body.code: body for body in Body.objects.all()}
    for code, rows in POWERS.items():
        responsibilities.import_powers(bodies[code], rows)
    people = {user.username: user for user in User.objects.all()}
    new = sum(
        responsibilities.draw_up(directory, today=localdate())[0]
        for directory in directories_on(localdate())
    )
    if not new:
        return 0
    for place, row in enumerate(Responsibility.objects.unsigned().select_related("body"), 1):
        person = people.get(row.body.code) or people.get(f"{row.body.code}-clerk")
        if person is not None and place % UNSIGNED_EVERY:
            responsibilities.sign(row, person=person, signed_on=SIGNED_ON, by=people["clerk"])
    return new


def load_filings() -> int:
    """Put each public document under the item of its body that it is most like."""
    if Filing.objects.exists():
        return 0
    directories = directories_on(localdate())
    alike = sum(_file(directory) for directory in directories)
    return alike + sum(_file_yearly(directory) for directory in directories)


def _file(directory: Directory) -> int:
    """Put each document under the item it is most like, then the likest under an empty item."""
    texts: defaultdict[int, list[tuple[str, str]]] = defaultdict(list)
    papers = Document.objects.published().exclude(kind=Kind.ANNUAL_REPORT)
    papers = papers.exclude(group_category=areas.CATEGORY)
    for key, owner, title, category in papers.values_list(
        "key", "owner", "title", "group_category"
    ):
        texts[owner].append((key, f"{title} {category}"))
    owed: defaultdict[int, dict[str, frozenset[str]]] = defaultdict(dict)
    bodies: dict[int, Body] = {}
    for duty in overview(directory, localdate()).duties:
        if duty.body is not None:
            bodies[duty.body.pk] = duty.body
            owed[duty.body.pk][duty.item.code] = wanted_pairs(duty.item)
    return sum(
        responsibilities.file_under(
            keys, keeper=directory.body, tier=directory.tier, item_code=code, body=bodies[owner],
            by=None, at=now(),
        )
        for owner, items in owed.items()
        for code, keys in _placed(items, texts[owner]).items()
    )  # fmt: skip


def _file_yearly(directory: Directory) -> int:
    """Put the yearly papers under most items that have nothing, or nothing new."""
    wanting = {
        (duty.item.code, duty.body.path): (duty, duty.body)
        for day in ASKED_ON
        for duty in overview(directory, day).duties
        if duty.body is not None and duty.state in LEFT_OUT_EVERY
    }
    passed: Counter[str] = Counter()
    filed = 0
    for _place, (duty, body) in sorted(wanting.items()):
        passed[duty.state] += 1
        area = duty.item.area.name
        keys = areas.covers(body.code, area)
        if duty.limit is not None and duty.limit.period:
            keys = monthly.covers(body.code, area)
        elif passed[duty.state] % LEFT_OUT_EVERY[duty.state] == 0:
            continue
        filed += responsibilities.file_under(
            map(permanent_key, keys), keeper=directory.body, tier=directory.tier,
            item_code=duty.item.code, body=body, by=None, at=now(),
        )  # fmt: skip
    return filed


def _placed(items: dict[str, frozenset[str]], texts: list[tuple[str, str]]) -> dict[str, list[str]]:
    """Return keys of documents by code of item."""
    placed: defaultdict[str, list[str]] = defaultdict(list)
    for key, text in texts:
        share, code = max((likeness(pairs, text), code) for code, pairs in items.items())
        if share >= LIKE_ENOUGH:
            placed[code].append(key)
    for code, pairs in items.items():
        share, key = max(((likeness(pairs, text), key) for key, text in texts), default=(0.0, ""))
        if share >= LIKE_AT_ALL and not placed[code]:
            placed[code].append(key)
    return placed


def load_promises() -> int:
    """Enter the commitments with what happened to them; put what is overdue to the leaders."""
    if Commitment.objects.filter(source_kind__in=["meeting", "letter", "finding"]).exists():
        return 0
    text = files("gongkai.project.demo").joinpath("promises.toml").read_text(encoding="utf-8")
    rows = tomllib.loads(text)["promise"]
    bodies = {body.code: body for body in Body.objects.all()}
    people = {user.username: user for user in User.objects.all()}
    for row in rows:
        _promise(row, bodies, people)
    actions.escalate_overdue(localdate(), at=now())
    return len(rows)


def _promise(row: dict[str, Any], bodies: dict[str, Body], people: dict[str, User]) -> None:
    made = actions.promise(
        title=row["title"],
        promised=row["promised"],
        source=actions.Source(*row["source"]),
        lead=bodies[row["lead"]],
        assisting=[bodies[code] for code in row["assisting"]],
        due_on=_day(row["due"]),
        owner=people[row["owner"]],
        leader=people[f"{row['lead']}-leader"],
        by=people["clerk"],
        at=_at(row["begun"]),
    )
    for step, on, who, words, *more in row["course"]:
        by, at = people.get(who), _at(on)
        match step:
            case "progress":
                actions.report_progress(made, text=words, body=made.lead, by=by, at=at)
            case "done":
                actions.report_done(made, text=words, body=made.lead, by=by, at=at)
            case "verified":
                actions.verify(made, text=words, by=people[who], at=at)
            case "unsolved":
                actions.find_unsolved(made, text=words, by=by, at=at)
            case "extended":
                actions.extend(made, due_on=_day(more[0]), reason=words, by=by, at=at)


def _day(offset: int) -> date:
    return localdate() + timedelta(days=offset)


def _at(offset: int) -> datetime:
    return datetime.combine(_day(offset), time(10), tzinfo=get_current_timezone())
