"""The read API: what is public, paged, described, at a cost that does not grow."""

from datetime import UTC, date, datetime

import pytest

from gongkai.bodies.models import Body
from gongkai.catalogue.models import Area, Directory, Item


@pytest.fixture
def county(db):
    return Body.objects.create(code="yunhe", name="云河县人民政府", tier="county", path="000001")


@pytest.fixture
def directory(county):
    area = Area.objects.first() or Area.objects.create(code="relief", name="社会救助")
    made = Directory.objects.create(
        body=county,
        tier="county",
        version_on=date(2026, 1, 12),
        title="标准目录",
        state="published",
        published_at=datetime(2026, 1, 12, tzinfo=UTC),
    )
    for number in range(30):
        Item.objects.create(
            directory=made, area=area, code=f"i{number}", level1=f"事项{number}", position=number
        )
    return made


def test_every_address_is_described(client, db):
    paths = client.get("/api/openapi.json").json()["paths"]
    assert {
        "/api/documents",
        "/api/documents/{key}",
        "/api/bodies",
        "/api/bodies/{code}",
        "/api/catalogue/areas",
        "/api/catalogue/directories",
        "/api/catalogue/directories/{number}/items",
        "/api/search",
    } <= set(paths)


def test_items_are_paged(client, directory):
    answer = client.get(f"/api/catalogue/directories/{directory.pk}/items?page=2").json()
    assert (answer["total"], answer["page"], len(answer["results"])) == (30, 2, 5)
    assert answer["results"][0]["level1"] == "事项25"


@pytest.mark.parametrize("per_page", [1, 30])
def test_a_list_costs_the_same_however_long_it_is(
    client, directory, django_assert_num_queries, per_page
):
    with django_assert_num_queries(3):  # the directory, the count, the page
        client.get(f"/api/catalogue/directories/{directory.pk}/items?per_page={per_page}")


@pytest.mark.parametrize(
    "query", ["page=0", "page=x", "per_page=1000", "published_from=2023-02-30"]
)
def test_a_wrong_parameter_is_named_and_nothing_is_echoed(client, db, query):
    response = client.get(f"/api/documents?{query}")
    assert response.status_code == 422
    assert response.json()["problems"][0]["parameter"] == query.split("=")[0]


def test_a_draft_directory_is_not_there(client, directory):
    Directory.objects.update(state="draft", published_at=None)
    assert client.get("/api/catalogue/directories").json()["total"] == 0
    address = f"/api/catalogue/directories/{directory.pk}/items"
    assert client.get(address).status_code == 404
