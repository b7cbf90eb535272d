"""What happens to bodies, their offices, people and contacts. The only road to a write.

Every verb is one transaction. Nothing is deleted that the public or a paper may still name: a
body that ends is dissolved on a day and points to what followed it.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TypedDict, Unpack, cast

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q, Value
from django.db.models.functions import Concat, Substr

from gongkai.bodies.models import (
    Appointment,
    Body,
    Contact,
    Office,
    Role,
    Succession,
    User,
)
from gongkai.bodies.rules.checks import check_due
from gongkai.bodies.rules.tree import step

DAY = timedelta(days=1)


class BodyFacts(TypedDict, total=False):
    """What may be said of a body beside its code, name, tier and place."""

    short_name: str
    name_en: str
    position: int
    unified_code: str
    area_code: str
    duties: str
    address: str
    address_en: str
    postcode: str
    hours: str
    hours_en: str
    phone: str
    fax: str
    email: str
    established_on: date | None
    dissolved_on: date | None


class BodyChange(BodyFacts, total=False):
    """What of a body may change without making another body of it."""

    name: str
    tier: str


class ContactFacts(TypedDict, total=False):
    """What may be said of a contact beside its purpose and name."""

    phone: str
    email: str
    address: str
    hours: str
    owner: User | None
    checked_on: date | None
    check_every_days: int


class CircleRefusedError(ValueError):
    """A body would come to stand below itself."""


class BodiesLeftBelowError(ValueError):
    """A body cannot end while standing bodies below it have nowhere to go."""


class AlreadySucceededError(ValueError):
    """This succession has been entered already."""


@transaction.atomic
def found(
    *, code: str, name: str, tier: str, parent: Body | None = None, **facts: Unpack[BodyFacts]
) -> Body:
    """Found a body below another, or at the top.

    Raises:
        ValidationError: A value is missing, too long or taken.
    """
    body = Body(code=code, name=name, tier=tier, parent=parent, **facts)
    body.path = f"~{code}"  # free until the key is known
    body.full_clean(exclude=["path"])
    body.save(force_insert=True)
    body.path = (parent.path if parent else "") + step(body.pk)
    body.save(update_fields=["path"])
    return body


@transaction.atomic
def change(body: Body, **facts: Unpack[BodyChange]) -> Body:
    """Correct what is said of a body. A new name by decision of the state is `rename`.

    Raises:
        ValidationError: A value is missing or too long.
    """
    for name, value in facts.items():
        setattr(body, name, value)
    body.full_clean(exclude=["path"])
    body.save(update_fields=[*facts])
    return body


@transaction.atomic
def move(body: Body, parent: Body | None) -> Body:
    """Put a body, and all below it, under another superior.

    Raises:
        CircleRefusedError: The superior is the body itself or stands below it.
    """
    # One lock over the tree: two moves at once could make a circle that neither sees.
    rows = {row.pk: row for row in Body.objects.select_for_update()}
    old = rows[body.pk].path
    above = rows[parent.pk].path if parent else ""
    if above.startswith(old):
        raise CircleRefusedError(f"{parent} stands below {body}")
    new = above + step(body.pk)
    if new != old:
        Body.objects.filter(path__startswith=old).update(
            path=Concat(Value(new), Substr("path", len(old) + 1))
        )
    body.parent = parent
    body.path = new
    body.save(update_fields=["parent", "path"])
    return body


def merge(bodies: Iterable[Body], into: Body, *, on: date, basis: str = "") -> list[Succession]:
    """End bodies by merging them into one that goes on; what stood below them goes along."""
    with transaction.atomic():
        return [
            _succeed(body, [into], Succession.Kind.MERGED, on=on, basis=basis)[0] for body in bodies
        ]


@transaction.atomic
def rename(body: Body, *, code: str, name: str, on: date, basis: str = "") -> Body:
    """Give a body a new name by decision: another body begins and the old one is kept.

    Offices, contacts and appointments in force go on under the new name.

    Raises:
        ValidationError: The code is taken or the name is missing.
    """
    kept = (name for name in BodyFacts.__annotations__ if not name.endswith("_on"))
    facts = cast(BodyFacts, {name: getattr(body, name) for name in kept})
    facts |= {"short_name": "", "name_en": "", "established_on": on}
    successor = found(code=code, name=name, tier=body.tier, parent=body.parent, **facts)
    offices = _carry_offices(body, successor)
    for contact in body.contacts.all():
        contact.pk, contact.body = None, successor
        contact.save(force_insert=True)
    running = list(body.appointments.filter(Q(until_on=None) | Q(until_on__gte=on)))
    _succeed(body, [successor], Succession.Kind.RENAMED, on=on, basis=basis)
    for held in running:
        held.pk, held.body = None, successor
        held.office = offices.get(held.office_id) if held.office_id else None
        held.from_on = max(held.from_on, on)
        held.save(force_insert=True)
    return successor


@transaction.atomic
def split(body: Body, into: Iterable[Body], *, on: date, basis: str = "") -> list[Succession]:
    """End a body by splitting it; what stands below it must have been moved first.

    Raises:
        BodiesLeftBelowError: Standing bodies are still below it.
    """
    if Body.objects.standing(on).filter(parent=body).exists():
        raise BodiesLeftBelowError(str(body))
    return _succeed(body, list(into), Succession.Kind.SPLIT, on=on, basis=basis)


@transaction.atomic
def succeed(
    predecessor: Body, successor: Body, kind: Succession.Kind, *, on: date, basis: str = ""
) -> Succession:
    """Enter one body's following another when both are known already, as from an import."""
    return _succeed(predecessor, [successor], kind, on=on, basis=basis)[0]


def _succeed(
    predecessor: Body, successors: list[Body], kind: Succession.Kind, *, on: date, basis: str
) -> list[Succession]:
    known = Succession.objects.filter(predecessor=predecessor, successor__in=successors)
    if known.exists():
        raise AlreadySucceededError(f"{predecessor}: {known[0]}")
    links = []
    for successor in successors:
        link = Succession(
            predecessor=predecessor, successor=successor, kind=kind, on=on, basis=basis
        )
        link.full_clean()
        link.save()
        links.append(link)
    if kind is not Succession.Kind.SPLIT:
        for below in Body.objects.standing(on).filter(parent=predecessor):
            move(below, successors[0])
    dissolve(predecessor, on=on)
    return links


@transaction.atomic
def dissolve(body: Body, *, on: date) -> Body:
    """End a body on a day, and with it the appointments in it.

    Raises:
        BodiesLeftBelowError: Standing bodies are still below it.
    """
    if Body.objects.standing(on).filter(parent=body).exists():
        raise BodiesLeftBelowError(str(body))
    body.dissolved_on = on
    body.full_clean(exclude=["path"])
    body.save(update_fields=["dissolved_on"])
    body.appointments.filter(from_on__gte=on).delete()  # these never came into force
    body.appointments.filter(Q(until_on=None) | Q(until_on__gte=on)).update(until_on=on - DAY)
    return body


def _carry_offices(body: Body, successor: Body) -> dict[int, Office]:
    carried = {}
    for office in body.offices.all():
        old = office.pk
        office.pk, office.body = None, successor
        office.save(force_insert=True)
        carried[old] = office
    return carried


def open_office(
    body: Body, *, name: str, duties: str = "", phone: str = "", position: int = 0
) -> Office:
    """Enter a section of a body, or correct the one of that name."""
    office, _ = Office.objects.update_or_create(
        body=body,
        name=name,
        defaults={"duties": duties, "phone": phone, "position": position},
    )
    return office


def change_office(office: Office, *, name: str, duties: str, phone: str, position: int) -> Office:
    """Correct a section of a body.

    Raises:
        ValidationError: A value is missing or too long, or the name is another section's.
    """
    office.name, office.duties, office.phone, office.position = name, duties, phone, position
    office.full_clean()
    office.save()
    return office


@transaction.atomic
def appoint(
    user: User,
    body: Body,
    role: Role,
    *,
    from_on: date,
    until_on: date | None = None,
    office: Office | None = None,
    title: str = "",
    public: bool = False,
) -> Appointment:
    """Give a person a role for a body. Giving a role that is held already changes its terms.

    Raises:
        ValidationError: The office is another body's, the body has ended, or the end comes first.
    """
    held = (
        Appointment.objects.select_for_update()
        .running(from_on)
        .filter(user=user, body=body, role=role)
        .first()
    )
    appointment = held or Appointment(user=user, body=body, role=role, from_on=from_on)
    if office is not None and office.body_id != body.pk:
        raise ValidationError({"office": f"{office} ≠ {body}"})
    appointment.until_on = until_on
    appointment.office = office
    appointment.title = title
    appointment.public = public
    appointment.full_clean()
    appointment.save()
    user.held_roles = None
    return appointment


def end(appointment: Appointment, *, until_on: date) -> Appointment:
    """Let an appointment run out on a day, the day included."""
    appointment.until_on = until_on
    appointment.full_clean()
    appointment.save(update_fields=["until_on"])
    appointment.user.held_roles = None
    return appointment


def list_contact(body: Body, *, purpose: str, name: str, **facts: Unpack[ContactFacts]) -> Contact:
    """Enter a public way to reach a body."""
    contact = Contact(body=body, purpose=purpose, name=name)
    return change_contact(contact, **facts)


def change_contact(contact: Contact, **facts: Unpack[ContactFacts]) -> Contact:
    """Correct a contact.

    Raises:
        ValidationError: A value is missing or too long.
    """
    for name, value in facts.items():
        setattr(contact, name, value)
    contact.check_due_on = check_due(contact.checked_on, contact.check_every_days)
    contact.full_clean()
    contact.save()
    return contact


def check_contact(contact: Contact, *, on: date, by: User) -> Contact:
    """Note that somebody rang, wrote or went there on a day and found it right."""
    return change_contact(contact, checked_on=on, owner=contact.owner or by)


def unlist_contact(contact: Contact) -> None:
    """Take a contact away that the body no longer has."""
    contact.delete()


def relay_paths(paths: dict[int, str]) -> int:
    """Write the paths that differ from what is given; return how many did."""
    with transaction.atomic():
        wrong = [b for b in Body.objects.select_for_update() if b.path != paths[b.pk]]
        # Two rows may trade paths, and no moment may see one path twice.
        Body.objects.filter(pk__in=[body.pk for body in wrong]).update(
            path=Concat(Value("~"), F("code"))
        )
        for body in wrong:
            body.path = paths[body.pk]
            body.save(update_fields=["path"])
    return len(wrong)
