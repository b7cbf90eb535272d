"""A small invented county, its documents, and an index of its own for each test."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from wagtail.models import Locale, Page

from gongkai.bodies.models import Body, Contact
from gongkai.documents.models import Document, Revision
from gongkai.portal import context, faces
from gongkai.portal.models import Asked, HomePage, ProsePage, SiteFace, TopicPage
from gongkai.portal.views import home as home_view
from gongkai.search import actions

NOON = datetime(2026, 3, 2, 12, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture(autouse=True)
def fresh_faces() -> Iterator[None]:
    """What a process remembers of faces must not outlive the rows of a test."""
    faces.forget()
    context.entries.cache_clear()
    home_view.statutory.cache_clear()
    yield
    faces.forget()


@pytest.fixture
def county(db: None, settings: Any, tmp_path: Path) -> Body:
    """A county with a department, a township and a village, and an empty index."""
    settings.GONGKAI_INDEX = tmp_path / "index"
    top = Body.objects.create(
        code="qinghe",
        name="清禾县人民政府",
        short_name="县政府",
        name_en="Qinghe County People's Government",
        tier="county",
        path="000001",
        address="清禾县中心街1号",
        duties="执行上级决定，管理本县行政事务。",
    )
    Body.objects.create(
        code="shuili",
        name="清禾县水利局",
        short_name="县水利局",
        name_en="Qinghe County Water Bureau",
        tier="department",
        parent=top,
        path="000001000001",
    )
    town = Body.objects.create(
        code="dongshan",
        name="东山镇人民政府",
        short_name="东山镇",
        tier="township",
        parent=top,
        path="000001000002",
    )
    Body.objects.create(
        code="dongshan-1",
        name="东山村村民委员会",
        tier="village",
        parent=town,
        path="000001000002000001",
    )
    Contact.objects.create(body=top, purpose="openness", name="政务公开科", phone="0000-1234")
    SiteFace.objects.create(
        body=top, site_code="1234567890", icp="某ICP备00000000号-1", sponsor="清禾县政府办公室"
    )
    SiteFace.objects.create(body=Body.objects.get(code="shuili"), theme="pine")
    return top


Publish = Callable[..., Document]


@pytest.fixture
def publish(county: Body) -> Publish:
    """Make a public document and bring it into the index: `publish("title", kind="plan")`."""
    made = 0

    def run(
        title: str = "清禾县河道管理办法",
        *,
        code: str = "qinghe",
        indexed: bool = True,
        **facts: Any,
    ) -> Document:
        nonlocal made
        made += 1
        values = {
            "kind": "normative",
            "issuer": "清禾县人民政府",
            "document_number": f"清政发〔2026〕{made}号",
            "body": "<p>第一条 为了加强河道管理，制定本办法。</p>",
            "published_on": date(2026, 3, 2) + timedelta(days=made % 28),
            **facts,
        }
        document = Document.objects.create(
            key=f"k{made:09d}", owner=Body.objects.get(code=code), title=title, **values
        )
        revision = Revision.objects.create(
            document=document, number=1, content={"title": title}, digest="0" * 64, created_at=NOON
        )
        Document.objects.filter(pk=document.pk).update(
            state="published",
            revision=revision,
            public_revision=revision,
            published_at=NOON,
            changed_at=NOON,
        )
        document.refresh_from_db()
        actions.touch("documents", [document.key])
        if indexed:
            bring_into_the_index()
        return document

    return run


def bring_into_the_index() -> None:
    while actions.drain():
        pass


@pytest.fixture
def refresh_index() -> Callable[[], None]:
    return bring_into_the_index


@pytest.fixture
def prose(county: Body) -> HomePage:
    """A home page with one question, a guide with and one without English, and a topic."""
    # An emptied database (after a test with a live server) has lost what migrations put there.
    Locale.objects.get_or_create(language_code="zh-hans")
    root = Page.objects.filter(depth=1).first() or Page.add_root(title="Root", slug="root")
    top = root.add_child(
        instance=HomePage(title="清禾县政务公开", lead="找文件，看公开。", slug="portal-home")
    )
    Asked.objects.create(page=top, label="河道管理", query="河道", sort_order=1)
    Asked.objects.create(page=top, label="怎样申请", path="/guides/request/", sort_order=2)
    top.add_child(
        instance=ProsePage(
            title="怎样申请公开",
            title_en="How to ask",
            slug="request",
            summary="准备什么，多久答复。",
            body="<h2>准备什么</h2><p>姓名和联系方式。</p>",
            body_en="<h2>What to bring</h2><p>Your name.</p>",
        )
    )
    top.add_child(instance=ProsePage(title="常用词", slug="words", body="<p>索引号。</p>"))
    top.add_child(instance=TopicPage(title="河湖", slug="rivers", words="河道"))
    return top
