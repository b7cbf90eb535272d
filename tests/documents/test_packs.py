"""A policy and its interpretation go out together or not at all."""

from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse

from gongkai.documents.actions import drafting, packing, publishing
from gongkai.documents.actions.packing import PackLacksError
from gongkai.documents.actions.relating import relate
from gongkai.documents.models import Document, State
from gongkai.ledger.models import Event

from .conftest import NOW, TEXT

OUTLINE = "背景、依据、主要内容、惠及对象、术语、新旧差异"


@pytest.fixture
def policy(county, people):
    return drafting.draft(county, replace(TEXT, kind="normative"), by=people.drafter, at=NOW)


@pytest.fixture
def interpretation(county, people, policy):
    text = replace(TEXT, kind="interpretation", title="《通知》政策解读", document_number="")
    made = drafting.draft(county, text, by=people.drafter, at=NOW)
    relate(made, policy, "interprets")
    return made


def lacks(policy):
    with pytest.raises(PackLacksError) as error:
        publishing.publish(policy, policy.revision, at=NOW)
    return [lack.value for lack in error.value.lacks]


def test_a_normative_document_alone_is_refused(policy, walk):
    walk(policy)
    assert lacks(policy) == ["no_plan", "no_interpretation"]


def test_an_unreviewed_interpretation_holds_the_policy_back(policy, interpretation, walk, people):
    packing.plan(policy, outline=OUTLINE, by=people.drafter, at=NOW)
    walk(policy)
    assert lacks(policy) == ["part_unreviewed"]
    assert not Event.objects.exists()


def test_both_become_public_in_one_act(policy, interpretation, walk, people, committed):
    packing.plan(policy, outline=OUTLINE, by=people.drafter, at=NOW)
    walk(policy)
    walk(interpretation)
    with committed():
        publishing.publish(policy, policy.revision, at=NOW)
    states = Document.objects.values_list("state", flat=True)
    assert set(states) == {State.PUBLISHED}
    assert Event.objects.logged().count() == 2


def test_an_interpretation_does_not_go_before_its_policy(policy, interpretation, walk):
    walk(interpretation)
    with pytest.raises(publishing.NotReadyError) as error:
        publishing.publish(interpretation, interpretation.revision, at=NOW)
    assert [lack.value for lack in error.value.lacks] == ["source_not_public"]


def test_a_coded_exemption_lets_a_policy_go_alone(policy, walk, people, committed):
    packing.plan(
        policy, exemption="personnel", exemption_reason="人事任免", by=people.drafter, at=NOW
    )
    walk(policy)
    with committed():
        publishing.publish(policy, policy.revision, at=NOW)
    policy.refresh_from_db()
    assert policy.state == State.PUBLISHED


@pytest.fixture
def told(county, people, client):
    """Four policies: interpreted on the day, a month late, not yet, and exempt from it."""

    def public(day, kind="normative", **changed):
        text = replace(TEXT, kind=kind, document_number="", **changed)
        made = drafting.draft(county, text, by=people.drafter, at=NOW)
        Document.objects.filter(pk=made.pk).update(
            state=State.PUBLISHED,
            published_on=day,
            title=text.title,
            public_revision=made.revision,
            published_at=NOW,
        )
        return made

    first, last = date(2024, 5, 6), date(2024, 6, 6)
    for title, when in (("及时办法", first), ("迟到办法", last)):
        relate(public(when, kind="interpretation"), public(first, title=title), "interprets")
    public(first, title="待解读办法")
    packing.plan(
        public(first, title="豁免办法"),
        outline="",
        exemption="personnel",
        exemption_reason="人事任免",
        by=people.drafter,
        at=NOW,
    )
    client.force_login(people.drafter, "django.contrib.auth.backends.ModelBackend")
    return client


@pytest.mark.parametrize(
    ("show", "titles"),
    [
        ("", {"及时办法", "迟到办法", "待解读办法", "豁免办法"}),
        ("in_time", {"及时办法"}),
        ("late", {"迟到办法"}),
        ("waiting", {"待解读办法"}),
        ("exempted", {"豁免办法"}),
        ("no such group", {"及时办法", "迟到办法", "待解读办法", "豁免办法"}),
    ],
)
def test_each_number_of_the_lags_opens_its_policies(told, show, titles):
    answer = told.get(reverse("documents_desk:lags"), {"show": show})
    assert (answer.context["in_time"], answer.context["counted"]) == (1, 3)
    assert {row.title for row, _lag, _late in answer.context["lines"]} == titles
    assert [count for _value, _label, count in answer.context["groups"]] == [1, 1, 1, 1]
    assert [row.title for row, _lag, late in answer.context["lines"] if late] == (
        ["迟到办法"] if "迟到办法" in titles else []
    )
