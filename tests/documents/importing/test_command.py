"""`gongkai import_documents`, from a folder to the public page."""

import io
import json
import os
import shutil
from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from gongkai.bodies.models import Body, User
from gongkai.documents.actions import drafting, publishing
from gongkai.documents.contents import Text
from gongkai.documents.management.commands import import_documents
from gongkai.documents.models import Document, Kind, Standing, State, WithdrawalReason
from gongkai.documents.rules.importing import kinds

PAGES = Path(__file__).parent / "pages"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360000002000001e221bc33000000"
    "0049454e44ae426082"
)


@pytest.fixture
def county(db):
    return Body.objects.create(code="qinghe", name="青禾县人民政府", tier="county", path="000001")


@pytest.fixture
def site(tmp_path):
    """A folder with two good pages of the old site."""
    folder = tmp_path / "oldsite"
    folder.mkdir()
    for name in ("trs_table", "kaipu_dl"):
        shutil.copy(PAGES / f"{name}.html", folder)
    return folder


@pytest.fixture
def take(county, django_capture_on_commit_callbacks, monkeypatch):
    """Run the command as after a commit, and return what --json printed."""
    monkeypatch.setattr(import_documents, "catch_up", lambda: True)

    def run(*paths, **options):
        out, err = io.StringIO(), io.StringIO()
        with django_capture_on_commit_callbacks(execute=True):
            call_command(
                "import_documents", *map(str, paths), body="qinghe", json=True,
                stdout=out, stderr=err, **options,
            )  # fmt: skip
        run.err = err.getvalue()
        return json.loads(out.getvalue())

    return run


def counts(told):
    return told["imported"], told["updated"], told["unchanged"], len(told["failed"])


def test_pages_of_the_old_site_are_public_and_marked_as_back_filled(client, site, take):
    told = take(site)
    assert counts(told) == (2, 0, 0, 0)
    assert told["documents"][1] == {
        "path": str(site / "trs_table.html"),
        "title": "青禾县人民政府关于印发青禾县农村饮水安全管理办法的通知",
        "index_number": "11130000012345678A/2021-00017",
        "document_number": "青政发〔2021〕5号",
        "issuer": "青禾县人民政府",
        "topic": "农业、林业、水利\\水利、水务",
        "made_on": "2021-03-09",
        "published_on": "2021-03-12",
    }
    document = Document.objects.get(document_number="青政发〔2021〕5号")
    assert document.state == State.PUBLISHED
    assert document.backfilled
    assert document.published_on == date(2021, 3, 12)
    page = client.get(document.get_absolute_url())
    assert page.status_code == 200
    assert "第二条 供水水费按照下表收取" in page.text


def test_a_second_import_changes_nothing(site, take):
    take(site)
    before = list(Document.objects.order_by("pk").values())
    told = take(site)
    assert counts(told) == (0, 0, 2, 0)
    assert len(told["documents"]) == 2
    assert list(Document.objects.order_by("pk").values()) == before


def test_a_changed_page_becomes_a_revision_of_the_same_address(client, site, take):
    take(site)
    document = Document.objects.get(title__startswith="关于公开征集")
    page = site / "kaipu_dl.html"
    page.write_text(page.read_text(encoding="utf-8").replace("11月30日", "12月15日"), "utf-8")
    assert counts(take(site)) == (0, 1, 1, 0)
    document.refresh_from_db()
    assert document.revisions.count() == 2
    assert "12月15日" in client.get(document.get_absolute_url()).text


def test_what_was_edited_here_is_not_overwritten(client, site, take):
    take(site)
    document = Document.objects.get(title__startswith="关于公开征集")
    clerk = User.objects.create_user("clerk")
    own = Text.from_json(document.revision.content | {"body": "<p>本县改过的文字。</p>"})
    drafting.revise(document, own, by=clerk, at=timezone.now())
    assert counts(take(site)) == (0, 0, 2, 0)
    document.refresh_from_db()
    assert document.revision.content["body"] == "<p>本县改过的文字。</p>"
    page = site / "kaipu_dl.html"
    page.write_text(page.read_text(encoding="utf-8").replace("11月30日", "12月15日"), "utf-8")
    assert counts(take(site)) == (0, 1, 1, 0)
    document.refresh_from_db()
    assert document.revisions.count() == 3
    assert "11月30日" in document.body, "the public goes on reading what it read"


def test_a_withdrawn_document_is_not_brought_back(site, take, django_capture_on_commit_callbacks):
    take(site)
    document = Document.objects.get(title__startswith="关于公开征集")
    with django_capture_on_commit_callbacks(execute=True):
        publishing.withdraw(document, reason=WithdrawalReason.MISTAKE, note="", at=timezone.now())
    page = site / "kaipu_dl.html"
    page.write_text(page.read_text(encoding="utf-8").replace("11月30日", "12月15日"), "utf-8")
    take(site)
    document.refresh_from_db()
    assert document.state == State.WITHDRAWN


def test_a_folder_that_moved_is_known_by_its_index_numbers(site, take):
    take(site)
    site.rename(site.with_name("elsewhere"))
    assert counts(take(site.with_name("elsewhere"))) == (0, 0, 2, 0)


def test_a_document_entered_by_hand_is_left_alone_and_named(county, site, take):
    clerk = User.objects.create_user("clerk")
    text = Text(title="手工录入", index_number="11130000012345678A/2021-00017")
    drafting.draft(county, text, by=clerk, at=timezone.now())
    told = take(site)
    assert counts(told) == (1, 0, 0, 1)
    assert told["failed"][0]["path"].endswith("trs_table.html")
    assert Document.objects.get(index_number=text.index_number).title == "手工录入"


def test_two_pages_with_one_index_number_stay_two_documents(site, take):
    page = (site / "trs_table.html").read_text(encoding="utf-8")
    (site / "zz.html").write_text(page.replace("农村饮水", "城镇供水"), encoding="utf-8")
    assert counts(take(site)) == (3, 0, 0, 0)
    assert counts(take(site)) == (0, 0, 3, 0)


def test_two_folders_of_one_name_stay_two_folders(tmp_path, take):
    for parent, number in (("a", "1"), ("b", "2")):
        folder = tmp_path / parent / "html"
        folder.mkdir(parents=True)
        page = (PAGES / "info_line.html").read_text(encoding="utf-8")
        (folder / "1.html").write_text(page.replace("12号", f"{number}号").replace(
            "加强冬季", f"加强第{number}次冬季"), encoding="utf-8")  # fmt: skip
    assert counts(take(tmp_path / "a" / "html", tmp_path / "b" / "html")) == (2, 0, 0, 0)
    assert counts(take(tmp_path / "a" / "html", tmp_path / "b" / "html")) == (0, 0, 2, 0)
    assert counts(take(tmp_path / "b" / "html")) == (0, 0, 1, 0)


def test_a_dry_run_says_what_would_happen_and_writes_nothing(site, take):
    assert counts(take(site, dry_run=True)) == (2, 0, 0, 0)
    assert not Document.objects.exists()
    take(site)
    assert counts(take(site, dry_run=True)) == (0, 0, 2, 0)


def test_drafts_may_be_left_for_the_clerks(site, take):
    take(site, publish=False)
    assert {document.state for document in Document.objects.all()} == {State.DRAFT}


def test_what_may_not_be_public_stays_a_draft_and_is_named(site, take):
    page = (site / "trs_table.html").read_text(encoding="utf-8")
    (site / "trs_table.html").write_text(
        page.replace("2021年03月12日", "2021年03月01日"), encoding="utf-8"
    )
    assert counts(take(site)) == (2, 0, 0, 0)
    document = Document.objects.get(document_number="青政发〔2021〕5号")
    assert document.state == State.DRAFT
    assert "trs_table.html" in take.err


def test_pictures_and_files_beside_the_page_come_along(client, tmp_path, take):
    folder = tmp_path / "site"
    (folder / "images").mkdir(parents=True)
    (folder / "tables").mkdir()
    shutil.copy(PAGES / "metas_only.html", folder)
    (folder / "images" / "meeting.jpg").write_bytes(PNG)  # not what its name says
    (folder / "tables" / "plan.xlsx").write_bytes((PAGES.parent / "plan.xlsx").read_bytes())
    told = take(folder)
    assert counts(told) == (1, 0, 0, 0), "the workbook is an attachment and no table of documents"
    document = Document.objects.get()
    assert [item["name"] for item in document.attachments] == ["计划表.xlsx"]
    entry = document.attachments[0]
    address = reverse("documents:file", args=[document.key, entry["digest"][:16], entry["name"]])
    assert f'href="{address}"' in document.body
    assert client.get(address).status_code == 200
    assert "<img" not in document.body
    assert "meeting.jpg" in take.err
    (folder / "images" / "meeting.jpg").unlink()
    (folder / "images" / "meeting.jpg").write_bytes(PNG)
    assert counts(take(folder)) == (0, 0, 1, 0)


def test_a_link_out_of_the_folder_brings_nothing(tmp_path, take):
    (tmp_path / "secret.txt").write_text("秘密")
    folder = tmp_path / "site"
    folder.mkdir()
    page = (PAGES / "metas_only.html").read_text(encoding="utf-8")
    (folder / "a.html").write_text(page.replace("tables/plan.xlsx", "../secret.txt"), "utf-8")
    take(folder)
    document = Document.objects.get()
    assert not document.attachments
    assert "secret" not in document.body


def test_names_in_gbk_bytes_are_spelled_out_and_found(tmp_path, take):
    folder = tmp_path / "site"
    folder.mkdir()
    page = (PAGES / "metas_only.html").read_text(encoding="utf-8")
    page = page.replace("tables/plan.xlsx", "计划.xlsx")
    (folder / os.fsdecode("公告.html".encode("gb18030"))).write_text(page, encoding="utf-8")
    workbook = folder / os.fsdecode("计划.xlsx".encode("gb18030"))
    workbook.write_bytes((PAGES.parent / "plan.xlsx").read_bytes())
    told = take(folder)
    assert told["documents"][0]["path"].endswith("/site/公告.html")
    assert Document.objects.get().attachments[0]["name"] == "计划表.xlsx"
    assert counts(take(folder)) == (0, 0, 1, 0)


def test_every_bad_file_is_named_and_the_good_ones_come_in(site, take, settings):
    settings.GONGKAI_IMPORT_MB = 1
    (site / "large.html").write_bytes(b"<p>x</p>" * 200_000)
    (site / "empty.html").write_bytes(b"")
    (site / "zip.docx").write_bytes(b"PK\x03\x04not a document")
    (site / "wrong.csv").write_text("甲,乙\n1,2\n", encoding="utf-8")
    (site / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0")
    shutil.copy(PAGES / "jpage_zoom.html", site)  # GBK
    shutil.copy(PAGES / "impossible_day.html", site)
    shutil.copy(PAGES / "bare.html", site)
    told = take(site)
    assert counts(told) == (5, 0, 0, 5)
    failed = {Path(one["path"]).name: one["reason"] for one in told["failed"]}
    assert set(failed) == {"large.html", "empty.html", "zip.docx", "wrong.csv", "old.doc"}
    assert all(failed.values())
    assert "甲、乙" in failed["wrong.csv"]
    assert "2023-02-30" in take.err


def test_a_file_that_cannot_be_opened_is_named(site, take):
    (site / "gone.html").symlink_to(site / "nowhere.html")
    told = take(site)
    assert counts(told) == (2, 0, 0, 1)
    assert told["failed"][0]["path"].endswith("gone.html")


@pytest.mark.parametrize("what", ["no body", "no path", "no document", "bad mapping"])
def test_a_wrong_call_is_an_error_in_words_and_changes_nothing(county, site, tmp_path, what):
    (tmp_path / "empty").mkdir()
    (tmp_path / "bad.toml").write_text("[nonsense]")
    calls = {
        "no body": ([site], {"body": "nobody"}),
        "no path": ([tmp_path / "nowhere"], {"body": "qinghe"}),
        "no document": ([tmp_path / "empty"], {"body": "qinghe"}),
        "bad mapping": ([site], {"body": "qinghe", "mapping": tmp_path / "bad.toml"}),
    }
    paths, options = calls[what]
    with pytest.raises(CommandError) as caught:
        call_command("import_documents", *map(str, paths), **options)
    assert str(caught.value)
    assert not Document.objects.exists()


def test_rows_of_a_table_keep_their_identity_when_rows_come_in_above(tmp_path, take):
    table = tmp_path / "t.csv"
    header, rows = "标题,文号,正文\n", ["甲,青政〔2020〕1号,一。\n", "乙,青政〔2020〕2号,二。\n"]
    table.write_text(header + "".join(rows), encoding="utf-8")
    told = take(table)
    assert counts(told) == (2, 0, 0, 0)
    assert told["documents"][0]["path"] == f"{table}#2"
    table.write_text(header + "丙,青政〔2020〕3号,三。\n" + "".join(rows), encoding="utf-8")
    assert counts(take(table)) == (1, 0, 2, 0)


def test_an_import_that_was_cut_off_goes_on(site, take, monkeypatch):
    monkeypatch.setattr(import_documents, "BATCH", 1)
    real = import_documents.importing.take_in
    calls = []

    def cut(*args, **options):
        calls.append(1)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return real(*args, **options)

    monkeypatch.setattr(import_documents.importing, "take_in", cut)
    with pytest.raises(KeyboardInterrupt):
        take(site)
    assert Document.objects.count() == 1
    monkeypatch.setattr(import_documents.importing, "take_in", real)
    assert counts(take(site)) == (1, 0, 1, 0)


def test_kinds_and_standings_are_those_of_the_model():
    assert {code for code, _ in kinds._KINDS} | {kinds.OTHERWISE} <= set(Kind.values)
    assert {code for code, _ in kinds._STANDINGS} | {kinds.IN_FORCE} <= set(Standing.values)


@pytest.mark.parametrize(
    ("title", "stated", "kind"),
    [
        ("《青禾县饮水办法》解读", "", "interpretation"),
        ("青禾县2023年政府信息公开工作年度报告", "", "annual_report"),
        ("青禾县2023年政府工作报告", "", "work_report"),
        ("青禾县人民政府关于印发饮水安全管理办法的通知", "", "normative"),
        ("青禾县突发事件总体应急预案", "", "emergency"),
        ("青禾县教育局2023年部门预算公开", "", "budget"),
        ("关于张某某任职的通知", "", "personnel"),
        ("青禾县“十四五”水利发展规划", "", "plan"),
        ("关于公开征集意见的公告", "", "announcement"),
        ("关于加强冬季防火的通知", "通知", "policy"),
        ("关于某事的通知", "规范性文件", "normative"),
    ],
)
def test_a_title_tells_the_kind(title, stated, kind):
    assert kinds.kind_of(title, stated) == kind


@pytest.mark.parametrize(
    ("validity", "standing"),
    [
        ("有效", "in_force"),
        ("", "in_force"),
        ("已废止", "repealed"),
        ("失效", "lapsed"),
        ("否", "lapsed"),
        ("部分失效", "partly"),
        ("已修改", "amended"),
        ("尚未生效", "in_force"),
    ],
)
def test_the_old_sites_word_for_force_is_understood(validity, standing):
    assert kinds.standing_of(validity) == standing
