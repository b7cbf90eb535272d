"""A version under the magnifying glass: findings with row and advice, differences, the booklet."""

from datetime import date
from io import BytesIO

import pdfplumber
import pytest
from django.urls import reverse
from openpyxl import load_workbook

from gongkai.bodies import actions as bodies
from gongkai.catalogue.actions import directories
from gongkai.catalogue.checking import findings_of
from gongkai.catalogue.rules.doubts import Reason
from gongkai.catalogue.words import advice_text, reason_name

from .conftest import NOW

pytestmark = pytest.mark.django_db
RULES = (
    Reason.MISSING, Reason.TIME_LIMIT, Reason.LONG_LIMIT, Reason.OLD_ORDER, Reason.BOTH_MODES,
    Reason.NO_MODE, Reason.ALL_ON_REQUEST, Reason.NO_AUDIENCE, Reason.NO_CHANNEL,
    Reason.NO_WEBSITE, Reason.NO_LEVEL, Reason.TWICE, Reason.NO_BODY,
)  # fmt: skip


@pytest.fixture
def bureau(county):
    return bodies.found(code="jiaoyu", name="清川县教育局", tier="department", parent=county)


@pytest.fixture
def keeper(client, county, holder):
    client.force_login(holder(county), "django.contrib.auth.backends.ModelBackend")
    return client


def desk(name, directory, **asked):
    return reverse(f"catalogue_desk:{name}", args=[directory.pk], query=asked)


def found(directory):
    return [(finding.row, finding.doubt.reason) for finding in findings_of(directory)]


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"basis": ""}, Reason.MISSING),
        ({"time_limit": "视情况公开"}, Reason.TIME_LIMIT),
        ({"time_limit": "信息形成之日起30个工作日内"}, Reason.LONG_LIMIT),
        ({"time_limit": "形成之日起一个月内"}, Reason.LONG_LIMIT),
        ({"basis": "《政府信息公开条例》（国务院令第492号）"}, Reason.OLD_ORDER),
        ({"on_request": True}, Reason.BOTH_MODES),
        ({"active": False}, Reason.NO_MODE),
        ({"active": False, "on_request": True}, Reason.ALL_ON_REQUEST),
        ({"audience_all": False}, Reason.NO_AUDIENCE),
        ({"channels": ()}, Reason.NO_CHANNEL),
        ({"channels": ("广播电视",)}, Reason.NO_WEBSITE),
        ({"levels": frozenset()}, Reason.NO_LEVEL),
        ({"publisher": "招标代理机构"}, Reason.NO_BODY),
    ],
)
def test_each_rule_is_a_finding_at_its_row(directory, said, bureau, changed, reason):
    directories.fill(directory, [said(level2="甲"), said(level2="乙", **changed)])
    assert found(directory) == [(2, reason)]


def test_what_is_sound_has_no_finding(directory, said, bureau):
    group = said(level2="乙", audience_all=False, audience_group="新生家长")
    directories.fill(directory, [said(level2="甲"), group])
    assert found(directory) == []


def test_the_same_item_twice_is_found_at_the_second(directory, said, bureau):
    directories.fill(directory, [said(), said()])
    assert found(directory) == [(2, Reason.TWICE)]


def test_every_rule_has_a_name_and_an_advice():
    assert all(advice_text(reason) and reason_name(reason) != reason.value for reason in RULES)


def test_the_page_of_findings_says_row_and_advice_and_narrows_down(keeper, directory, said, bureau):
    directories.fill(directory, [said(basis="", channels=()), said(level2="乙", channels=())])
    page = keeper.get(desk("findings", directory))
    assert page.context["total"] == 3
    assert "请至少选择一种渠道" in page.text
    for value, _name, count in page.context["reasons"]:
        narrowed = keeper.get(desk("findings", directory, reason=value))
        assert len(narrowed.context["page"]) == count
    rows = list(load_workbook(BytesIO(keeper.get(desk("findings_xlsx", directory)).content)).active)
    assert len(rows) == 2 + 3


def test_a_draft_is_compared_with_the_version_before_it(keeper, published, said):
    draft = directories.renew(published, version_on=date(2026, 7, 1))
    directories.fill(draft, [said(time_limit="5个工作日内"), said(level2="新增事项")])
    page = keeper.get(desk("changes", draft))
    changes = page.context["changes"]
    assert [item.level2 for item in changes.added] == ["新增事项"]
    assert [item.level2 for item in changes.removed] == ["招生结果"]
    assert changes.changed[0].fields == (
        ("time_limit", "信息形成之日起20个工作日内", "5个工作日内"),
    )
    assert "5个工作日内" in page.text
    assert "没有可供对比" in keeper.get(desk("changes", published)).text


def test_the_public_compares_with_any_earlier_version(client, published, said):
    second = directories.renew(published, version_on=date(2026, 3, 1))
    directories.fill(second, [said(), said(level2="招生结果"), said(level2="学区")])
    directories.publish(second, at=NOW)
    third = directories.renew(second, version_on=date(2026, 7, 1))
    directories.fill(third, [said(), said(level2="招生结果"), said(level2="学区", content="图")])
    directories.publish(third, at=NOW)
    address = reverse("catalogue:changes", args=[third.pk])
    nearest = client.get(address).context["changes"]
    oldest = client.get(address, {"from": published.pk}).context["changes"]
    assert (len(nearest.added), len(nearest.changed)) == (0, 1)
    assert (len(oldest.added), len(oldest.changed)) == (1, 0)


def test_the_booklet_has_every_item_and_its_version_on_each_page(client, published):
    response = client.get(reverse("catalogue:pdf", args=[published.pk]))
    assert response["Content-Type"] == "application/pdf"
    with pdfplumber.open(BytesIO(response.content)) as book:
        pages = [page.extract_text().replace(" ", "") for page in book.pages]
    assert len(pages) == 4  # cover, contents, two areas
    assert all("2026年1月1日版" in page for page in pages)
    whole = "".join(pages).replace("\n", "")
    assert "招生计划" in whole
    assert "接种门诊" in whole


def test_the_workbook_prints_its_version_on_each_page(client, published):
    content = client.get(reverse("catalogue:workbook", args=[published.pk])).content
    sheets = load_workbook(BytesIO(content)).worksheets
    assert [sheet.oddFooter.left.text for sheet in sheets] == ["2026-01-01 版", "2026-01-01 版"]


def test_a_draft_has_no_booklet(client, directory, said):
    directories.fill(directory, [said()])
    assert client.get(reverse("catalogue:pdf", args=[directory.pk])).status_code == 404
