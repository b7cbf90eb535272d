"""The demo's papers on the road of review, signed by its four reviewers."""

from datetime import datetime, timedelta

from gongkai.bodies.models import User
from gongkai.calendars.access import load_workdays
from gongkai.documents.actions import reviewing
from gongkai.documents.models import Document, Review, Revision
from gongkai.documents.rules.review import CHECKLIST, Step

SIGNERS = {
    Step.SECRECY: "secrecy",
    Step.FIRST: "first",
    Step.SECOND: "second",
    Step.FINAL: "final",
}
# How far each paper has come; what is not named has come to the end.
SIGNED = {"reviewing": 2, "returned": 1}
RETURNED = "第三部分补助标准未定，请与县财政局会商后补齐，再行送审。"


def walk(
    document: Document, revision: Revision, users: dict[str, User], state: str, *, at: datetime
) -> None:
    """Take a revision down the road as far as the state of its paper says."""
    workdays = load_workdays()
    author = revision.author
    assert author is not None
    review = reviewing.submit(document, revision, by=author, at=at, workdays=workdays)
    _answer(document, review, users["secrecy"])
    steps = list(SIGNERS.items())
    signed = SIGNED.get(state, len(steps))
    for hours, (step, name) in enumerate(steps[:signed], start=1):
        reviewing.sign(
            document,
            step,
            reviewing.Confirmation(digest=revision.digest, checked=CHECKLIST, proofread=True),
            by=users[name],
            at=at + timedelta(hours=hours),
            workdays=workdays,
        )
    if state == "returned":
        by = users[steps[signed][1]]
        reviewing.give_back(document, remarks=RETURNED, by=by, at=at + timedelta(hours=6))


def _answer(document: Document, review: Review, by: User) -> None:
    """Answer what the scan of the content found; the demo's papers name public telephones."""
    for index, finding in enumerate(review.findings):
        if finding["severity"] == "block":
            reviewing.answer(document, index, words="公开的办公电话和虚构数据，可以公开。", by=by)
