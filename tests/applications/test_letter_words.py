"""What letters say: the article that applies and its words, the days, the way to contest."""

from datetime import date

import pytest

from gongkai.applications.actions import letters, working
from gongkai.applications.letter_forms import LetterForm
from gongkai.applications.models import Practice, Route
from gongkai.applications.rules.letters import Kind
from gongkai.applications.writing import remedy_of, sheet_of
from gongkai.bodies.models import Role

from .making import NOON, appointed, filed, happens

DAY = date(2026, 9, 21)
FIELDS = {
    "addressee": "示例公司",
    "party": "第三方一",
    "basis": "item",
    "count": "31",
    "payment": "到窗口缴纳",
    "content": "第七条",
    "reason": "档案分存三处",
}


@pytest.fixture
def handler(county):
    return appointed(county, "handler", Role.HANDLER)


@pytest.fixture
def head(county):
    return appointed(county, "head", Role.OPENNESS)


def drafted(application, kind, by, outcome="", **fields):
    return letters.draft(application, Kind(kind), fields, outcome=outcome, by=by, at=NOON)


def test_a_fee_that_the_tariff_leaves_free_is_not_noticed(application, handler):
    fields = FIELDS | {"basis": "page", "count": "30", "before": ""}
    with pytest.raises(letters.LackingError):
        letters.submit(
            drafted(application, "fee", handler, **fields), by=handler, at=NOON, today=DAY
        )
    form = LetterForm(fields, kind=Kind.FEE)
    assert "count" in form.errors
    assert not LetterForm(fields | {"count": "31"}, kind=Kind.FEE).errors


def test_the_fee_notice_names_the_last_day_to_pay(application, handler):
    text = sheet_of(drafted(application, "fee", handler, **FIELDS), today=DAY).whole_text
    # Day zero is 21 September; 25 to 27 September and 1 to 7 October are off, the 10th is worked.
    assert "应于2026年10月26日前缴纳" in text


def test_more_than_twenty_days_are_only_given_for_volume(application, handler, head):
    fields = {"reason": "数量过多", "days": "30"}
    assert "days" in LetterForm(fields | {"ground": "need"}, kind=Kind.EXTENSION).errors
    assert not LetterForm(fields | {"ground": "volume"}, kind=Kind.EXTENSION).errors
    happens(application, "reason_requested", "2026-09-18", days=10)
    happens(application, "reason_given", "2026-09-21")
    letter = drafted(application, "extension", handler, ground="volume", **fields)
    assert "第三十五条" in sheet_of(letter, today=DAY).whole_text
    letters.submit(letter, by=handler, at=NOON, today=DAY)
    letters.approve(letter, by=head, at=NOON, today=DAY)
    letters.dispatch(letter, route=Route.POST, on=DAY, by=handler, at=NOON, today=DAY)
    application.refresh_from_db()
    assert application.state == "extended"


@pytest.mark.parametrize(
    ("kind", "outcome", "told", "item", "said"),
    [
        ("granted", "", {"already": "yes"}, "第（一）项的", "可以公开"),
        ("granted", "", {"already": "no"}, "第（二）项的", "可以公开"),
        ("granted", "", {"already": "partly"}, "第（一）项、第（二）项的", "可以公开"),
        ("unable", "cannot_not_held", {}, "第（四）项的", "政府信息不存在"),
        ("unable", "cannot_not_held", {"right_organ": "某局"}, "第（五）项的", "不属于我机关负责"),
        ("unable", "cannot_needs_creation", {}, "第三十八条", "没有现成的政府信息"),
        ("unhandled", "noproc_repeat", {}, "第（六）项", "不予重复处理"),
        ("unhandled", "noproc_petition", {}, "第三十九条第一款", "不作为政府信息公开申请处理"),
    ],
)
def test_a_reply_cites_the_one_item_that_applies_and_says_its_words(
    application, handler, kind, outcome, told, item, said
):
    letter = drafted(application, kind, handler, outcome, reason="理由", given="见附件", **told)
    text = sheet_of(letter, today=DAY).whole_text
    assert item in text
    assert said in text


def test_the_applicant_hears_who_was_asked_and_when(application, handler):
    happens(application, "third_party_consulted", "2026-09-21", party="第三方一")
    text = sheet_of(drafted(application, "consulting", handler), today=DAY).whole_text
    assert "我机关已于2026年9月21日书面征求第三方意见" in text
    assert "其他机关意见，" not in text.split("根据")[0]


def test_a_receipt_of_what_is_not_confirmed_names_no_day_of_receipt(county, handler):
    by_web = filed(county, submission="web", channel="web")
    letter = drafted(by_web, "receipt", handler, code="ABCD")
    assert "2026年9月18日到达，自双方确认之日起视为收到" in sheet_of(letter, today=DAY).whole_text


def test_a_notice_that_ends_a_case_calls_itself_a_notice(application, handler, county):
    working.settle_practice(Practice(body=county, court="示例县人民法院"))
    closing = drafted(application, "closing", handler, "other_other", reason="撤回")
    assert "本告知书之日起" in remedy_of(closing)
    assert "根据的规定" not in sheet_of(closing, today=DAY).whole_text
    override = drafted(application, "override", handler, **FIELDS)
    assert "示例县人民法院" in sheet_of(override, today=DAY).whole_text
    own = drafted(application, "own_record", handler, result="已更正")
    assert "如不服本告知" in "".join(line.text for line in sheet_of(own, today=DAY).lines)
