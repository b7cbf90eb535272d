from datetime import timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from gongkai.bodies.models import User
from gongkai.letters.access import OpenText
from gongkai.trends import suggesting
from gongkai.trends.actions import outlooks
from gongkai.trends.looking import look

from .making import county

DJANGO = "django.contrib.auth.backends.ModelBackend"


def stored() -> list[OpenText]:
    """The invented letters as the office reads them, the last of them two days ago."""
    today = timezone.localdate()
    made = []
    for at, one in enumerate(county()):
        reply = "您好，您的留言已收悉，感谢您的关注。" if at < 6 else ""
        made.append(
            OpenText(
                key=f"00000000-0000-0000-0000-{at:012}",
                number=one.number,
                channel="website",
                kind="complain",
                received_on=today - timedelta(days=20 - at % 18),
                body=1,
                title=one.subject,
                text=one.text,
                reply=reply,
                answered_on=today if reply else None,
                label="",
                place="",
                likes=0,
                writer_print=f"p{at}",
                solved=False,
            )
        )
    return made


@pytest.fixture
def desk(client, db, monkeypatch):
    monkeypatch.setattr(outlooks.access, "open_texts", lambda **_: iter(stored()))
    monkeypatch.setattr(outlooks.bursts, "raise_all", lambda *_, **__: 0)
    user = User.objects.create_superuser("head", password=None)
    client.force_login(user, DJANGO)
    return client


def test_the_page_names_the_matters_and_opens_their_letters(desk):
    page = desk.get(reverse("trends_desk:index"))
    text = page.content.decode()
    assert page.status_code == 200
    assert "柳溪新城" in text
    assert "梧桐花园" in text
    assert reverse("letters_desk:case", args=[stored()[0].key]) in text


def test_the_workbook_holds_what_the_page_shows(desk):
    page = desk.get(reverse("trends_desk:workbook"))
    book = load_workbook(BytesIO(page.content))
    assert book.worksheets[0].max_row >= 3


def test_replies_of_one_form_are_found_to_be_boiler_plate():
    seen = look(stored(), until=timezone.localdate())
    assert (seen.replies, seen.boiler) == (6, 6)
    assert len(seen.weakest) == 6


def test_no_letters_show_nothing():
    seen = look([], until=timezone.localdate())
    assert (seen.hot, seen.words, seen.means) == ((), (), ())


def test_a_letter_is_suggested_a_class_with_its_words(settings, learnt, tmp_path):
    settings.GONGKAI_HOME = tmp_path
    assert suggesting.suggestion("河道污水直排", "河道污水直排很久了") is None
    (tmp_path / "models").mkdir()
    suggesting.model_path().write_bytes(learnt.read_bytes())
    found = suggesting.suggestion("河道污水直排", "河道污水直排很久了")
    assert found is not None
    assert found.label == "环保"
    assert found.sure == (found.confidence >= suggesting.SURE)


def test_a_broken_model_suggests_nothing(settings, tmp_path):
    settings.GONGKAI_HOME = tmp_path
    (tmp_path / "models").mkdir()
    suggesting.model_path().write_text("broken")
    assert suggesting.suggestion("河道污水直排", "很久了") is None
