"""`gongkai deadline`: JSON lines in, JSON lines out, bad lines answered and the rest goes on."""

import json
import subprocess
from collections.abc import Callable
from contextlib import suppress
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from gongkai.applications import access

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(autouse=True)
def shipped(monkeypatch):
    monkeypatch.setattr(access, "calendar", access.shipped_calendar)


def answers(path: Path, *words: str) -> list[dict[str, object]]:
    out = StringIO()
    with suppress(CommandError):
        call_command("deadline", str(path), "--json", *words, stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def written(tmp_path: Path, *cases: object) -> Path:
    path = tmp_path / "cases.jsonl"
    lines = [one if isinstance(one, str) else json.dumps(one) for one in cases]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


CASE = {
    "events": [{"type": "received", "channel": "in_person", "on": "2026-09-18"}],
    "today": "2026-09-21",
}


def test_a_case_comes_back_with_its_date_and_a_row_for_each_day_not_counted(tmp_path):
    (answer,) = answers(written(tmp_path, CASE))
    assert answer["state"] == "received"
    assert answer["reply_due"] == "2026-10-22"
    assert answer["provisional"] is False
    assert answer["violations"] == []
    rows = {row["on"]: row for row in answer["explanation"]}
    assert len(rows) == 15
    assert rows["2026-10-05"]["reason"] == "holiday"
    assert rows["2026-10-05"]["source"].startswith("国办发明电")
    assert "国庆" in rows["2026-10-05"]["text"]
    assert rows["2026-09-18"]["reason"] == "receipt_day"
    assert rows["2026-10-17"]["reason"] == "weekend"
    assert answer["worked_weekends"] == ["2026-09-20", "2026-10-10"]


def test_a_bad_line_is_answered_with_its_number_and_the_rest_goes_on(tmp_path):
    path = written(
        tmp_path,
        CASE,
        "{",
        {"events": [{"type": "received", "on": "2026-09-18"}]},
        {"events": [{"type": "arrived", "on": "2026-09-18"}]},
        {"events": [{"type": "received", "channel": "web", "on": "18.9.2026"}]},
        {"events": [{"type": "received", "channel": "web", "on": "2826-09-18"}]},
        {"events": "received"},
        [],
        CASE,
    )
    found = answers(path, "--language", "en")
    assert [answer.get("error", {}).get("line") for answer in found] == [
        None,
        2,
        3,
        4,
        5,
        6,
        7,
        8,
        None,
    ]
    assert found[2]["error"]["text"] == "the field “channel” is missing"
    assert found[0]["reply_due"] == found[-1]["reply_due"] == "2026-10-22"
    with pytest.raises(CommandError):
        call_command("deadline", str(path), stdout=StringIO())


def test_a_refused_event_names_its_article_in_words(tmp_path):
    case = {
        "events": [
            *CASE["events"],
            {"type": "extended", "on": "2026-10-23", "days": 20},
        ],
        "today": "2026-10-23",
    }
    (answer,) = answers(written(tmp_path, case), "--language", "en")
    (violation,) = answer["violations"]
    assert (violation["event"], violation["code"], violation["article"]) == (1, "after_due", 33)
    assert violation["refused"] is True
    assert "article 33" in violation["text"]
    assert answer["state"] == "overdue"


def test_words_come_in_chinese_unless_asked_otherwise(tmp_path):
    (chinese,) = answers(written(tmp_path, CASE))
    (english,) = answers(written(tmp_path, CASE), "--language", "en")
    assert "收到" in chinese["explanation"][0]["text"]
    assert "receipt" in english["explanation"][0]["text"]


def test_a_fresh_machine_without_a_database_can_count(gongkai: Run, tmp_path):
    run = gongkai("deadline", str(written(tmp_path, CASE)))
    assert run.returncode == 0
    assert json.loads(run.stdout)["reply_due"] == "2026-10-22"


def test_a_file_that_is_not_there_is_said_in_one_sentence(tmp_path):
    with pytest.raises(CommandError, match="nowhere"):
        call_command("deadline", str(tmp_path / "nowhere.jsonl"), stdout=StringIO())


FACT = '{"events": [{"type": "received", "channel": "web", "on": "2026-09-18", "party": "%s"}]}'


@pytest.mark.parametrize(
    "line",
    [
        "[]",
        "null",
        "12",
        '{"events": [NaN]}',
        '{"events": ' + "[" * 50_000 + "]" * 50_000 + "}",
        '{"x": ' + "9" * 5_000 + "}",
        '{"events": [{"type": "\\ud800", "on": "2026-09-18"}]}',
        FACT % "\\ud800",
        FACT % "a\\nb",
    ],
)
def test_an_odd_line_is_one_line_of_answer_between_its_neighbours(tmp_path, line):
    first, odd, last = answers(written(tmp_path, CASE, line, CASE))
    assert odd["error"]["line"] == 2
    assert first == last
