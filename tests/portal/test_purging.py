"""Which kept pages a change drops, through the roads that changes really take."""

import pytest
from django.utils import timezone

from gongkai.bodies.models import Body, User
from gongkai.documents import signals
from gongkai.documents.models import Document
from gongkai.portal.generations import slots
from gongkai.portal.page_cache import generations
from gongkai.search.models import Touch
from gongkai.search.signals import indexed

pytestmark = pytest.mark.django_db


@pytest.fixture
def purged(django_capture_on_commit_callbacks):
    """Run something as if its transaction were committed; return which of the tags it drops."""

    def run(change, *tags: str) -> set[str]:
        since = generations().clock()
        with django_capture_on_commit_callbacks(execute=True):
            change()
        return {tag for tag in tags if not generations().fresh(slots([tag]), since)}

    return run


def test_a_changed_document_drops_its_pages_the_lists_and_its_body(purged):
    def change():
        signals.changed.send(sender=Document, keys=("abc",), owners=("jiaotong",))

    tags = (
        "document:abc",
        "documents",
        "body:jiaotong",
        "document:other",
        "body:minzheng",
        "index",
    )
    assert purged(change, *tags) == {"document:abc", "documents", "body:jiaotong"}


def test_an_index_that_took_a_change_up_drops_what_came_from_it(purged):
    def change():
        indexed.send(sender=Touch, keys=[("documents", "abc")])

    assert purged(change, "index", "documents") == {"index"}


def test_a_saved_or_deleted_body_drops_what_names_bodies(purged):
    body = Body(code="x", name="某局", tier="department", path="000001")
    assert purged(body.save, "bodies", "documents", "portal") == {"bodies"}
    assert purged(body.delete, "bodies") == {"bodies"}


def test_a_change_that_is_taken_back_drops_nothing(purged):
    since = generations().clock()
    Body(code="x", name="某局", tier="department", path="000001").save()
    assert generations().clock() == since


def test_somebody_who_signs_in_drops_nothing(purged):
    user = User.objects.create_user("somebody", last_login=timezone.now())
    assert purged(user.save, "bodies", "portal", "documents") == set()
