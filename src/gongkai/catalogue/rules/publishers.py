"""Which bodies a cell of 公开主体 names: by full name, by short name, or all of a kind."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

PARTS = re.compile(r"[；;、，,\n/]+")
BRACKETS = re.compile(r"[（(][^（()）]*[)）]")
# A kind of body instead of a name; brackets such as 乡镇人民政府（街道办事处） name a second kind.
KINDS = (
    ("township", re.compile(r"(?:各|所有|相关)?(?:乡镇|乡|镇)(?:级)?(?:人民)?政府")),
    ("subdistrict", re.compile(r"(?:各|所有|相关)?街道办事处")),
)
ALL_BODIES = re.compile(r"各(?:级|有关|相关)?(?:部门|单位).*|政府及各部门")


@dataclass(frozen=True, slots=True)
class Named:
    """A body as far as its name goes.

    Attributes:
        code: Its code.
        names: Full and short name.
        tier: Where it stands: county, department, township, subdistrict, village.
    """

    code: str
    names: tuple[str, ...]
    tier: str


@dataclass(frozen=True, slots=True)
class Match:
    """What a cell was matched with.

    Attributes:
        codes: Codes of the bodies named, in the order of the cell.
        unknown: Parts that name no body here; a finding, never a guess.
    """

    codes: tuple[str, ...]
    unknown: tuple[str, ...]


def match(cell: str, bodies: Iterable[Named], *, county: str = "") -> Match:
    """Return the bodies that a cell names.

    Args:
        cell: The text of 公开主体.
        bodies: All bodies of the county.
        county: Name of the county (云河县); a part may leave it out or put it in front.
    """
    known = list(bodies)
    by_name: dict[str, list[str]] = {}
    for body in known:
        for name in filter(None, body.names):
            for said in _ways(name, county):
                by_name.setdefault(said, []).append(body.code)
    codes: list[str] = []
    unknown: list[str] = []
    for part in _parts(cell):
        found = _found(part, by_name, known)
        (codes if found else unknown).extend(found or [part])
    return Match(tuple(dict.fromkeys(codes)), tuple(dict.fromkeys(unknown)))


def _ways(name: str, county: str) -> set[str]:
    """Return the ways to say a name: 云河县住建局, 县住建局, 住建局."""
    bare = name.removeprefix(county) if county else name
    bare = bare.removeprefix("县") if len(bare) > 3 else bare
    return {name, bare, f"县{bare}", f"{county}{bare}"}


def _parts(cell: str) -> Iterable[str]:
    for part in PARTS.split(re.sub(r"[ \t\u3000]+", "", cell)):
        yield from filter(None, [BRACKETS.sub("", part)])
        for inner in BRACKETS.findall(part):
            if any(pattern.fullmatch(inner[1:-1]) for _kind, pattern in KINDS):
                yield inner[1:-1]


def _found(part: str, by_name: dict[str, list[str]], bodies: list[Named]) -> list[str]:
    exact = by_name.get(part, [])
    if exact:
        # Two bodies of one short name are no answer.
        return exact if len(set(exact)) == 1 else []
    for kind, pattern in KINDS:
        if pattern.fullmatch(part):
            return [body.code for body in bodies if body.tier == kind]
    if ALL_BODIES.fullmatch(part):
        return [body.code for body in bodies if body.tier == "department"]
    return []
