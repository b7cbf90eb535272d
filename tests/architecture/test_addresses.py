"""Every address, every kind of person, both methods, as `urls.toml` says; none is left out."""

import logging
import tomllib
from pathlib import Path

import pytest
from addresses import ROLES, address, named, outcome, people

TABLE = tomllib.loads(Path(__file__).with_name("urls.toml").read_text(encoding="utf-8"))
METHODS = ("GET", "POST")
TURNED_AWAY = {"login", "closed", "refused"}
CATCH_ALL = "/admin/^.*/$"  # Wagtail's own 404
ADDRESSES = [(name, pattern) for name, pattern in named() if name != CATCH_ALL]
OURS = [(name, pattern) for name, pattern in ADDRESSES if "wagtail" not in name]
WAGTAILS = [(name, pattern) for name, pattern in ADDRESSES if "wagtail" in name]


@pytest.fixture
def everybody(db):
    """The five kinds of people, in silence: most of what is asked here is refused and logged."""
    logging.disable(logging.CRITICAL)
    yield people()
    logging.disable(logging.NOTSET)


def found(everybody, path: str, roles=ROLES) -> dict[tuple[str, str], str]:
    return {
        (method, role): outcome(everybody[role], method, path)
        for method in METHODS
        for role in roles
    }


def test_every_address_of_ours_has_a_line_and_every_line_an_address():
    assert {name for name, _ in OURS} == set(TABLE["addresses"])


def test_the_exceptions_for_wagtail_exist():
    names = {name for name, _ in WAGTAILS}
    assert set(TABLE["wagtail"]["doors"]) | set(TABLE["wagtail"]["clerks"]) <= names


def test_every_address_answers_whom_the_table_says(everybody):
    wrong = {}
    for name, pattern in OURS:
        line = TABLE["addresses"].get(name, "no line in urls.toml")
        seen = found(everybody, address(name, pattern))
        get, post = (" ".join(seen[method, role] for role in ROLES) for method in METHODS)
        if f"{get} | {post}" != TABLE["short"].get(line, line):
            wrong[name] = f"{get} | {post}"
    assert wrong == {}


def test_wagtails_addresses_turn_away_whom_they_should(everybody):
    wrong = {}
    for name, pattern in WAGTAILS:
        if name in TABLE["wagtail"]["doors"]:
            continue
        # To Wagtail one clerk is like another.
        seen = found(everybody, address(name, pattern), ("visitor", "stranger", "drafter"))
        outside = {seen[method, role] for method in METHODS for role in ("visitor", "stranger")}
        inside = set(seen.values()) - TURNED_AWAY
        if outside != {"login"} or (inside and name not in TABLE["wagtail"]["clerks"]):
            wrong[name] = sorted(seen.items())
    assert wrong == {}
