"""Every stated field of real pages, against the official metadata of each."""

import csv
import os
import re
from pathlib import Path

import pytest

from gongkai.documents.rules.importing.days import read_day
from gongkai.documents.rules.importing.formats import read_file
from gongkai.documents.rules.importing.pages import read_page
from gongkai.documents.rules.prose import plain

FOLDER = Path(os.environ.get("GONGKAI_REFERENCE", "")) / "data" / "policies"
COLUMNS = {
    "index_number": "index_number",
    "title": "title",
    "issuer": "release_office",
    "document_number": "release_number",
    "topic": "meta_主题分类",
}
DAYS = {"made_on": "meta_成文日期", "published_on": "meta_发布日期"}


def official():
    with (FOLDER / "state_council.csv").open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


@pytest.mark.reference
def test_every_field_of_the_forty_pages_is_as_stated():
    pages = sorted((FOLDER / "state_council_html").glob("*.html"))
    rows = official()
    assert len(pages) == len(rows) == 40
    wrong = []
    for page, row in zip(pages, rows, strict=True):
        found = read_page(page.read_bytes())
        wanted = {name: row[column] for name, column in COLUMNS.items()}
        wanted |= {name: read_day(row[column]).day for name, column in DAYS.items()}
        wrong += [
            (page.name, name, getattr(found, name), value)
            for name, value in wanted.items()
            if getattr(found, name) != value
        ]
    assert not wrong


@pytest.mark.reference
def test_the_text_of_the_forty_pages_is_whole_and_nothing_else():
    for page, row in zip(
        sorted((FOLDER / "state_council_html").glob("*.html")), official(), strict=True
    ):
        words = plain(read_page(page.read_bytes()).body)
        assert re.sub(r"\s", "", words) == re.sub(r"\s", "", row["text"]), page.name


@pytest.mark.reference
def test_the_official_table_is_read_without_a_mapping():
    items = list(read_file("t.csv", (FOLDER / "state_council.csv").read_bytes()))
    for item, row in zip(items, official(), strict=True):
        assert item.found is not None
        for name, column in COLUMNS.items():
            assert getattr(item.found, name) == row[column]
        assert item.found.source_url == row["crawl_url"]
