"""Documents with their files, revisions and relations, through `documents.actions`."""

from datetime import date, datetime, time, timedelta
from hashlib import sha256

from django.utils.timezone import get_current_timezone
from tqdm import tqdm

from gongkai.bodies.models import Body, User
from gongkai.calendars.access import load_workdays
from gongkai.documents.actions import attaching, drafting, publishing, relating, reviewing
from gongkai.documents.contents import Text
from gongkai.documents.models import KEY_LENGTH, Document, Revision, WithdrawalReason
from gongkai.documents.rules.prose import clean
from gongkai.documents.rules.review import CHECKLIST, Step
from gongkai.project.demo.chance import between
from gongkai.project.demo.writing import DemoDocument, write_documents

SIGNERS = {
    Step.SECRECY: "secrecy",
    Step.FIRST: "first",
    Step.SECOND: "second",
    Step.FINAL: "final",
}
STOOD = timedelta(hours=3)  # how long the withdrawn paper was public


def permanent_key(key: str) -> str:
    """Return the permanent key of a demo paper: the same in every demo."""
    value = int.from_bytes(sha256(f"demo/{key}".encode()).digest()[:8], "big")
    return "".join(drafting.ALPHABET[value >> (5 * place) & 31] for place in range(KEY_LENGTH))


def load_documents() -> int:
    """Write the papers that are missing; return how many were."""
    papers = write_documents(load_workdays())
    known = set(Document.objects.values_list("key", flat=True))
    missing = [paper for paper in papers if permanent_key(paper.key) not in known]
    if not missing:
        return 0
    bodies = {body.code: body for body in Body.objects.all()}
    users = {user.username: user for user in User.objects.all()}
    made: dict[str, Document] = {}
    # disable=None: a bar on a terminal, silence elsewhere.
    for paper in tqdm(missing, desc="documents", unit="", disable=None, leave=False):
        made[paper.key] = _write(paper, bodies[paper.owner], _author(paper, users), users)
    for paper in missing:
        for relation in paper.relations:
            other = made.get(relation.other) or _found(relation.other)
            relating.relate(made[paper.key], other, relation.kind)
    return len(missing)


def _found(key: str) -> Document:
    return Document.objects.get(key=permanent_key(key))


def _author(paper: DemoDocument, users: dict[str, User]) -> User | None:
    if paper.owner in {"county", "office"}:
        return users["drafter"]
    return users.get(f"{paper.owner}-clerk")


def _text(paper: DemoDocument) -> Text:
    files = [attaching.attach(file.name, file.write()) for file in paper.files]
    return Text(
        title=paper.title,
        kind=paper.kind,
        index_number=paper.index_number,
        topic=paper.topic,
        issuer=paper.issuer,
        document_number=paper.document_number,
        made_on=paper.made_on,
        published_on=paper.published_on,
        effective_on=paper.effective_on,
        expires_on=paper.expires_on,
        standing=paper.standing,
        attribute=paper.attribute,
        ground=paper.ground,
        attribute_reason=paper.attribute_reason,
        keywords=" ".join(paper.keywords),
        group_category=paper.group_category,
        summary=paper.summary,
        body=clean(paper.body),
        attachments=tuple(files),
    )


def _write(
    paper: DemoDocument, owner: Body, author: User | None, users: dict[str, User]
) -> Document:
    # What was public before the demo began comes from the county's old site (补录); what is still
    # being written here has an author and walks the road of review.
    document = drafting.draft(
        owner,
        _text(paper),
        by=None if paper.published_on else author,
        at=_at(paper.made_on, paper.key, "made"),
        key=permanent_key(paper.key),
        source_path=f"old-site/{paper.key}.html" if paper.published_on else "",
    )
    revision = document.revision
    assert revision is not None
    if paper.published_on:
        at = _at(paper.published_on, paper.key, "published")
        publishing.backfill(document, revision, at=at)
    if paper.withdrawal and paper.published_on:
        reason, note = paper.withdrawal
        at = _at(paper.published_on, paper.key, "withdrawn") + STOOD
        publishing.withdraw(document, reason=WithdrawalReason(reason), note=note, at=at)
    if paper.publish_at:
        due = paper.publish_at.replace(tzinfo=get_current_timezone())
        _walk(document, revision, users, at=_at(paper.made_on, paper.key, "reviewed"))
        publishing.schedule(document, revision, publish_at=due)
    return document


def _walk(document: Document, revision: Revision, users: dict[str, User], *, at: datetime) -> None:
    """Take a revision down the road of review, signed by the demo's four reviewers."""
    workdays = load_workdays()
    author = revision.author
    assert author is not None
    reviewing.submit(document, revision, by=author, at=at, workdays=workdays)
    for hours, (step, name) in enumerate(SIGNERS.items(), start=1):
        reviewing.sign(
            document,
            step=step,
            digest=revision.digest,
            by=users[name],
            at=at + timedelta(hours=hours),
            workdays=workdays,
            checked=CHECKLIST,
            proofread=True,
        )


def _at(on: date, *names: object) -> datetime:
    """Return an instant in the morning hours of a day."""
    moment = time(between(9, 11, *names, "hour"), between(0, 59, *names))
    return datetime.combine(on, moment, tzinfo=get_current_timezone())
