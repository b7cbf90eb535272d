"""What a citizen meets: the form with and without JavaScript, the code page, board and gate."""

import re
from datetime import timedelta

import altcha
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from gongkai.custody import gate
from gongkai.custody.models import Spent
from gongkai.letters.actions import releasing
from gongkai.letters.actions.receiving import code_of
from gongkai.letters.models import Attachment, Letter, Release

from .making import NOON, answered, day, happens, wrote

pytestmark = pytest.mark.django_db
NUMERALS = {sign: place for place, sign in enumerate(gate.NUMERALS)}


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}"[^>]*value="([^"]*)"', page)
    assert found, name
    return found[1]


def filled(client, **more) -> dict:
    """Return what a person without JavaScript sends."""
    page = client.get(reverse("letters:write")).content.decode()
    first, second = re.search(r"([一二三四五六七八九])加([一二三四五六七八九])", page).groups()
    return {
        "body": "xian",
        "kind": "complain",
        "title": "楼下烧烤店油烟",
        "text": "每天夜里两点还在炒菜，孩子睡不着。",
        "name": "柳问之",
        "consent": "yes",
        "submission": hidden(page, "submission"),
        "sum_token": hidden(page, "sum_token"),
        "sum": str(NUMERALS[first] + NUMERALS[second]),
        "altcha": "",
    } | more


def test_a_letter_without_javascript_gets_a_receipt_with_its_code(client, county):
    told = filled(client)
    page = client.post(reverse("letters:write"), told)
    assert page.status_code == 200
    letter = Letter.objects.get()
    assert code_of(told["submission"]) in page.content.decode()
    assert (letter.channel, letter.consent, letter.body) == ("mailbox", True, county)


def test_a_question_without_answer_is_carried_into_the_form_and_into_no_address(client, county):
    question = "村里的<路灯>什么时候修" * 10
    strict = Client(enforce_csrf_checks=True)  # the page that asks is kept and has no token
    page = strict.post(reverse("letters:carry"), {"question": question})
    shown = page.content.decode()
    assert page.status_code == 200
    assert escape(question) in shown
    assert hidden(shown, "title") == escape(question[:60])
    assert f'action="{reverse("letters:write")}"' in shown
    assert "no-store" in page["Cache-Control"]
    assert not Letter.objects.exists()
    assert strict.get(reverse("letters:carry")).status_code == 405


def test_ten_presses_are_one_letter_with_one_receipt(client, county):
    told = filled(client)
    pages = {client.post(reverse("letters:write"), told).status_code for _ in range(10)}
    assert (pages, Letter.objects.count()) == ({200}, 1)


@pytest.mark.parametrize("change", [{"sum": "99"}, {"sum": ""}, {"sum_token": "forged"}])
def test_without_sum_or_work_nothing_comes_in_and_nothing_typed_is_lost(client, county, change):
    page = client.post(reverse("letters:write"), filled(client, **change))
    assert page.status_code == 422
    assert "每天夜里两点还在炒菜" in page.content.decode()
    assert Letter.objects.count() == 0


def test_a_proof_of_work_opens_the_gate_once_and_only_for_its_own_form(client, county, rf):
    now = timezone.now()
    task = gate.task("letter", "one", now)
    challenge = altcha.Challenge.from_dict(__import__("json").loads(task.challenge))
    proof = altcha.Payload(challenge, altcha.solve_challenge(challenge)).to_base64()

    def asked(form: str, submission: str):
        return gate.refusal(rf.post("/", {"altcha": proof}), form, submission, now)

    assert asked("other", "one") is gate.Refusal.UNPROVED
    assert asked("letter", "two") is gate.Refusal.UNPROVED
    assert asked("letter", "one") is None
    assert asked("letter", "one") is gate.Refusal.SPENT
    assert Spent.objects.count() == 1


def test_a_challenge_that_has_expired_or_was_changed_is_no_proof(db, own_home, rf):
    old = timezone.now() - timedelta(hours=3)
    challenge = altcha.Challenge.from_dict(
        __import__("json").loads(gate.task("letter", "one", old).challenge)
    )
    proof = altcha.Payload(challenge, altcha.solve_challenge(challenge)).to_base64()
    request = rf.post("/", {"altcha": proof})
    assert gate.refusal(request, "letter", "one", timezone.now()) is gate.Refusal.UNPROVED
    challenge.parameters.expires_at = None
    spliced = altcha.Payload(challenge, altcha.solve_challenge(challenge)).to_base64()
    request = rf.post("/", {"altcha": spliced})
    assert gate.refusal(request, "letter", "one", timezone.now()) is gate.Refusal.UNPROVED


def test_one_address_is_stopped_and_another_is_not(client, county):
    for number in range(gate.SUMMED_AN_HOUR):
        told = filled(client, title=f"第{number}封来信")
        assert client.post(reverse("letters:write"), told).status_code == 200
    stopped = client.post(reverse("letters:write"), filled(client))
    assert stopped.status_code == 429
    assert "每天夜里两点还在炒菜" in stopped.content.decode()
    other = client.post(reverse("letters:write"), filled(client), REMOTE_ADDR="10.0.0.9")
    assert other.status_code == 200


def test_a_told_address_is_believed_only_behind_our_own_proxy(rf, settings):
    request = rf.get("/", headers={"X-Forwarded-For": "6.6.6.6, 10.1.1.1"})
    assert gate.address(request) == "127.0.0.1"
    settings.GONGKAI_PROXIES = 1
    assert gate.address(request) == "10.1.1.1"


@pytest.mark.parametrize(
    "text", ["😡😡😡😡😡😡😡😡", "\n" * 10_000, "长" * 350_000, "", "!!!!!!!!!!"]
)
def test_a_text_that_says_nothing_or_too_much_is_sent_back(client, county, text):
    page = client.post(reverse("letters:write"), filled(client, text=text))
    assert page.status_code == 422
    assert Letter.objects.count() == 0


def test_scripts_are_shown_as_they_were_written_and_line_breaks_are_few(client, county, clerk):
    text = "<script>alert(1)</script>" + "\n" * 10_000 + "请处理这件事情"
    assert (
        client.post(
            reverse("letters:write"), filled(client, text=text[:9000] + text[-7:])
        ).status_code
        == 200
    )
    letter = Letter.objects.get()
    assert letter.text.count("\n") <= 2
    shown = releasing.Shown(letter.title, letter.text, letter.text)
    key = releasing.release(letter, shown, by=clerk, today=day("10-10")).key
    page = client.get(reverse("letters:letter", args=[key])).content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_a_file_is_known_by_its_bytes_and_sealed(client, county, own_home):
    fake = SimpleUploadedFile("photo.jpg", b"MZ executable")
    assert client.post(reverse("letters:write"), filled(client, papers=fake)).status_code == 422
    photo = SimpleUploadedFile("photo.jpg", b"\xff\xd8\xff\xe0 a picture of the street")
    assert client.post(reverse("letters:write"), filled(client, papers=photo)).status_code == 200
    assert Attachment.objects.get().media_type == "image/jpeg"
    (path,) = (own_home / "files").rglob("*.sealed")
    assert b"picture" not in path.read_bytes()


def test_asking_for_likely_answers_stores_nothing(client, county):
    told = filled(client, step="check", name="", submission="kept for the sending")
    page = client.post(reverse("letters:write"), told)
    assert page.status_code == 200
    shown = page.content.decode()
    for kept in (
        "每天夜里两点还在炒菜",
        "楼下烧烤店油烟",
        'value="kept for the sending"',
        '<option value="xian" selected>',
        '<option value="complain" selected>',
    ):
        assert kept in shown, kept
    assert re.search(r'name="consent" value="yes"[^>]* checked', shown)
    # Who only asks is told of no mistake yet.
    assert "is-wrong" not in shown
    assert Letter.objects.count() == 0


def test_the_code_page_shows_the_answer_and_takes_one_rating(client, letter, housing):
    told = {"code": code_of("first")}
    page = client.post(reverse("letters:status"), told).content.decode()
    assert "烧烤" in page
    assert "满意" not in page
    answered(letter, housing)
    page = client.post(reverse("letters:status"), told).content.decode()
    assert "已责令整改" in page
    rating = told | {"step": "rate", "satisfied": "dissatisfied", "solved": "no"}
    assert client.post(reverse("letters:status"), rating).status_code == 200
    assert (
        client.post(reverse("letters:status"), rating | {"satisfied": "satisfied"}).status_code
        == 422
    )
    letter.refresh_from_db()
    assert (letter.satisfied, letter.solved) == ("dissatisfied", "no")


def test_a_wrong_code_is_a_404_that_tells_nothing(client, letter):
    page = client.post(reverse("letters:status"), {"code": "0000-0000-0000-0000"})
    assert page.status_code == 404
    assert "烧烤" not in page.content.decode()


def test_what_is_not_released_is_found_by_no_path(client, letter, housing, clerk):
    answered(letter, housing)
    happens(letter, "closed", "10-10")
    paths = [
        reverse("letters:letter", args=[str(letter.pk)]),
        reverse("letters:letter", args=[letter.number]),
        reverse("letters_desk:case", args=[letter.pk]),
        reverse("letters_desk:export"),
    ]
    for path in paths:
        answer = client.get(path)
        assert answer.status_code in {302, 404}, path
        assert "烧烤" not in answer.content.decode()
    for page in (reverse("letters:index"), reverse("letters:index") + "?q=烧烤", "/sitemap.xml"):
        assert "楼下烧烤店" not in client.get(page).content.decode()


def test_a_released_letter_leaves_with_its_withdrawal_and_with_the_consent(
    client, letter, housing, clerk
):
    answered(letter, housing)
    shown = releasing.Shown("烧烤店油烟", "夜里扰民", "已整改")
    key = releasing.release(letter, shown, by=clerk, today=day("10-10")).key
    place = reverse("letters:letter", args=[key])
    assert "夜里扰民" in client.get(place).content.decode()
    releasing.withdraw(letter, at=NOON)
    assert client.get(place).status_code == 404
    assert "烧烤店油烟" not in client.get(reverse("letters:index")).content.decode()
    releasing.release(letter, shown, by=clerk, today=day("10-10"))
    assert client.get(place).status_code == 200
    client.post(reverse("letters:status"), {"code": code_of("first"), "step": "no_consent"})
    assert client.get(place).status_code == 404
    assert Release.objects.get().withdrawn_at is not None


def test_the_numbers_page_says_what_is_divided_by_what(client, letter, housing):
    answered(letter, housing)
    page = client.get(reverse("letters:numbers") + "?since=2026-09&until=2026-09").content.decode()
    assert "1 / 1" in page
    for strange in ("?since=x&until=y&by=z", "?body=nobody", "?kind=x&channel=y"):
        assert client.get(reverse("letters:numbers") + strange).status_code == 200


def test_an_overdue_letter_is_counted_though_nobody_touched_it(client, county):
    wrote(county, on="09-01")
    page = client.get(reverse("letters:numbers") + "?since=2026-09&until=2026-09").content.decode()
    assert "0 / 1" in page
    assert "100.0%" in page
