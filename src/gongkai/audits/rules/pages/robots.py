"""What a site's robots.txt allows (RFC 9309): groups by agent, the longest matching rule wins."""

import re
from dataclasses import dataclass
from urllib.parse import unquote

LINES_MAX = 5000
DELAY_SECONDS_MAX = 10.0


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules for one agent: (path pattern, allowed), and the seconds asked between requests."""

    rules: tuple[tuple[str, bool], ...] = ()
    delay_seconds: float = 0.0

    def allows(self, path: str) -> bool:
        """Say whether a path with its query may be fetched; nothing said means yes."""
        best, allowed = -1, True
        plain = unquote(path) or "/"
        for pattern, permits in self.rules:
            if len(pattern) >= best and _matches(pattern, plain):
                if len(pattern) == best:
                    allowed = allowed or permits
                else:
                    best, allowed = len(pattern), permits
        return allowed


def _matches(pattern: str, path: str) -> bool:
    """Match a pattern with `*` and a closing `$` without backtracking."""
    anchored = pattern.endswith("$")
    parts = pattern.rstrip("$").split("*") if anchored else pattern.split("*")
    if not path.startswith(parts[0]):
        return False
    at = len(parts[0])
    for part in parts[1:-1]:
        found = path.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    if len(parts) == 1:
        return not anchored or at == len(path)
    last = parts[-1]
    if anchored:
        return path.endswith(last) and len(path) - len(last) >= at
    return path.find(last, at) >= 0


def read(text: str, agent: str) -> Robots:
    """Return the rules for an agent; a group of its own name goes before the one for all."""
    groups: dict[str, tuple[list[tuple[str, bool]], list[float]]] = {}
    names: list[str] = []
    naming = False
    for line in text.splitlines()[:LINES_MAX]:
        field, colon, value = line.split("#", 1)[0].partition(":")
        field, value = field.strip().lower(), value.strip()
        if not colon:
            continue
        if field == "user-agent":
            names = [*names, value.lower()] if naming else [value.lower()]
            naming = True
            groups.setdefault(value.lower(), ([], []))
            continue
        naming = False
        for name in names:
            _enter(groups[name], field, value)
    chosen = next(
        (group for name, group in groups.items() if name != "*" and name and name in agent.lower()),
        groups.get("*"),
    )
    if chosen is None:
        return Robots()
    return Robots(tuple(chosen[0]), max(chosen[1], default=0.0))


def _enter(group: tuple[list[tuple[str, bool]], list[float]], field: str, value: str) -> None:
    if field in {"allow", "disallow"} and value:
        group[0].append((unquote(value), field == "allow"))
    elif field == "crawl-delay" and re.fullmatch(r"\d+(\.\d+)?", value):
        group[1].append(min(float(value), DELAY_SECONDS_MAX))
