"""The command: JSON as promised, exit status, encodings, exceptions, files of every kind."""

# ruff: noqa: E501 (markup reads better on one line)

import io
import json
import os
import subprocess
import sys

import docx
import openpyxl
import pytest
from django.core.management import CommandError, call_command

CLEAN = "<html><head><title>通知</title></head><body><p>各乡镇人民政府：请按时报送材料。</p></body></html>"
SPAM = "<p>通知</p><div>澳门葡京赌场_真人百家乐_六合彩开奖_无码毛片</div>"


def scan(*arguments):
    """Return (exit status, report)."""
    out = io.StringIO()
    status = 0
    try:
        call_command("scan", *map(str, arguments), "--json", stdout=out)
    except SystemExit as ended:
        status = ended.code
    return status, json.loads(out.getvalue())


def test_the_json_has_exactly_the_promised_keys(tmp_path):
    (tmp_path / "a.html").write_text(SPAM, encoding="utf-8")
    status, report = scan(tmp_path / "a.html")
    assert status == 1
    assert list(report) == ["pages", "summary"]
    [page] = report["pages"]
    assert list(page) == ["target", "polluted", "host_legitimate", "findings", "links", "footer"]
    assert list(page["footer"]) == ["site_code", "icp", "police"]
    assert page["polluted"] is True
    for finding in page["findings"]:
        assert list(finding)[:6] == ["code", "severity", "start", "end", "text", "advice"]
        assert SPAM[finding["start"] : finding["end"]] == finding["text"]


def test_a_folder_is_read_in_order_and_only_one_page_is_polluted(tmp_path):
    (tmp_path / "b.html").write_text(CLEAN, encoding="utf-8")
    (tmp_path / "a.txt").write_text("通知\n各乡镇人民政府。", encoding="utf-8")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "c.htm").write_text(SPAM, encoding="gb18030")
    status, report = scan(tmp_path)
    told = [(page["target"].rsplit("/", 1)[-1], page["polluted"]) for page in report["pages"]]
    assert told == [("a.txt", False), ("b.html", False), ("c.htm", True)]
    assert (status, report["summary"]["pages"], report["summary"]["polluted"]) == (1, 3, 1)


def test_many_files_give_the_same_report_on_several_processes(tmp_path):
    for number in range(80):
        text = SPAM if number % 9 == 0 else CLEAN
        (tmp_path / f"{number:03}.html").write_text(text, encoding="utf-8")
    assert scan(tmp_path, "--processes", 2) == scan(tmp_path, "--processes", 1)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
def test_a_text_is_read_in_its_encoding(tmp_path, encoding):
    (tmp_path / "a.html").write_bytes(SPAM.encode(encoding))
    assert scan(tmp_path / "a.html")[0] == 1


def test_big5_without_a_declaration_is_told_from_gb18030(tmp_path):
    text = "各鄉鎮人民政府應當嚴格執行規定，確保質量，按時報送材料。" * 5
    (tmp_path / "a.txt").write_bytes(text.encode("big5"))
    assert scan(tmp_path / "a.txt")[1]["pages"][0]["findings"] == []


def test_standard_input_is_a_target(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(SPAM.encode())))
    status, report = scan("-")
    assert (status, report["pages"][0]["target"]) == (1, "-")


def test_a_missing_file_is_named_and_ends_with_2(tmp_path):
    status, report = scan(tmp_path / "none.html")
    assert status == 2
    assert report["pages"] == []
    assert report["summary"]["failed"][0]["target"].endswith("none.html")


def test_the_words_of_office_files_are_scanned_and_hidden_sheets_named(tmp_path):
    document = docx.Document()
    document.add_paragraph("身份证号 11010519491231002X")
    document.save(tmp_path / "a.docx")
    book = openpyxl.Workbook()
    book.active["A1"] = "11010519491231002X"
    book.create_sheet("内部").sheet_state = "hidden"
    book.save(tmp_path / "b.xlsx")
    status, report = scan(tmp_path)
    told = [{one["code"] for one in page["findings"]} for page in report["pages"]]
    assert status == 1
    assert "personal_data" in told[0]
    assert told[1] >= {"personal_data", "hidden_text"}


EXCEPTION = """
[[exception]]
code = "personal_data"
text = "138 0013 8000"
reason = "complaint line"
proposed_by = "office"
approved_by = "{approver}"
"""


def test_a_reviewed_exception_takes_a_finding_away(tmp_path):
    (tmp_path / "a.html").write_text("<p>投诉电话：13800138000</p>", encoding="utf-8")
    (tmp_path / "ex.toml").write_text(EXCEPTION.format(approver="head"), encoding="utf-8")
    assert scan(tmp_path / "a.html")[1]["summary"]["codes"] == {"personal_data": 1}
    told = scan(tmp_path / "a.html", "--exceptions", tmp_path / "ex.toml")[1]
    assert told["summary"]["codes"] == {}


def test_an_exception_or_list_of_one_person_alone_is_refused(tmp_path):
    (tmp_path / "ex.toml").write_text(EXCEPTION.format(approver="office"), encoding="utf-8")
    with pytest.raises(CommandError) as refused:
        call_command("scan", "-", "--exceptions", str(tmp_path / "ex.toml"))
    assert refused.value.returncode == 2
    (tmp_path / "hosts.toml").write_text("[list]\nversion='1'\nsource='x'\n", encoding="utf-8")
    with pytest.raises(CommandError) as refused:
        call_command("scan", "-", "--lists", str(tmp_path))
    assert refused.value.returncode == 2


def test_the_lines_for_people_speak_their_language(tmp_path, capsys):
    (tmp_path / "a.html").write_text(SPAM, encoding="utf-8")
    told = {}
    for language in ("zh-hans", "en"):
        with pytest.raises(SystemExit):
            call_command("scan", str(tmp_path / "a.html"), "--language", language)
        told[language] = capsys.readouterr().out
    assert "植入广告" in told["zh-hans"]
    assert "Injected advertising" in told["en"]


def test_control_characters_of_a_page_do_not_reach_the_terminal(tmp_path, capsys):
    (tmp_path / "a.txt").write_text(SPAM + "\x1b[2J中国入民\x1b]0;x\x07", encoding="utf-8")
    with pytest.raises(SystemExit):
        call_command("scan", str(tmp_path / "a.txt"), "--language", "en")
    assert "\x1b[2J" not in capsys.readouterr().out


def test_the_console_script_scans_without_a_home_folder_or_database(tmp_path):
    (tmp_path / "a.html").write_text(SPAM, encoding="utf-8")
    home = tmp_path / "home"
    told = subprocess.run(
        [sys.executable, "-m", "gongkai.project.cli", "scan", str(tmp_path / "a.html"), "--json"],
        capture_output=True, text=True, check=False, env={**os.environ, "GONGKAI_HOME": str(home)},
    )  # fmt: skip
    assert told.returncode == 1, told.stderr
    assert json.loads(told.stdout)["summary"]["polluted"] == 1
    assert not home.exists()


def test_zeros_in_a_page_do_not_keep_it_from_being_scanned(tmp_path):
    (tmp_path / "a.html").write_bytes(b"<html>\0\0" + SPAM.encode())
    assert scan(tmp_path / "a.html")[0] == 1
