"""Letters: drafted, approved by another person, sent, kept byte for byte, proved."""

import io
import json
import zipfile
from datetime import date, timedelta
from hashlib import sha256

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from gongkai.applications import showing
from gongkai.applications.actions import keeping, letters, working
from gongkai.applications.actions.receiving import path_of
from gongkai.applications.actions.telling import RefusedError
from gongkai.applications.models import Letter, Practice, Route
from gongkai.applications.rules.letters import LETTERS, Kind
from gongkai.applications.writing import remedy_of, sheet_of
from gongkai.bodies.models import Body, Role
from gongkai.custody.models import Reveal

from .making import NOON, TEXTS, appointed, filed, happens

DAY = date(2026, 9, 21)
FIRST = "先向上一级行政机关申请行政复议"


@pytest.fixture
def handler(county):
    return appointed(county, "handler", Role.HANDLER)


@pytest.fixture
def head(county):
    return appointed(county, "head", Role.OPENNESS)


def drafted(application, kind, by, outcome="", **fields):
    return letters.draft(application, Kind(kind), fields, outcome=outcome, by=by, at=NOON)


def approved(letter, by, today=DAY):
    letters.submit(letter, by=by, at=NOON, today=today)
    letters.approve(letter, by=by, at=NOON, today=today)
    return letter


def sent(letter, by, on=DAY, route=Route.REGISTERED):
    letters.dispatch(letter, route=route, on=on, by=by, at=NOON, today=on)
    return letter


FIELDS = {
    "unclear": "未写明年度",
    "guidance": "请写明年度和项目名称",
    "days": "10",
    "reason": "档案分存三处",
    "addressee": "示例公司",
    "party": "第三方一",
    "wish": "施工合同",
    "passages": "第七条",
    "given": "见附件",
    "withheld": "附件二：商业秘密",
    "basis": "item",
    "count": "31",
    "payment": "到窗口缴纳",
    "window": "县不动产登记中心",
    "content": "第七条",
    "result": "已更正",
    "earlier_reply": "公复〔2025〕1号",
    "opinion": "不同意",
    "notice": "补正告知书",
}
OUTCOME = {
    "refused": "deny_third_party",
    "unable": "cannot_needs_creation",
    "unhandled": "noproc_repeat",
    "closing": "other_other",
}


@pytest.mark.parametrize("kind", list(Kind))
def test_every_letter_says_the_same_in_word_and_pdf_and_leaves_no_field_open(
    application, handler, kind
):
    letter = drafted(application, kind, handler, OUTCOME.get(kind.value, ""), **FIELDS)
    letter.number, letter.dated_on = "公复〔2026〕12号", DAY
    sheet = sheet_of(letter, today=DAY)
    assert "{" not in sheet.whole_text
    assert sheet.signer == "示例县人民政府"
    word = docx.Document(io.BytesIO(letters.word(sheet)))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    written = "\n".join([*(one.text for one in word.paragraphs), *cells])
    assert all(line.text in written for line in sheet.lines)
    assert all(part in written for part in (sheet.letterhead, sheet.number, sheet.title))
    assert letters.pdf(sheet).startswith(b"%PDF-")


def test_the_same_letter_gives_the_same_bytes(application, handler):
    sheet = sheet_of(drafted(application, "granted", handler, given="见附件"), today=DAY)
    assert letters.pdf(sheet) == letters.pdf(sheet)
    assert letters.word(sheet) == letters.word(sheet)


def test_a_letter_goes_the_whole_way_and_the_clock_hears_of_it(application, handler, head):
    letter = drafted(application, "extension", handler, reason="档案分存三处", days="20")
    letters.submit(letter, by=handler, at=NOON, today=DAY)
    letters.approve(letter, by=head, at=NOON, today=DAY)
    assert letter.number == "公函〔2026〕1号"
    sent(letter, handler)
    application.refresh_from_db()
    assert (application.state, application.due_on) == ("extended", date(2026, 11, 19))
    text = sheet_of(letter, today=DAY).whole_text
    assert "答复期限至2026年10月22日届满" in text
    assert "答复期限延至2026年11月19日" in text
    letters.prove(letter, on=DAY, file=None, by=handler, at=NOON, today=DAY)
    assert letter.delivered_on == DAY


@pytest.mark.parametrize(
    ("kind", "reached"), [("third_party", "third_party_reached"), ("co_maker", "organ_reached")]
)
def test_the_proof_of_service_starts_the_time_of_whoever_is_asked(
    application, handler, head, kind, reached
):
    letter = drafted(application, kind, handler, **FIELDS)
    letters.submit(letter, by=handler, at=NOON, today=DAY)
    letters.approve(letter, by=head, at=NOON, today=DAY)
    sent(letter, handler, on=date(2026, 9, 24))
    letters.prove(
        letter, on=date(2026, 9, 28), file=None, by=handler, at=NOON, today=date(2026, 9, 29)
    )
    last = application.events.last()
    assert (last.type, last.details) == (reached, {"party": "第三方一"})
    (limit,) = [
        one for one in showing.of_events(application.events.all(), DAY).limits if one.days == 15
    ]
    assert limit.due == date(2026, 10, 23)


def test_a_proof_that_comes_after_the_opinion_is_kept_and_moves_nothing(application, handler, head):
    letter = drafted(application, "third_party", handler, **FIELDS)
    letters.submit(letter, by=handler, at=NOON, today=DAY)
    letters.approve(letter, by=head, at=NOON, today=DAY)
    sent(letter, handler, on=date(2026, 9, 24))
    happens(application, "third_party_answered", "2026-09-28")
    due, today = application.due_on, date(2026, 9, 29)
    letters.prove(letter, on=today, file=None, by=handler, at=NOON, today=today)
    application.refresh_from_db()
    assert (letter.delivered_on, application.due_on) == (today, due)


def test_nobody_approves_their_own_letter_and_the_database_says_so_too(application, head):
    letter = drafted(application, "granted", head, given="见附件")
    letters.submit(letter, by=head, at=NOON, today=DAY)
    with pytest.raises(letters.OwnLetterError):
        letters.approve(letter, by=head, at=NOON, today=DAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Letter.objects.update(approved_by=head)


def test_an_extension_needs_the_head_of_the_working_body(application, handler, county):
    letter = drafted(application, "extension", handler, reason="档案分存三处", days="5")
    letters.submit(letter, by=handler, at=NOON, today=DAY)
    other = appointed(county, "other", Role.HANDLER)
    with pytest.raises(letters.NotTheHeadError):
        letters.approve(letter, by=other, at=NOON, today=DAY)


@pytest.mark.parametrize(
    ("kind", "outcome", "fields", "missing"),
    [
        ("granted", "", {}, ("given",)),
        ("partial", "", {"given": "第一部分"}, ("withheld",)),
        ("refused", "", {"reason": "不宜公开"}, ("outcome",)),
        ("refused", "deny_state_secret", {"reason": "涉密"}, ("secrecy",)),
        ("refused", "deny_third_party", {"reason": "商业秘密"}, ("opinion",)),
        ("unable", "cannot_not_held", {"reason": "没有"}, ("search",)),
        ("unable", "cannot_not_held", {"reason": "没有", "search": "随便找过"}, ("search",)),
        ("unhandled", "noproc_repeat", {}, ("earlier_reply",)),
        ("query", "", {}, ("window",)),
        ("correction", "", {"unclear": "年度"}, ("days", "guidance")),
    ],
)
def test_a_letter_without_its_mandatory_grounds_is_not_submitted(
    application, handler, kind, outcome, fields, missing
):
    letter = drafted(application, kind, handler, outcome, **fields)
    with pytest.raises(letters.LackingError) as refused:
        letters.submit(letter, by=handler, at=NOON, today=DAY)
    assert refused.value.names == missing
    letter.refresh_from_db()
    assert letter.stage == Letter.Stage.DRAFT


def test_not_held_needs_a_logged_search_and_the_reply_tells_it(application, handler):
    letter = drafted(application, "unable", handler, "cannot_not_held", reason="未制作该信息")
    working.note_search(
        application,
        on=DAY,
        place="档案室",
        method="以“饮水”检索2019至2025年目录",
        found=False,
        result="",
        by=handler,
        at=NOON,
    )
    letters.submit(letter, by=handler, at=NOON, today=DAY)
    text = sheet_of(letter, today=DAY).whole_text
    assert "2026年9月21日在档案室检索（以“饮水”检索2019至2025年目录），未检索到相关信息" in text


def test_a_refusal_says_reconsideration_first_and_the_office_settles_what_is_one(
    application, handler, county
):
    refused = drafted(application, "refused", handler, "deny_process_info", reason="过程性信息")
    unable = drafted(application, "unable", handler, "cannot_needs_creation", reason="需要加工")
    assert FIRST in remedy_of(refused)
    assert FIRST not in remedy_of(unable)
    assert "六个月内直接向" in remedy_of(unable)
    settled = Practice(body=county, refusals=["cannot_needs_creation"], court="示例县人民法院")
    working.settle_practice(settled)
    assert FIRST in remedy_of(unable)
    assert FIRST not in remedy_of(refused)
    assert "示例县人民法院" in remedy_of(refused)


def test_what_was_sent_is_kept_byte_for_byte_and_a_changed_copy_is_not_sent(
    application, handler, head
):
    letter = drafted(application, "granted", handler, given="见附件")
    letters.submit(letter, by=handler, at=NOON, today=DAY)
    letters.approve(letter, by=head, at=NOON, today=DAY)
    copies = {file.media_type: file for file in letter.files.filter(part="copy")}
    sheet = sheet_of(letter, today=DAY)
    assert keeping.read(copies[letters.PDF]) == letters.pdf(sheet)
    assert copies[letters.WORD].digest == sha256(letters.word(sheet)).hexdigest()
    copies[letters.PDF].digest = "0" * 64
    copies[letters.PDF].save()
    with pytest.raises(keeping.CopyChangedError):
        sent(letter, handler)


def test_a_step_the_law_forbids_is_refused_at_dispatch_and_nothing_moves(
    application, handler, head
):
    letter = drafted(application, "extension", handler, reason="档案分存三处", days="5")
    letters.submit(letter, by=handler, at=NOON, today=DAY)
    letters.approve(letter, by=head, at=NOON, today=DAY)
    late = date(2026, 10, 23)
    with pytest.raises(RefusedError), transaction.atomic():
        letters.dispatch(letter, route=Route.POST, on=late, by=handler, at=NOON, today=late)
    letter.refresh_from_db()
    assert letter.stage == Letter.Stage.APPROVED
    assert application.events.count() == 1


def test_numbers_run_by_word_and_year_and_never_twice(county, application, handler, head):
    numbers = []
    for place in range(3):
        case = filed(county, submission=f"n{place}")
        letter = drafted(case, "granted", handler, given="见附件")
        letters.submit(letter, by=handler, at=NOON, today=DAY)
        letters.approve(letter, by=head, at=NOON, today=DAY)
        numbers.append(letter.number)
    assert numbers == ["公复〔2026〕1号", "公复〔2026〕2号", "公复〔2026〕3号"]


def test_a_receipt_is_issued_without_a_second_person(application, handler):
    letter = drafted(application, "receipt", handler, code="ABCD-EFGH-JKMN-PQRS")
    letters.submit(letter, by=handler, at=NOON, today=DAY)
    assert letter.stage == Letter.Stage.APPROVED
    text = sheet_of(letter, today=DAY).whole_text
    assert "以提交之日为收到申请之日" in text
    assert "ABCD-EFGH-JKMN-PQRS" in text
    assert "2026年10月22日" in text


def test_the_fee_notice_states_basis_count_and_amount(application, handler):
    fields = FIELDS | {"before": "30", "count": "1"}
    text = sheet_of(drafted(application, "fee", handler, **fields), today=DAY).whole_text
    assert "按件计收" in text
    assert "人民币200元" in text
    pages = FIELDS | {"basis": "page", "count": "201", "before": ""}
    text = sheet_of(drafted(application, "fee", handler, **pages), today=DAY).whole_text
    assert "人民币2,740元" in text


def test_the_applicant_is_not_named_to_a_third_party(application, handler):
    sheet = sheet_of(drafted(application, "third_party", handler, **FIELDS), today=DAY)
    assert TEXTS["name"] not in sheet.whole_text
    assert sheet.slip is not None


def test_nothing_of_a_letter_stands_open_on_disk(application, handler, head, own_home):
    secret = "极其特别的理由二三四五"
    letter = drafted(application, "granted", handler, given=secret)
    letters.submit(letter, by=handler, at=NOON, today=DAY)
    letters.approve(letter, by=head, at=NOON, today=DAY)
    stored = Letter.objects.values_list("told", flat=True).get(pk=letter.pk)
    assert secret.encode() not in bytes(stored)
    for file in letter.files.all():
        assert b"%PDF" not in path_of(file.pk).read_bytes()


def test_the_archive_holds_every_part_and_its_hash(desk, county, handler, head, recent):
    today = timezone.localdate()
    letter = drafted(recent, "granted", handler, given="见附件")
    letters.submit(letter, by=handler, at=timezone.now(), today=today)
    letters.approve(letter, by=head, at=timezone.now(), today=today)
    sent(letter, handler, on=today)
    proof = SimpleUploadedFile("回执.pdf", b"%PDF-1.4 proof")
    told = {"delivered_on": today.isoformat(), "proof": proof}
    desk.post(reverse("applications_desk:letter_prove", args=[letter.pk]), told)
    answer = desk.post(reverse("applications_desk:archive", args=[recent.pk]))
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        assert {part["path"] for part in manifest["parts"]} == set(archive.namelist()) - {
            "manifest.json"
        }
        for part in manifest["parts"]:
            assert sha256(archive.read(part["path"])).hexdigest() == part["sha256"]
        names = " ".join(archive.namelist())
        assert "request/request.json" in names
        assert "proof-" in names
        assert "copy-" in names
    assert Reveal.objects.filter(fields="archive").count() == 1


@pytest.fixture
def recent(county):
    arrived = timezone.localdate() - timedelta(days=10)
    return filed(county, on=arrived.isoformat())


@pytest.fixture
def desk(client, clerk):
    clerk.is_superuser = True
    clerk.save()
    client.force_login(clerk, "django.contrib.auth.backends.ModelBackend")
    return client


def test_a_letter_is_written_approved_and_sent_on_the_pages(client, county, recent, head):
    handler = appointed(county, "hand", Role.HANDLER)
    for user in (handler, head):
        user.is_superuser = True
        user.save()
    client.force_login(handler, "django.contrib.auth.backends.ModelBackend")
    address = reverse("applications_desk:letter_write", args=[recent.pk, "granted"])
    assert client.get(address).status_code == 200
    page = client.post(address, {"given": "见附件"}, follow=True)
    letter = Letter.objects.get()
    assert TEXTS["name"] not in page.content.decode()
    go = {name: reverse("applications_desk:letter_verb", args=[letter.pk, name]) for name in VERBS}
    client.post(go["submit"])
    assert client.post(go["approve"]).status_code == 404
    client.force_login(head, "django.contrib.auth.backends.ModelBackend")
    listed = client.get(reverse("applications_desk:approvals")).content.decode()
    assert recent.number in listed
    client.post(go["approve"])
    told = {"route": "post", "dispatched_on": timezone.localdate().isoformat()}
    client.post(reverse("applications_desk:letter_dispatch", args=[letter.pk]), told)
    recent.refresh_from_db()
    assert (recent.state, recent.outcome) == ("replied", "granted")
    copy = letter.files.filter(media_type=letters.PDF).get()
    got = client.get(reverse("applications_desk:letter_file", args=[letter.pk, copy.pk]))
    assert sha256(got.content).hexdigest() == copy.digest
    assert Reveal.objects.filter(fields="letter").count() == 1


VERBS = ("submit", "approve", "drop")


def test_a_letter_of_another_body_cannot_be_told_from_one_that_never_was(
    client, application, handler
):
    letter = drafted(application, "granted", handler, given="见附件")
    other = Body.objects.create(code="ju", name="示例局", tier="department", path="000002")
    stranger = appointed(other, "stranger", Role.HANDLER, Role.OPENNESS)
    stranger.is_superuser = True
    stranger.save()
    client.force_login(stranger, "django.contrib.auth.backends.ModelBackend")
    for name in ("letter", "letter_rewrite"):
        assert client.get(reverse(f"applications_desk:{name}", args=[letter.pk])).status_code == 404


def test_every_end_of_table_three_has_a_letter():
    from gongkai.applications.rules.outcomes import OUTCOMES

    reached = {key for letter in LETTERS.values() for key in letter.outcomes}
    assert reached == set(OUTCOMES)
