"""The demo's papers: the same every time, plausible in every date and number, all invented."""

import re
import subprocess
import sys
from collections import Counter
from datetime import date
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

import pytest

from gongkai.calendars.actions import shipped
from gongkai.calendars.rules.workdays import CalendarGapError, Workdays
from gongkai.documents.models import Document, Kind, Standing, State, WithdrawalReason
from gongkai.documents.rules.prose import clean, plain
from gongkai.project.demo import chance, county, pages
from gongkai.project.demo.paper import Paper, han
from gongkai.project.demo.series import areas, monthly, openness
from gongkai.project.demo.subjects import subjects
from gongkai.project.demo.writing import DemoDocument, write_documents
from homes import command_environment

# Workdays that know no year: every date falls back on Monday to Friday, which is enough here.
PRINT_DIGEST = """
import hashlib
from gongkai.calendars.rules.workdays import Workdays
from gongkai.project.demo.writing import write_documents
papers = write_documents(Workdays(years=frozenset()))
text = "".join(repr((p.key, p.title, p.body, p.index_number)) for p in papers)
files = b"".join(file.write() for paper in papers for file in paper.files[:1])
print(hashlib.sha256(text.encode() + files).hexdigest())
"""
SETTINGS = {"DJANGO_SETTINGS_MODULE": "gongkai.project.settings"}
PUBLISH_DAYS = 20  # Order 711, art. 26
LENGTHS = range(200, 6001)
EXTRACT_SHARE = 0.35  # of an interpretation's sentences that stand word for word in its document
COLUMNS_MANY = 12


@cache
def calendar() -> Workdays:
    """Return the working days that ship with the program, without a database."""
    special = {day.date: day.worked for draft in shipped() for day in draft.days}
    return Workdays(
        years=frozenset(draft.year for draft in shipped()),
        holidays=frozenset(day for day, worked in special.items() if not worked),
        worked=frozenset(day for day, worked in special.items() if worked),
    )


@cache
def papers() -> tuple[DemoDocument, ...]:
    return write_documents(calendar())


def by_key() -> dict[str, DemoDocument]:
    return {paper.key: paper for paper in papers()}


def sentences(html: str) -> set[str]:
    return {part for part in re.split(r"[。；\n]", plain(html)) if len(part) > 12}


def test_another_process_writes_the_same_bytes(home: Path) -> None:
    digests = {
        subprocess.run(
            [sys.executable, "-c", f"import django; django.setup(){PRINT_DIGEST}"],
            env=command_environment(home) | {"PYTHONHASHSEED": seed, "TZ": zone} | SETTINGS,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "America/Lima"))
    }
    assert len(digests) == 1


def test_the_county_is_of_the_promised_size() -> None:
    assert 40 <= len(county.bodies()) <= 50
    assert len(papers()) >= 300
    assert len(subjects()) >= 60
    assert len(Counter(paper.kind for paper in papers())) >= 12
    assert {paper.made_on.year for paper in papers()} == set(range(2021, 2027))


def test_every_value_fits_the_column_it_goes_to() -> None:
    for paper in papers():
        for name in ("title", "index_number", "topic", "issuer", "document_number"):
            limit = Document._meta.get_field(name).max_length
            assert limit is not None
            assert len(getattr(paper, name)) <= limit, paper.key
        assert len(" ".join(paper.keywords)) <= 200
        assert paper.kind in Kind.values
        assert paper.standing in Standing.values


@pytest.mark.parametrize("name", ["made_on", "published_on", "effective_on", "expires_on"])
def test_every_date_is_a_working_day(name: str) -> None:
    for paper in papers():
        on: date | None = getattr(paper, name)
        if on is None:
            continue
        try:
            assert on in calendar(), (paper.key, on)
        except CalendarGapError:
            assert on.weekday() < 5, (paper.key, on)


def test_every_paper_is_public_within_the_twenty_working_days_of_the_law() -> None:
    for paper in papers():
        if paper.published_on is not None:
            assert paper.made_on <= paper.published_on
            waited = sum(1 for _ in calendar().between(paper.made_on, paper.published_on)) - 1
            assert waited <= PUBLISH_DAYS, paper.key


def test_the_yearly_papers_of_the_directories_are_public_by_the_day_they_are_counted_on() -> None:
    yearly = [paper for paper in papers() if paper.key.startswith("items-")]
    assert len(yearly) > 70
    for paper in yearly:
        assert paper.published_on is not None
        assert paper.published_on <= areas.ALL_OPEN_ON
        assert areas.covers(paper.owner, "") in ([], [f"items-{paper.owner}-0"])


def test_what_covers_an_item_is_written() -> None:
    known = by_key()
    theme = list(areas.THEMES).index("民生保障") + 1
    assert areas.covers("zhixi", "社会救助") == [f"items-zhixi-{theme}"]
    assert areas.covers("zhixi", "社会救助")[0] in known
    assert areas.covers("yanju", "社会救助") == []
    bailu = monthly.covers("bailu", monthly.COMPLAINTS)
    assert len(bailu) == len(monthly.MONTHS) - 1
    assert set(bailu) < set(monthly.covers("city", monthly.COMPLAINTS))
    assert set(bailu) <= set(known)
    assert monthly.covers("bailu", monthly.AIR) == []


def test_no_number_is_given_twice() -> None:
    for name in ("document_number", "index_number", "key"):
        given = Counter(getattr(paper, name) for paper in papers() if getattr(paper, name))
        assert [value for value, count in given.items() if count > 1] == []


def test_numbers_of_one_series_grow_with_the_dates() -> None:
    last: dict[tuple[str, str], int] = {}
    for paper in papers():
        if match := re.fullmatch(r"(\D+)〔(\d{4})〕(\d+)号", paper.document_number):
            series = (match[1], match[2])
            assert str(paper.made_on.year) == match[2]
            assert int(match[3]) > last.get(series, 0)
            last[series] = int(match[3])
    assert len(last) > 20


def test_every_text_is_between_two_hundred_and_six_thousand_characters() -> None:
    odd = {p.key: len(plain(p.body)) for p in papers() if len(plain(p.body)) not in LENGTHS}
    assert odd == {}


def test_the_markup_is_what_documents_may_carry() -> None:
    for paper in papers():
        assert plain(clean(paper.body)) == plain(paper.body), paper.key
        assert clean(paper.body).count("<t") == paper.body.count("<t"), paper.key


def test_no_brace_or_missing_value_is_left_in_a_text() -> None:
    for paper in papers():
        for text in (paper.title, paper.summary, plain(paper.body)):
            assert not re.search(r"[{}]|None|nan|\bTrue\b", text), (paper.key, text[:80])


def test_there_are_overfull_cases() -> None:
    assert any(len(paper.title) >= 80 for paper in papers())
    widths = [row.count("<td>") for paper in papers() for row in paper.body.split("</tr>")]
    assert max(widths) == COLUMNS_MANY


def test_states_relations_and_standings_agree() -> None:
    known = by_key()
    states = Counter(paper.state for paper in papers())
    assert states["draft"] == 3
    assert states["scheduled"] == 1
    assert states["withdrawn"] == 1
    for paper in papers():
        assert (paper.state == State.SCHEDULED) == (paper.publish_at is not None)
        if paper.withdrawal:
            assert paper.withdrawal[0] in WithdrawalReason.values
            assert paper.withdrawal[1]
        for relation in paper.relations:
            other = known[relation.other]
            assert other.made_on <= paper.made_on, (paper.key, other.key)
            if relation.kind in {"replaces", "repeals"}:
                assert other.standing in {"repealed", "lapsed"}
                assert other.title in paper.body or other.document_number in paper.body
            if relation.kind == "amends":
                assert other.standing == "amended"


def test_what_is_repealed_is_repealed_by_something() -> None:
    ended = {
        relation.other
        for paper in papers()
        for relation in paper.relations
        if relation.kind in {"replaces", "repeals"}
    }
    assert {p.key for p in papers() if p.standing in {"repealed", "lapsed"}} == ended


def test_an_interpretation_says_it_in_its_own_words() -> None:
    known = by_key()
    for paper in papers():
        if paper.kind != Kind.INTERPRETATION:
            continue
        (relation,) = paper.relations
        source = plain(known[relation.other].body)
        own = sentences(re.sub(r"<table>.*?</table>", "", paper.body, flags=re.DOTALL))
        taken = {part for part in own if part in source}
        assert len(taken) / len(own) < EXTRACT_SHARE, paper.key


def test_two_papers_of_one_kind_are_not_one_paper_twice() -> None:
    chosen = [p for p in papers() if p.kind in {Kind.NORMATIVE, Kind.POLICY}]
    words = {p.key: plain(p.body) for p in chosen}
    for place, one in enumerate(chosen[::5]):
        for other in chosen[place * 5 + 1 :: 7]:
            if one.key != other.key:
                matcher = SequenceMatcher(None, words[one.key], words[other.key], autojunk=False)
                assert matcher.quick_ratio() < 0.8, (one.key, other.key)


def test_every_telephone_number_and_address_is_plainly_invented() -> None:
    texts = [plain(paper.body) for paper in papers()]
    texts += [f"{page.body} {page.body_en}" for page in pages.prose()]
    texts += [
        f"{contact.phone} {contact.email}" for body in county.bodies() for contact in body.contacts
    ]
    for text in texts:
        for number in re.findall(r"(?<!\d)0\d{2,3}-\d{5,8}", text):
            assert number.startswith("0000-")
        assert not re.search(r"(?<!\d)1[3-9]\d{9}(?!\d)", text)
        assert not re.search(r"(?<!\d)\d{17}[\dX](?!\d)", text)
        for host in re.findall(r"@([a-z.]*[a-z])", text):
            assert host.endswith(".example")


def test_the_unified_codes_are_well_formed_and_of_no_real_area() -> None:
    codes = [body.unified_code for body in county.bodies() if body.unified_code]
    assert len(set(codes)) == len(codes)
    for code in codes:
        assert re.fullmatch(r"11990321MD[0-9]{6}[0-9X][0-9A-Y]", code)
        # GB 32100: all signs but the last, weighted by powers of three, and the last make zero.
        signs = [county.SCC_DIGITS.index(sign) for sign in code]
        total = sum(value * pow(3, place, 31) for place, value in enumerate(signs[:-1]))
        assert (total + signs[-1]) % 31 == 0


@pytest.mark.parametrize("year", openness.COUNTY_YEARS)
def test_the_annual_report_adds_up_in_every_column(year: int) -> None:
    for body in county.bodies():
        if body.tier == "village" or body.dissolved_on:
            continue
        rows = openness._columns(body, year)
        new, before, *outcomes, handled, after = rows.values()
        assert all(value >= 0 for row in rows.values() for value in row)
        assert all(row[-1] == sum(row[:-1]) for row in rows.values())
        for column in range(len(new)):
            assert new[column] + before[column] == handled[column] + after[column]
            assert handled[column] == sum(row[column] for row in outcomes)
        if year > openness.COUNTY_YEARS[0]:
            assert before == list(openness._columns(body, year - 1).values())[-1]


def test_parts_of_a_total_add_up_to_it() -> None:
    assert chance.share(100, [1, 1, 1], "a") == chance.share(100, [1, 1, 1], "a")
    for total in (0, 1, 7, 100, 12345):
        assert sum(chance.share(total, [3.5, 1, 0.2, 9], total)) == total


@pytest.mark.parametrize(
    ("value", "written"),
    [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (99, "九十九"), (100, "一百"),
     (101, "一百零一"), (110, "一百一十"), (123, "一百二十三")],
)  # fmt: skip
def test_numbers_in_characters(value: int, written: str) -> None:
    assert han(value) == written


def test_a_paper_escapes_what_is_not_its_own_markup() -> None:
    assert Paper().text("a < b & c").html == "<p>a &lt; b &amp; c</p>"


def test_every_page_has_both_languages_and_ten_things_are_asked() -> None:
    for page in pages.prose():
        assert page.body.count("<h2>") == page.body_en.count("<h2>")
        assert not re.search(r"[\u4e00-\u9fff]", page.title_en + page.summary_en)
    assert len(pages.asked()) == 10
    slugs = [page.slug for page in pages.prose()] + [topic.slug for topic in pages.topics()]
    assert len(set(slugs)) == len(slugs)


@pytest.mark.parametrize("query", [item.query for item in pages.asked() if item.query])
def test_whatever_is_asked_most_is_found_in_a_paper(query: str) -> None:
    assert any(query in plain(paper.body) or query in paper.title for paper in papers())
