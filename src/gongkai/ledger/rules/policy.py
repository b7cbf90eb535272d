"""Trust policies (C2SP tlog-policy): which logs, which witnesses, and how many of them suffice."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from gongkai.ledger.rules.note import COSIGNATURE, ED25519, NoteError, Verifier, parse_vkey

NONE = "none"


class PolicyError(ValueError):
    """A policy cannot be read; the message names the line."""


@dataclass(frozen=True, slots=True)
class Member:
    """A log or a witness of the policy, with the address where it is asked, if any."""

    name: str
    verifier: Verifier
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """So many of these witnesses or groups."""

    needed: int
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Policy:
    """What a verifier trusts. The default trusts nobody and asks for no witness."""

    logs: tuple[Member, ...] = ()
    witnesses: Mapping[str, Member] = field(default_factory=dict)
    groups: Mapping[str, Group] = field(default_factory=dict)
    quorum: str = NONE

    def satisfied_by(self, verifiers: Iterable[Verifier]) -> bool:
        """Say whether cosignatures by these keys are enough."""
        keys = set(verifiers)
        held = {name for name, one in self.witnesses.items() if one.verifier in keys}
        # A group names only what stands above it, so one pass in order settles all.
        for name, group in self.groups.items():
            if sum(member in held for member in group.members) >= group.needed:
                held.add(name)
        return self.quorum == NONE or self.quorum in held


@dataclass(slots=True)
class _Draft:
    logs: list[Member] = field(default_factory=list)
    witnesses: dict[str, Member] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)
    quorum: str | None = None
    keys: set[tuple[int, bytes]] = field(default_factory=set)
    grouped: set[str] = field(default_factory=set)

    def read(self, words: list[str]) -> None:
        match words:
            case ["log", key, *url] if len(url) <= 1:
                verifier = self._key(key, ED25519)
                self.logs.append(Member(verifier.name, verifier, url[0] if url else None))
            case ["witness", name, key, *url] if len(url) <= 1:
                self._fresh(name)
                verifier = self._key(key, COSIGNATURE)
                self.witnesses[name] = Member(name, verifier, url[0] if url else None)
            case ["group", name, needed, *members] if members:
                self._group(name, needed, members)
            case ["quorum", name]:
                if self.quorum is not None:
                    raise PolicyError("a second quorum")
                if name != NONE:
                    self._known(name)
                self.quorum = name
            case _:
                raise PolicyError("not a line of a policy")

    def _group(self, name: str, needed: str, members: list[str]) -> None:
        self._fresh(name)
        for member in members:
            self._known(member)
            if member in self.grouped:
                raise PolicyError(f"{member} is in a group already")
            self.grouped.add(member)
        count = {"any": 1, "all": len(members)}.get(needed)
        if count is None:
            if not re.fullmatch(r"[1-9][0-9]{0,3}", needed, re.ASCII):
                raise PolicyError("how many are needed: any, all or a number")
            count = int(needed)
        if count > len(members):
            raise PolicyError("more are needed than are named")
        self.groups[name] = Group(count, tuple(members))

    def _key(self, text: str, algorithm: int) -> Verifier:
        verifier = parse_vkey(text)
        if verifier.algorithm != algorithm:
            raise PolicyError("a key of the wrong kind")
        if (algorithm, verifier.public) in self.keys:
            raise PolicyError("a key named twice")
        self.keys.add((algorithm, verifier.public))
        return verifier

    def _fresh(self, name: str) -> None:
        if name == NONE or name in self.witnesses or name in self.groups:
            raise PolicyError(f"the name {name} is taken")

    def _known(self, name: str) -> None:
        if name not in self.witnesses and name not in self.groups:
            raise PolicyError(f"{name} is not defined above")


def parse_policy(text: str) -> Policy:
    """Return the policy that a file spells.

    Raises:
        PolicyError: A line is malformed, or there is no quorum line.
    """
    draft = _Draft()
    for number, line in enumerate(text.split("\n"), start=1):
        words = re.split(r"[ \t]+", line.strip(" \t"))
        if not words[0] or words[0].startswith("#"):
            continue
        try:
            draft.read(words)
        except (PolicyError, NoteError) as error:
            raise PolicyError(f"line {number}: {error}") from error
    if draft.quorum is None:
        raise PolicyError("the policy has no quorum line")
    return Policy(tuple(draft.logs), draft.witnesses, draft.groups, draft.quorum)
