"""Every code of the rules has words."""

import pytest
from django.utils.translation import override

from gongkai.applications import wording
from gongkai.applications.forms import BodyField
from gongkai.applications.rules.events import Channel, EventType
from gongkai.applications.rules.explanation import Reason
from gongkai.applications.rules.faults import Fault
from gongkai.applications.rules.limits import LimitKind, LimitStatus
from gongkai.applications.rules.outcomes import OUTCOMES
from gongkai.applications.rules.road import State
from gongkai.bodies.models import Body


@pytest.mark.parametrize(
    ("codes", "words"),
    [
        (State, wording.STATES),
        (EventType, wording.EVENTS),
        (Channel, wording.CHANNELS),
        (LimitKind, wording.LIMITS),
        (LimitStatus, wording.LIMIT_STATUSES),
        (Reason, wording.REASONS),
        (Fault, wording.FAULTS),
    ],
)
def test_no_code_is_without_words(codes, words):
    assert set(codes) == set(words)


def test_every_end_is_named_in_chinese_as_the_form_prints_it_and_in_english_too():
    assert list(wording.ENDS) == list(OUTCOMES)
    with override("zh-hans"):
        assert {key: str(words) for key, words in wording.ENDS.items()} == {
            key: one.label for key, one in OUTCOMES.items()
        }
    with override("en"):
        assert all(str(words).isascii() for words in wording.ENDS.values())


def test_a_body_is_chosen_by_its_name_in_the_readers_language():
    field, body = BodyField(Body.objects.none()), Body(name="示例县", name_en="Example County")
    with override("en"):
        assert field.label_from_instance(body) == "Example County"
    with override("zh-hans"):
        assert field.label_from_instance(body) == "示例县"
