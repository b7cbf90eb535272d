"""A clerk takes a list of powers in by page; what cannot be read says why and changes nothing."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.bodies.models import Appointment, Body, Role, User
from gongkai.catalogue.models import Power

LIST = """职权编码,职权名称,职权类型,设定依据
A-1,取水许可,行政许可,水法第七条
A-2,河道采砂许可,行政许可,
,无编码,,
"""


@pytest.fixture
def water(db):
    return Body.objects.create(code="water", name="云河县水利局", tier="department", path="000001")


@pytest.fixture
def desk(water, client):
    user = User.objects.create_user("clerk", password="x")
    Appointment.objects.create(body=water, user=user, role=Role.OPENNESS, from_on=date(2020, 1, 1))
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return client


def send(desk, body, content, name="权责清单.csv"):
    file = SimpleUploadedFile(name, content if isinstance(content, bytes) else content.encode())
    return desk.post("/admin/powers/new/", {"body": body.pk, "table": file}, follow=True)


def test_a_list_is_taken_in_and_its_doubtful_rows_are_told(desk, water):
    said = send(desk, water, LIST).text
    assert set(water.powers.values_list("code", flat=True)) == {"A-1", "A-2"}
    assert "2 项" in said
    assert "第 4 行" in said
    assert "河道采砂许可" in desk.get("/admin/powers/").text


def test_taken_in_again_it_is_brought_up_to_date(desk, water):
    send(desk, water, LIST)
    send(desk, water, LIST.replace("取水许可", "取水许可（新）").encode("gb18030"))
    assert water.powers.get(code="A-1").name == "取水许可（新）"
    assert water.powers.count() == 2


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        ("甲,乙\n1,2\n", "表.csv", "编码"),
        (b"\x00\x01\x02", "表.xlsx", "表.xlsx"),
        (b"", "表.csv", ""),
        ("职权编码,职权名称\n,\n", "表.csv", "表.csv"),
    ],
)
def test_what_cannot_be_read_says_why(desk, water, content, name, said):
    answer = send(desk, water, content, name)
    assert said in answer.text
    assert answer.redirect_chain == []
    assert not Power.objects.exists()


def test_another_body_s_list_is_not_taken(desk):
    other = Body.objects.create(code="roads", name="交通局", tier="department", path="000002")
    send(desk, other, LIST)
    assert not Power.objects.exists()
