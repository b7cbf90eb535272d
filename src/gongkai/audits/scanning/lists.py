"""The lists of the scan from their files: ours, and an office's own beside them."""

import tomllib
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from gongkai.audits.rules.pages import lists as rules
from gongkai.audits.rules.pages.lists import Exempt, ListError, Lists
from gongkai.audits.rules.pages.usage import usage_of

OURS = Path(__file__).resolve().parent.parent / "lists"
NAMES = ("spam", "hosts", "wordings", "thresholds", "pairs")


@cache
def load(folder: Path = OURS) -> Lists:
    """Return the lists of a folder; a file that is missing there is taken from ours.

    Raises:
        ListError: A file cannot be read, or one person alone answers for it.
    """
    tables = {name: _table(folder, name) for name in NAMES}
    versions = [rules.checked(table, name) for name, table in tables.items()]
    spam, wordings = tables["spam"], tables["wordings"]
    return Lists(
        version="/".join(dict.fromkeys(versions)),
        spam=rules.spam_of(spam),
        guards=rules.words_of(spam, "guards"),
        official=rules.words_of(spam, "official"),
        hosts=rules.hosts_of(tables["hosts"]),
        wordings=rules.wordings_of(wordings),
        not_in={wrong: tuple(words) for wrong, words in wordings.get("not_in", {}).items()},
        spun=rules.spun_of(spam),
        thresholds=rules.thresholds_of(tables["thresholds"]),
        usage=usage_of(str(tables["pairs"]["pairs"]["lines"])),
    )


def _table(folder: Path, name: str) -> dict[str, Any]:
    path = folder / f"{name}.toml"
    if not path.exists():
        path = OURS / path.name
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ListError(f"{path.name}: {error}") from error


def excepting(lists: Lists, path: Path) -> Lists:
    """Return lists with the reviewed exceptions of a file.

    Raises:
        ListError: The file cannot be read, or an exception has no reason or only one reviewer.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ListError(f"{path.name}: {error}") from error
    exempt = []
    for row in table.get("exception", ()):
        told = [str(row.get(key, "")) for key in ("code", "text", "reason", "proposed_by")]
        approved = str(row.get("approved_by", ""))
        if not all(told) or not approved or approved == told[3]:
            raise ListError(f"{path.name}: {row}")
        exempt.append(
            Exempt(told[0], told[1], str(row.get("target", "")), str(row.get("until", "")))
        )
    return replace(lists, exempt=tuple(exempt))
