"""One published decision marks many documents, and only what it says."""

from dataclasses import replace

import pytest

from gongkai.documents.actions import cleaning, drafting, publishing
from gongkai.documents.models import Relation
from gongkai.documents.rules.cleanup import Line, Outcome, stands_in, table
from gongkai.ledger.models import Event

from .conftest import NOW, TEXT


@pytest.fixture
def library(county, committed):
    made = []
    for number in range(3):
        text = replace(
            TEXT, title=f"第{number}号办法", document_number=f"云政办发〔2020〕{number}号"
        )
        document = drafting.draft(county, text, by=None, at=NOW, source_path=f"old/{number}.html")
        with committed():
            publishing.backfill(document, document.revision, at=NOW)
        document.refresh_from_db()
        made.append(document)
    return made


@pytest.fixture
def cleanup(county, people, library):
    outcomes = (Outcome.REPEALED, Outcome.LAPSED, Outcome.KEPT)
    lines = list(zip(library, outcomes, strict=True))
    return cleaning.draw_up(
        county, lines, title="关于文件清理结果的公告", by=people.drafter, at=NOW
    )


def test_before_the_decision_is_public_nothing_is_marked(cleanup, people, library):
    with pytest.raises(cleaning.NotDecidedError):
        cleaning.apply(cleanup, by=people.clerk, at=NOW)
    library[0].refresh_from_db()
    assert library[0].standing == "in_force"


def test_a_public_decision_marks_all_its_documents_at_once(
    cleanup, people, library, walk, committed, client
):
    decision = cleanup.decision
    walk(decision)
    with committed():
        publishing.publish(decision, decision.revision, at=NOW)
    with committed():
        assert cleaning.apply(cleanup, by=people.clerk, at=NOW) == 2
    for document in library:
        document.refresh_from_db()
    assert [document.standing for document in library] == ["repealed", "lapsed", "in_force"]
    assert Relation.objects.filter(document=decision, kind="repeals").count() == 1
    assert Event.objects.filter(kind="revise").count() == 2
    assert cleaning.apply(cleanup, by=people.clerk, at=NOW) == 0
    listed = client.get("/documents/in-force.json").json()
    assert {row["title"] for row in listed["documents"]} == {decision.title, "第2号办法"}
    assert "第0号办法" in client.get("/documents/in-force/?all=1").text
    assert decision.title in client.get(library[0].get_absolute_url()).text


def test_a_decision_whose_text_was_changed_cannot_be_applied(
    cleanup, people, walk, committed, library
):
    decision = cleanup.decision
    drafting.revise(
        decision,
        replace(TEXT, title=decision.title, body="<p>另文。</p>"),
        by=people.drafter,
        at=NOW,
    )
    walk(decision)
    with committed():
        publishing.publish(decision, decision.revision, at=NOW)
    with pytest.raises(cleaning.NotDecidedError):
        cleaning.apply(cleanup, by=people.clerk, at=NOW)


def test_a_changed_outcome_is_another_table():
    line = Line("k", "甲<乙", "云政发〔2020〕1号", Outcome.REPEALED)
    other = replace(line, outcome=Outcome.KEPT)
    assert stands_in(f"<p>公告</p>{table([line])}", [line])
    assert not stands_in(table([line]), [other])
    assert not stands_in(table([line]), [line, other])
