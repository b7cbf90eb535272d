"""The register: posts come in once, a second person decides, another body's account is hidden."""

import io
from datetime import date

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from gongkai.bodies.models import Role
from gongkai.channels import actions
from gongkai.channels.fetching import FetchError, fetch
from gongkai.channels.models import Account, Change, Post, State

from .conftest import NOON

TABLE = "账号,发布时间,标题,链接\n示例发布,2026-11-19 09:30,停水通知,https://w.example/1\n"
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "posts.csv"
    path.write_text(TABLE, encoding="gb18030")
    return path


def test_a_table_is_taken_in_once_however_often_it_is_sent(account, table):
    call_command("import_posts", str(table), stdout=io.StringIO())
    call_command("import_posts", str(table), stdout=io.StringIO())
    assert Post.objects.get().account == account


def test_an_account_that_is_not_registered_is_named_and_nothing_of_it_kept(account, table):
    Account.objects.update(name="另一个", handle="other")
    errors = io.StringIO()
    with pytest.raises(CommandError):
        call_command("import_posts", str(table), stdout=io.StringIO(), stderr=errors)
    assert "示例发布" in errors.getvalue()
    assert not Post.objects.exists()


def test_a_merger_is_decided_by_another_person(account, county, office, appoint):
    other = actions.enter(
        Account(
            platform="weibo", name="示例微博", handle="wb", body=county, opened_on=date(2024, 1, 1)
        )
    )
    change = actions.propose(other, "merge", reason="整合", by=office, at=NOON, into=account)
    with pytest.raises(actions.SamePersonError):
        actions.decide(change, approved=True, by=office, at=NOON)
    other.refresh_from_db()
    assert other.state == State.MERGING
    actions.decide(change, approved=True, by=appoint("leader", Role.LEADER), at=NOON)
    other.refresh_from_db()
    assert (other.state, other.merged_into, other.closed_on) == (
        State.CLOSED,
        account,
        date(2026, 11, 20),
    )


def test_a_refused_closure_leaves_the_account_in_use(account, office, appoint):
    change = actions.propose(account, "close", reason="无人维护", by=office, at=NOON)
    with pytest.raises(actions.DecidedError):
        actions.propose(account, "close", reason="再说一次", by=office, at=NOON)
    actions.decide(change, approved=False, by=appoint("leader", Role.LEADER), at=NOON)
    account.refresh_from_db()
    assert account.state == State.OPEN
    assert Change.objects.get().approved is False


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:9/feed",
        "http://10.0.0.1/feed",
        "http://169.254.169.254/latest/",
        "http://[::1]/feed",
        "http://[::ffff:127.0.0.1]/feed",
        "file:///etc/passwd",
        "http://user:word@example.org/",
        "http://example.org:99999/",
    ],
)
def test_a_feed_never_leads_into_our_own_network(url):
    with pytest.raises(FetchError):
        fetch(url)


def test_the_desk_enters_judges_and_exports(client, account, office):
    client.force_login(office, BACKEND)
    page = client.get(reverse("channels_desk:index"), {"fault": "silent"})
    assert "示例发布" in page.text
    act = reverse("channels_desk:act", args=[account.pk, "post"])
    assert client.post(act, {"title": "来日要闻", "at": "2999-01-01T08:00"}).status_code == 422
    assert client.post(act, {"title": "今日要闻", "at": "2026-11-19T08:00"}).status_code == 302
    file = SimpleUploadedFile("p.csv", TABLE.encode())
    client.post(reverse("channels_desk:act", args=[account.pk, "table"]), {"table": file})
    assert set(Post.objects.values_list("source", flat=True)) == {"hand", "table"}
    export = client.get(reverse("channels_desk:export"), {"platform": "wechat"})
    sheet = openpyxl.load_workbook(io.BytesIO(export.content)).active
    assert [row[1].value for row in sheet.iter_rows(min_row=2)] == ["示例发布"]


def test_a_bad_table_comes_back_with_the_line(client, account, office):
    client.force_login(office, BACKEND)
    file = SimpleUploadedFile("p.csv", "发布时间,标题\n昨天,x\n".encode())
    answer = client.post(reverse("channels_desk:act", args=[account.pk, "table"]), {"table": file})
    assert answer.status_code == 422
    assert "2: 昨天" in answer.text


def test_another_bodys_account_does_not_exist(client, account, django_user_model):
    client.force_login(django_user_model.objects.create_user("stranger", is_staff=True), BACKEND)
    for name in ("account", "edit"):
        assert client.get(reverse(f"channels_desk:{name}", args=[account.pk])).status_code in {
            302,
            404,
        }


def test_the_public_list_names_accounts_in_use_with_a_code_to_scan(client, account):
    text = client.get(reverse("channels:accounts", args=["xian"])).text
    assert "示例发布" in text
    assert "data:image/svg+xml" in text
    Account.objects.update(state=State.CLOSED, closed_on=date(2026, 1, 1))
    assert "示例发布" not in client.get(reverse("channels:accounts", args=["xian"])).text
