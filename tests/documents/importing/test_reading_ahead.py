"""Pages are parsed on other cores, yet come in their order and none is lost."""

import os
import pickle
import signal
from pathlib import Path

import pytest

from gongkai.documents import reading
from gongkai.documents.intake import Intake, Old, files_in
from gongkai.documents.rules.importing.found import Refusal, UnreadableError
from gongkai.documents.rules.importing.mapping import Mapping

PAGE = "<html><head><title>{0}</title></head><body><h1>{0}</h1><p>{1}</p></body></html>"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(reading, "PAGES_MIN", 1)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    for number in range(90):
        text = PAGE.format(f"关于第{number}号事项的通知", "各乡镇人民政府：请认真执行。" * 5)
        (tmp_path / f"{number:03d}.html").write_text(text, encoding="utf-8")
    (tmp_path / "040.html").write_bytes(b"")
    (tmp_path / "notes.txt").write_text("关于放假的通知\n\n全体人员：放假一天。", encoding="utf-8")
    return tmp_path


def shown(folder: Path) -> list[tuple[str, str]]:
    intake = Intake(Mapping(), limit_mb=20)
    return [
        (Path(read.shown).name, read.source.found.title if read.source else read.reason)
        for _old, documents in reading.read_all(intake, files_in([folder]))
        for read in documents
    ]


def alone(folder: Path) -> list[tuple[str, str]]:
    intake = Intake(Mapping(), limit_mb=20)
    return [
        (Path(read.shown).name, read.source.found.title if read.source else read.reason)
        for old in files_in([folder])
        for read in intake.read(old)
    ]


def test_pages_read_ahead_are_those_that_one_process_reads_in_the_same_order(
    folder: Path,
) -> None:
    found = shown(folder)
    assert found == alone(folder)
    assert len(found) == 91
    assert found[41] == ("041.html", "关于第41号事项的通知")


def killing(content: bytes, mapping: Mapping) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def test_killed_workers_lose_no_page(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = alone(folder)
    monkeypatch.setattr(reading, "found_or_refused", killing)
    assert shown(folder) == expected


def test_the_reason_why_a_page_gives_nothing_comes_back_from_a_worker() -> None:
    error = pickle.loads(pickle.dumps(UnreadableError(Refusal.OLD_FORMAT, "doc")))
    assert (error.refusal, error.detail) == (Refusal.OLD_FORMAT, "doc")


def test_pages_ahead_are_bounded_by_what_memory_may_hold(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []
    content = Intake.content

    def counted(intake: Intake, old: Old) -> bytes | str:
        opened.append(old.path)
        return content(intake, old)

    monkeypatch.setattr(Intake, "content", counted)
    monkeypatch.setattr(reading, "AHEAD_BYTES", 3 * len((folder / "000.html").read_bytes()))
    pages = reading.read_all(Intake(Mapping(), limit_mb=20), files_in([folder]))
    next(pages)
    assert len(opened) == 3
    assert len(list(pages)) == 90
