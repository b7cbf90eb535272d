"""What one leaf of the log says (`zwgk-event/v1`): canonical JSON, public facts and codes only.

Everything in a leaf is a code, a number, a date or a digest. There is no field for free text, so
no name, title or remark can get into what can never be taken back.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum

from gongkai.ledger.rules.canonical import NotPlainError, canonical
from gongkai.ledger.rules.strict_json import (
    JsonError,
    as_mapping,
    as_number,
    as_text,
    parse_json,
)

VERSION = 1
LEAF_BYTES_MAX = 4096
DIGEST_MARK = "sha256:"

_DIGEST = re.compile(r"sha256:[0-9a-f]{64}", re.ASCII)
_SUBJECT = re.compile(r"[0-9A-Za-z][0-9A-Za-z./_-]{0,63}", re.ASCII)
_INSTANT = "%Y-%m-%dT%H:%M:%SZ"
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)


class LeafError(ValueError):
    """A leaf says what a leaf may not say, or lacks what it must say."""


class Kind(StrEnum):
    """What happened."""

    PUBLISH = "publish"
    REVISE = "revise"
    WITHDRAW = "withdraw"
    RESTORE = "restore"
    IMPORT = "import"
    SNAPSHOT = "snapshot"
    DRAW_PLAN = "draw.plan"
    DRAW_RESULT = "draw.result"
    DRAW_VOID = "draw.void"
    KEY_ROTATE = "key.rotate"
    ERASE = "erase"


class Reason(StrEnum):
    """Why something was withdrawn, erased or declared void."""

    RECALLED = "recalled"  # 撤回
    LAPSED = "lapsed"  # 失效
    CLASSIFIED = "secret"  # 涉密
    PERSONAL = "personal"  # 个人信息
    MISTAKE = "mistake"  # 错误


class Approver(StrEnum):
    """In which role somebody approved it; never who."""

    LEADER = "leader"
    OPENNESS = "openness"
    SECRECY = "secrecy"
    REVIEWER = "reviewer"


SHOWING = frozenset({Kind.PUBLISH, Kind.REVISE, Kind.RESTORE, Kind.IMPORT})
REASONED = frozenset({Kind.WITHDRAW, Kind.ERASE, Kind.DRAW_VOID})
APPROVED = frozenset({Kind.WITHDRAW, Kind.ERASE})
WITH_MANIFEST = SHOWING | {Kind.SNAPSHOT, Kind.DRAW_PLAN, Kind.DRAW_RESULT, Kind.KEY_ROTATE}
FOLLOWING = frozenset({Kind.REVISE, Kind.WITHDRAW, Kind.RESTORE, Kind.ERASE, Kind.DRAW_RESULT})

SNAPSHOT_SUBJECT = "snapshot"
SNAPSHOT_FACTS = frozenset({"count", "root", "size"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """One event. `prev` is the index of the leaf before it in the history of the same subject.

    `doc` is a random UUID or an index number, `manifest` a digest (`sha256:` and 64 hex digits),
    `claimed_date` the date of publication that the page shows, `at` the log's own claim of when.
    `role` stands only in leaves that an approver answers for, `facts` only in snapshots.
    """

    kind: Kind
    doc: str
    rev: int
    prev: int | None
    manifest: str | None
    claimed_date: date | None
    reason: Reason | None
    at: datetime
    role: Approver | None = None
    facts: Mapping[str, int | str] = field(default_factory=dict)

    def encode(self) -> bytes:
        """Return the leaf's bytes as they stand in the log.

        Raises:
            LeafError: The leaf may not be logged.
        """
        _require(self)
        row: dict[str, int | str | None] = {
            "v": VERSION,
            "type": self.kind.value,
            "doc": self.doc,
            "rev": self.rev,
            "prev": self.prev,
            "manifest": self.manifest,
            "claimed_date": None if self.claimed_date is None else self.claimed_date.isoformat(),
            "reason": None if self.reason is None else self.reason.value,
            "at": self.at.astimezone(UTC).strftime(_INSTANT),
        }
        if self.role is not None:
            row["role"] = self.role.value
        row |= self.facts
        try:
            encoded = canonical(row)
        except NotPlainError as error:
            raise LeafError(str(error)) from error
        if len(encoded) > LEAF_BYTES_MAX:
            raise LeafError(f"a leaf of {len(encoded)} bytes; {LEAF_BYTES_MAX} is the limit")
        return encoded


def parse_leaf(entry: bytes) -> Leaf:
    """Return the leaf that an entry spells; only canonical entries are accepted.

    Raises:
        LeafError: The entry is anything else.
    """
    try:
        row = dict(as_mapping(parse_json(entry)))
        if row.pop("v") != VERSION:
            raise LeafError("not a leaf of version 1")
        claimed, reason, role = row.pop("claimed_date"), row.pop("reason"), row.pop("role", None)
        leaf = Leaf(
            kind=Kind(as_text(row.pop("type"))),
            doc=as_text(row.pop("doc")),
            rev=as_number(row.pop("rev")),
            prev=_optional_number(row.pop("prev")),
            manifest=_optional_text(row.pop("manifest")),
            claimed_date=None if claimed is None else _date(as_text(claimed)),
            reason=None if reason is None else Reason(as_text(reason)),
            at=datetime.strptime(as_text(row.pop("at")), _INSTANT).replace(tzinfo=UTC),
            role=None if role is None else Approver(as_text(role)),
            facts={name: _fact(value) for name, value in row.items()},
        )
    except (JsonError, KeyError, ValueError) as error:
        raise LeafError(f"not a leaf: {error}") from error
    if leaf.encode() != entry:
        raise LeafError("the leaf is not in canonical form")
    return leaf


def require_digest(text: str) -> str:
    """Return a digest.

    Raises:
        LeafError: It is not `sha256:` and 64 hexadecimal digits.
    """
    if not _DIGEST.fullmatch(text):
        raise LeafError(f"not a digest: {text[:80]}")
    return text


def require_subject(text: str) -> str:
    """Return the key of a subject: a random UUID, or an index number in plain characters.

    Raises:
        LeafError: It has other characters or more than 64.
    """
    if not _SUBJECT.fullmatch(text):
        raise LeafError(f"not a subject's key: {text[:80]!r}")
    return text


def _require(leaf: Leaf) -> None:
    require_subject(leaf.doc)
    if leaf.rev < 1:
        raise LeafError("revisions count from 1")
    if leaf.prev is not None and leaf.prev < 0:
        raise LeafError("indexes count from 0")
    if leaf.prev is None and leaf.kind in FOLLOWING:
        raise LeafError(f"{leaf.kind} follows something")
    if leaf.manifest is not None:
        require_digest(leaf.manifest)
    if leaf.at.tzinfo is None or leaf.at.microsecond:
        raise LeafError("an instant has a zone and whole seconds")
    _require_pair("manifest", leaf.manifest, leaf.kind, WITH_MANIFEST)
    _require_pair("claimed_date", leaf.claimed_date, leaf.kind, SHOWING)
    _require_pair("reason", leaf.reason, leaf.kind, REASONED)
    _require_pair("role", leaf.role, leaf.kind, APPROVED)
    _require_facts(leaf)


def _require_pair(name: str, value: object, kind: Kind, kinds: frozenset[Kind]) -> None:
    if (value is not None) != (kind in kinds):
        raise LeafError(f"{kind} {'needs' if value is None else 'has no'} {name}")


def _require_facts(leaf: Leaf) -> None:
    wanted = SNAPSHOT_FACTS if leaf.kind is Kind.SNAPSHOT else frozenset()
    if leaf.facts.keys() != wanted:
        raise LeafError(f"unknown or missing facts: {sorted(leaf.facts.keys() ^ wanted)}")
    if not wanted:
        return
    count, root, size = (leaf.facts[name] for name in ("count", "root", "size"))
    if not isinstance(count, int) or not isinstance(size, int) or not isinstance(root, str):
        raise LeafError("a snapshot has a count, a root and a size")
    require_digest(root)
    if count < 0 or size < 0:
        raise LeafError("counts are not negative")


def _optional_text(value: object) -> str | None:
    return None if value is None else as_text(value)


def _optional_number(value: object) -> int | None:
    return None if value is None else as_number(value)


def _fact(value: object) -> int | str:
    return value if isinstance(value, str) else as_number(value)


def _date(text: str) -> date:
    if not _DATE.fullmatch(text):
        raise LeafError(f"not a date: {text[:20]}")
    return date.fromisoformat(text)
