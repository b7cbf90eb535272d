"""Bodies, their offices, people, contacts and successions, through `bodies.actions`."""

from datetime import date

from django.contrib.auth.hashers import make_password

from gongkai.bodies import actions
from gongkai.bodies.models import Body, Contact, Role, Succession, User
from gongkai.project.demo import county

SINCE = date(2021, 1, 4)
PASSWORD = "gongkai-demo-2026"  # noqa: S105 - printed by the command, for a demo only


def load_bodies() -> int:
    """Found the bodies that are missing; return how many were."""
    known = {body.code: body for body in Body.objects.all()}
    made = 0
    for row in county.bodies():
        if row.code in known:
            continue
        known[row.code] = actions.found(
            code=row.code,
            name=row.name,
            tier=row.tier,
            parent=known[row.parent] if row.parent else None,
            short_name=row.short,
            name_en=row.name_en,
            position=row.position,
            unified_code=row.unified_code,
            area_code=row.area_code,
            duties=row.duties,
            address=row.address,
            address_en=row.address_en,
            postcode=row.postcode,
            hours=row.hours,
            hours_en=row.hours_en,
            phone=row.phone,
            fax=row.fax,
            email=row.email,
            established_on=row.established_on,
        )
        _open_offices(known[row.code], row)
        made += 1
    _follow(known)
    return made


def _open_offices(body: Body, row: county.DemoBody) -> None:
    for place, office in enumerate(row.offices):
        actions.open_office(
            body, name=office.name, duties=office.duties, phone=office.phone, position=place
        )


def _follow(bodies: dict[str, Body]) -> None:
    for row in county.successions():
        old, new = bodies[row.predecessor], bodies[row.successor]
        if not Succession.objects.filter(predecessor=old, successor=new).exists():
            kind = Succession.Kind(row.kind)
            actions.succeed(old, new, kind, on=row.on, basis=row.basis)


def load_people() -> int:
    """Enter who may sign in, who answers for each body and who leads it; return how many."""
    bodies = {body.code: body for body in Body.objects.all()}
    known = {user.username for user in User.objects.all()}
    before = len(known)
    missing = [account for account in county.accounts() if account.username not in known]
    # One hash for all: hashing is slow on purpose, and the password is no secret.
    hashed = make_password(PASSWORD) if missing else ""
    for account in missing:
        _enter_account(account, bodies, hashed)
        known.add(account.username)
    for row in county.bodies():
        if row.person and f"{row.code}-clerk" not in known:
            _enter_clerk(row, bodies[row.code])
            known.add(f"{row.code}-clerk")
        if row.leader and f"{row.code}-leader" not in known:
            _enter_leader(row, bodies[row.code])
            known.add(f"{row.code}-leader")
    return len(known) - before


def _enter_account(account: county.DemoAccount, bodies: dict[str, Body], hashed: str) -> None:
    user = User.objects.create(
        username=account.username,
        full_name=account.name,
        password=hashed,
        email=f"{account.username}@yunhe.example",
        is_superuser=account.superuser,
        is_staff=account.superuser,
    )
    for code, role in account.roles:
        actions.appoint(user, bodies[code], Role(role), from_on=SINCE, title=account.title)


def _enter_clerk(row: county.DemoBody, body: Body) -> None:
    """Enter who keeps a body's contacts and drafts its papers; nobody can sign in as them."""
    clerk = _without_password(f"{row.code}-clerk", row.person)
    actions.appoint(clerk, body, Role.DRAFTER, from_on=SINCE)
    for contact in row.contacts:
        actions.list_contact(
            body,
            purpose=Contact.Purpose(contact.purpose),
            name=contact.name,
            phone=contact.phone,
            email=contact.email,
            address=contact.address,
            hours=contact.hours,
            owner=clerk,
            checked_on=contact.checked_on,
        )


def _enter_leader(row: county.DemoBody, body: Body) -> None:
    assert row.leader is not None
    name, title = row.leader
    leader = _without_password(f"{row.code}-leader", name)
    actions.appoint(leader, body, Role.LEADER, from_on=SINCE, title=title, public=True)


def _without_password(username: str, name: str) -> User:
    return User.objects.create(username=username, full_name=name, password=make_password(None))
