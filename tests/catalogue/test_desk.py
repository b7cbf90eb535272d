"""The clerk's pages of the catalogue: whose they are, and what they do."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from gongkai.bodies.models import Role, User
from gongkai.catalogue.actions import directories
from gongkai.catalogue.models import Area, Directory, Item

from .sheets import SOUND, row, workbook

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def keeper(client, county, holder):
    """Sign in the openness office of the county."""
    client.force_login(holder(county), BACKEND)
    return client


def item_form(item, **changed):
    names = ("level1", "level2", "content", "basis", "time_limit", "publisher")
    values = {name: getattr(item, name) for name in names}
    return values | {"channels": "；".join(item.channels), "active": "on"} | changed


def upload(name="社会救助.xlsx", content=None):
    return SimpleUploadedFile(
        name, workbook(SOUND, row(c0="2", c2="名单", c5="看情况")) if content is None else content
    )


def desk(name, directory):
    return reverse(f"catalogue_desk:{name}", args=[directory.pk])


def test_the_lists_and_forms_open_for_whoever_keeps_a_body(keeper, published):
    for name in ("directories", "directory-items"):
        assert keeper.get(reverse(f"{name}:index")).status_code == 200
        assert keeper.get(reverse(f"{name}:add")).status_code == 200
    assert keeper.get(reverse("directories:inspect", args=[published.pk])).status_code == 200


def test_areas_are_kept_by_superusers_only(keeper, client):
    assert keeper.get(reverse("areas:index")).status_code == 404
    client.force_login(User.objects.create_superuser("chief"), BACKEND)
    assert client.get(reverse("areas:index")).status_code == 200
    client.post(reverse("areas:add"), {"name": "政府文件信息", "name_en": "Papers"})
    area = Area.objects.get(name="政府文件信息")
    assert client.get(reverse("areas:edit", args=[area.pk])).status_code == 200
    assert area.number is None


@pytest.mark.parametrize("role", [Role.DRAFTER, Role.LEADER])
def test_for_any_other_role_the_pages_are_not_there(client, county, published, holder, role):
    client.force_login(holder(county, role), BACKEND)
    for address in (
        reverse("directories:index"),
        reverse("directories:inspect", args=[published.pk]),
        desk("renew", published),
        desk("fill", published),
    ):
        assert client.get(address).status_code == 404
    assert client.post(desk("publish", published)).status_code == 404


def test_another_bodys_draft_does_not_exist(client, town, directory, said, holder):
    directories.fill(directory, [said()])
    client.force_login(holder(town), BACKEND)
    assert client.get(reverse("directories:inspect", args=[directory.pk])).status_code == 404
    for name in ("publish", "discard", "fill", "renew"):
        assert client.post(desk(name, directory)).status_code == 404
    item = directory.items.get()
    assert client.get(reverse("directory-items:edit", args=[item.pk])).status_code == 404
    assert Directory.objects.get().state == "draft"


def test_a_draft_is_begun_filled_from_files_and_published(keeper, county, client):
    values = {"body": county.pk, "tier": "county", "version_on": "2026-01-01", "title": "目录"}
    assert keeper.post(reverse("directories:add"), values).status_code == 302
    directory = Directory.objects.get()
    page = keeper.post(desk("fill", directory), {"tables": [upload()]}).content.decode()
    assert "看情况" in page
    assert directory.items.count() == 2
    keeper.post(desk("publish", directory))
    assert client.get(directory.get_absolute_url()).status_code == 200


def test_several_files_are_taken_at_once_or_not_at_all(keeper, directory):
    other = upload("养老服务.xlsx", workbook(SOUND, title="养老服务领域目录"))
    answer = keeper.post(
        desk("fill", directory), {"tables": [upload(), upload("b.csv", b"a,b\n1,2\n")]}
    )
    assert answer.status_code == 422
    assert "b.csv" in answer.content.decode()
    assert not directory.items.exists()
    keeper.post(desk("fill", directory), {"tables": [upload(), other]})
    assert directory.items.values("area").distinct().count() == 2


def test_no_file_is_a_clear_answer_and_no_crash(keeper, directory):
    assert keeper.post(desk("fill", directory), {}).status_code == 422


def test_an_item_of_a_draft_is_corrected_and_added(keeper, directory, said):
    directories.fill(directory, [said()])
    item = directory.items.get()
    values = item_form(item, content="新内容", channels="政府网站\n广播电视")
    assert keeper.post(reverse("directory-items:edit", args=[item.pk]), values).status_code == 302
    item.refresh_from_db()
    assert (item.content, item.channels, item.code) == (
        "新内容",
        ["政府网站", "广播电视"],
        "education-001",
    )
    new = item_form(item, level2="别的", directory=directory.pk, area=item.area_id)
    assert keeper.post(reverse("directory-items:add"), new).status_code == 302
    assert Item.objects.get(level2="别的").code == "education-002"


def test_a_public_versions_items_have_no_form_and_it_takes_no_files(keeper, published):
    item = published.items.first()
    assert keeper.get(reverse("directory-items:edit", args=[item.pk])).status_code == 404
    assert keeper.get(reverse("directories:edit", args=[published.pk])).status_code == 404
    assert keeper.post(desk("fill", published), {"tables": [upload()]}).status_code == 404
    keeper.post(desk("discard", published))
    assert Directory.objects.get().items.count() == 3


def test_a_new_version_begins_with_the_items_of_the_old_one(keeper, published):
    assert keeper.post(desk("renew", published), {"version_on": "2026-01-01"}).status_code == 422
    keeper.post(desk("renew", published), {"version_on": "2027-01-01"})
    new = Directory.objects.get(version_on=date(2027, 1, 1))
    assert (new.state, new.items.count()) == ("draft", 3)


def test_an_empty_draft_stays_a_draft(keeper, directory):
    keeper.post(desk("publish", directory))
    assert Directory.objects.get().state == "draft"


def test_a_draft_is_thrown_away_only_after_it_was_asked(keeper, directory):
    assert keeper.get(desk("discard", directory)).status_code == 200
    assert Directory.objects.exists()
    keeper.post(desk("discard", directory))
    assert not Directory.objects.exists()


def test_the_record_names_what_is_doubtful(keeper, directory, said):
    directories.fill(directory, [said(time_limit="看情况")])
    page = keeper.get(reverse("directories:inspect", args=[directory.pk])).content.decode()
    assert page.count("看情况") == 2
