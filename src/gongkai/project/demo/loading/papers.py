"""Documents with their files and relations, through `documents.actions`.

What was public before the demo began comes from the county's old site (补录), logged as an import;
what is being written now has an author and walks the road of review.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, time
from hashlib import sha256

from django.utils.timezone import get_current_timezone, now
from tqdm import tqdm

from gongkai.bodies.models import Body, User
from gongkai.calendars.access import load_workdays
from gongkai.documents.actions import (
    attaching,
    backfilling,
    drafting,
    publishing,
    relating,
)
from gongkai.documents.contents import Text
from gongkai.documents.models import KEY_LENGTH, Document, State, WithdrawalReason
from gongkai.documents.rules.prose import clean
from gongkai.project.demo.chance import between
from gongkai.project.demo.loading.road import walk
from gongkai.project.demo.writing import DemoDocument, write_documents

OLD_SITE = "old-site/{}.html"  # where the import is said to have found a paper


def permanent_key(key: str) -> str:
    """Return the permanent key of a demo paper: the same in every demo."""
    value = int.from_bytes(sha256(f"demo/{key}".encode()).digest()[:8], "big")
    return "".join(drafting.ALPHABET[value >> (5 * place) & 31] for place in range(KEY_LENGTH))


def load_public() -> int:
    """Import the papers that were public already and are missing; return how many were."""
    missing = _missing(paper for paper in _papers() if paper.published_on)
    bodies = {body.code: body for body in Body.objects.all()}
    at = now()
    by_owner: defaultdict[str, list[DemoDocument]] = defaultdict(list)
    for paper in missing:
        by_owner[paper.owner].append(paper)
    made: dict[str, Document] = {}
    # disable=None: a bar on a terminal, silence elsewhere.
    with tqdm(total=len(missing), unit="", disable=None, leave=False) as bar:
        for owner, papers in by_owner.items():
            arrivals = [_arrival(paper) for paper in papers]
            documents = backfilling.draft_all(bodies[owner], arrivals, at=at)
            backfilling.backfill_all(documents, at=at)
            made |= {paper.key: row for paper, row in zip(papers, documents, strict=True)}
            bar.update(len(papers))
    for paper in missing:
        for relation in paper.relations:
            other = made.get(relation.other) or _found(relation.other)
            relating.relate(made[paper.key], other, relation.kind)
    return len(missing)


def load_desk() -> int:
    """Write what is still being worked on, and withdraw what was withdrawn; return how many."""
    users = {user.username: user for user in User.objects.all()}
    bodies = {body.code: body for body in Body.objects.all()}
    missing = _missing(paper for paper in _papers() if not paper.published_on)
    for paper in missing:
        _write(paper, bodies[paper.owner], _author(paper, users), users)
    withdrawn = [paper for paper in _papers() if paper.withdrawal and _stands(paper)]
    for paper in withdrawn:
        _withdraw(paper, users["clerk"])
    return len(missing) + len(withdrawn)


def _papers() -> tuple[DemoDocument, ...]:
    return write_documents(load_workdays())


def _missing(papers: Iterable[DemoDocument]) -> list[DemoDocument]:
    known = set(Document.objects.values_list("key", flat=True))
    return [paper for paper in papers if permanent_key(paper.key) not in known]


def _found(key: str) -> Document:
    return Document.objects.get(key=permanent_key(key))


def _stands(paper: DemoDocument) -> bool:
    return _found(paper.key).state == State.PUBLISHED


def _author(paper: DemoDocument, users: dict[str, User]) -> User:
    if paper.owner in {"county", "office"}:
        return users["drafter"]
    return users[f"{paper.owner}-clerk"]


def _arrival(paper: DemoDocument) -> backfilling.Arrival:
    text = _text(paper)
    key = permanent_key(paper.key)
    return backfilling.Arrival(key, OLD_SITE.format(paper.key), text, text.digest())


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
        form=paper.form,
        key_facts=tuple({"part": part, "words": words} for part, words in paper.facts),
        body=clean(paper.body),
        attachments=tuple(files),
    )


def _write(paper: DemoDocument, owner: Body, author: User, users: dict[str, User]) -> None:
    document = drafting.draft(
        owner,
        _text(paper),
        by=author,
        at=_at(paper.made_on, paper.key, "made"),
        key=permanent_key(paper.key),
    )
    revision = document.revision
    assert revision is not None
    if paper.state == "draft":
        return
    walk(document, revision, users, paper.state, at=_at(paper.made_on, paper.key, "reviewed"))
    if paper.state == "reviewed":
        publishing.publish(document, revision, at=now(), by=users["clerk"])
    if paper.publish_at:
        due = paper.publish_at.replace(tzinfo=get_current_timezone())
        publishing.schedule(document, revision, publish_at=due)


def _withdraw(paper: DemoDocument, by: User) -> None:
    assert paper.withdrawal is not None
    reason, note = paper.withdrawal
    document = _found(paper.key)
    publishing.withdraw(document, reason=WithdrawalReason(reason), note=note, at=now(), by=by)


def _at(on: date, *names: object) -> datetime:
    """Return an instant in the morning hours of a day."""
    moment = time(between(9, 11, *names, "hour"), between(0, 59, *names))
    return datetime.combine(on, moment, tzinfo=get_current_timezone())
