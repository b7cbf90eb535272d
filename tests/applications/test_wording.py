"""Every code of the rules has words."""

import pytest

from gongkai.applications import wording
from gongkai.applications.rules.events import Channel, EventType
from gongkai.applications.rules.explanation import Reason
from gongkai.applications.rules.faults import Fault
from gongkai.applications.rules.limits import LimitKind, LimitStatus
from gongkai.applications.rules.road import State


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
