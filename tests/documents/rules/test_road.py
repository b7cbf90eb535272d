from dataclasses import replace
from datetime import date

import pytest

from gongkai.documents.rules.road import FROM, Facts, Lack, WrongStateError, check_verb, lacks

TODAY = date(2026, 11, 20)
WHOLE = Facts(
    title="关于加强农村供水管理的通知",
    text="各乡镇人民政府：",
    issuer="云河县人民政府",
    attached=False,
    made_on=date(2026, 11, 18),
    published_on=date(2026, 11, 20),
    effective_on=date(2026, 12, 1),
    expires_on=date(2031, 11, 30),
)


def test_a_whole_text_lacks_nothing():
    assert lacks(WHOLE, TODAY) == ()


@pytest.mark.parametrize(
    ("change", "lack"),
    [
        ({"title": " \u3000"}, Lack.TITLE),
        ({"text": ""}, Lack.TEXT),
        ({"issuer": ""}, Lack.ISSUER),
        ({"made_on": date(2026, 11, 21)}, Lack.PUBLISHED_BEFORE_MADE),
        ({"published_on": date(2026, 11, 21)}, Lack.PUBLISHED_IN_FUTURE),
        ({"expires_on": date(2026, 11, 30)}, Lack.EXPIRES_BEFORE_EFFECTIVE),
    ],
)
def test_each_lack_is_named(change, lack):
    assert lacks(replace(WHOLE, **change), TODAY) == (lack,)


def test_a_file_may_stand_for_the_text():
    assert lacks(replace(WHOLE, text="", attached=True), TODAY) == ()


def test_all_lacks_are_told_at_once():
    assert lacks(replace(WHOLE, title="", text="", issuer=""), TODAY) == (
        Lack.TITLE,
        Lack.TEXT,
        Lack.ISSUER,
    )


ALLOWED = {
    ("revise", "draft"), ("revise", "scheduled"), ("revise", "published"), ("revise", "withdrawn"),
    ("schedule", "draft"), ("schedule", "scheduled"), ("unschedule", "scheduled"),
    ("publish", "draft"), ("publish", "scheduled"), ("publish", "published"),
    ("withdraw", "published"), ("restore", "withdrawn"), ("discard", "draft"),
}  # fmt: skip


@pytest.mark.parametrize("verb", sorted(FROM))
@pytest.mark.parametrize("state", ["draft", "scheduled", "published", "withdrawn"])
def test_a_verb_passes_only_where_the_table_says(verb, state):
    if (verb, state) in ALLOWED:
        check_verb(verb, state)
    else:
        with pytest.raises(WrongStateError):
            check_verb(verb, state)
