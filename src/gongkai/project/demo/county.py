"""The bodies of the demo county, their offices, people and contacts, as frozen values."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from gongkai.project.demo.chance import between
from gongkai.project.demo.tables import folder, table

AREA = "990321"
FOUNDED = date(1958, 4, 1)
SCC_DIGITS = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # GB 32100-2015: no I, O, S, V, Z


@dataclass(frozen=True, slots=True)
class DemoOffice:
    """A section of a body."""

    name: str
    duties: str
    phone: str


@dataclass(frozen=True, slots=True)
class DemoContact:
    """A public way to reach a body; `purpose` as in `bodies.models.Contact.Purpose`."""

    purpose: str
    name: str
    phone: str
    email: str
    address: str
    hours: str
    checked_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoBody:
    """A body; `number` is what its document numbers begin with."""

    code: str
    name: str
    short: str
    name_en: str
    tier: str
    parent: str | None
    position: int
    number: str
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
    established_on: date
    dissolved_on: date | None
    offices: tuple[DemoOffice, ...]
    contacts: tuple[DemoContact, ...]
    leader: tuple[str, str] | None
    person: str
    people: float = 0.0
    villages: int = 0


@dataclass(frozen=True, slots=True)
class DemoSuccession:
    """One body following another; `kind` as in `bodies.models.Succession.Kind`."""

    predecessor: str
    successor: str
    kind: str
    on: date
    basis: str


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """Somebody who may sign in; roles are pairs of a body's code and a role."""

    username: str
    name: str
    superuser: bool
    roles: tuple[tuple[str, str], ...]
    title: str
    shows: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoSite:
    """What the foot of every page must carry (政府网站发展指引, 2017)."""

    name: str
    name_en: str
    address: str
    site_code: str
    icp: str
    police_code: str
    sponsor: str
    sponsor_en: str
    phone: str
    email: str


def unified_code(serial: int) -> str:
    """Return a unified social credit code of an organ of the demo area (GB 32100, GB 11714)."""
    body = f"MD{serial:06d}"
    weights = (3, 7, 9, 10, 5, 8, 4, 2)
    values = [int(sign, 36) for sign in body]
    check = 11 - sum(w * v for w, v in zip(weights, values, strict=True)) % 11
    body += {10: "X", 11: "0"}.get(check, str(check))
    code = f"11{AREA}{body}"
    total = sum(SCC_DIGITS.index(sign) * pow(3, place, 31) for place, sign in enumerate(code))
    return code + SCC_DIGITS[(31 - total % 31) % 31]


@cache
def bodies() -> tuple[DemoBody, ...]:
    """Return every body, superiors before those below them."""
    rows = [row for part in folder("bodies") for row in part["body"]]
    return tuple(_body(place, row) for place, row in enumerate(rows))


@cache
def by_code() -> dict[str, DemoBody]:
    """Return the bodies by their codes."""
    return {body.code: body for body in bodies()}


def towns() -> tuple[DemoBody, ...]:
    """Return the townships and subdistricts, as tables list them."""
    order = {"subdistrict": 0, "township": 1}
    found = [body for body in bodies() if body.tier in order]
    return tuple(sorted(found, key=lambda body: (order[body.tier], body.position)))


def successions() -> tuple[DemoSuccession, ...]:
    """Return which body followed which."""
    return tuple(DemoSuccession(**row) for row in table("county")["succession"])


def accounts() -> tuple[DemoAccount, ...]:
    """Return who may sign in to the demo."""
    return tuple(
        DemoAccount(
            username=row["username"],
            name=row["name"],
            superuser=row.get("superuser", False),
            roles=tuple((body, role) for body, role in row.get("roles", [])),
            title=row.get("title", ""),
            shows=row["shows"],
        )
        for row in table("county")["account"]
    )


def site() -> DemoSite:
    """Return the footer marks of the county's site."""
    row = table("county")["county"]
    return DemoSite(
        name=row["site_name"],
        name_en=row["site_name_en"],
        address=row["site_address"],
        site_code=row["site_code"],
        icp=row["icp_number"],
        police_code="".join(sign for sign in row["police_number"] if sign.isdigit()),
        sponsor=row["sponsor"],
        sponsor_en=row["sponsor_en"],
        phone=row["phone"],
        email=row["email"],
    )


def _body(place: int, row: dict[str, object]) -> DemoBody:
    county = table("county")["county"]
    code, tier = str(row["code"]), str(row["tier"])
    phone = f"0000-68{place + 1:02d}100"
    facts = row.get("facts") or [0, 0.0, 0, 0]
    assert isinstance(facts, list)
    hours = _hours(code, county["hours"])
    email = f"{code}@yunhe.example"
    leader = row.get("leader")
    dissolved = row.get("dissolved")
    return DemoBody(
        code=code,
        name=str(row["name"]),
        short=str(row["short"]),
        name_en=_english(row, tier),
        tier=tier,
        parent=None if code == "county" else str(row.get("parent", "county")),
        position=place,
        number=str(row.get("number", "")),
        unified_code=unified_code(place + 1) if tier != "village" else "",
        area_code=f"{AREA}{_division(place, tier)}",
        duties=str(row.get("duties") or _duties(str(row["short"]), tier)),
        address=str(row["address"]),
        address_en=str(row["address_en"]),
        postcode=county["postcode"],
        hours=hours,
        hours_en=county["hours_en"],
        phone=phone,
        fax=phone[:-1] + "9",
        email=email,
        established_on=_day(row.get("established")) or FOUNDED,
        dissolved_on=_day(dissolved),
        offices=_offices(row, phone),
        contacts=() if dissolved else _contacts(row, phone=phone, hours=hours, email=email),
        leader=(str(leader[0]), str(leader[1])) if isinstance(leader, list) else None,
        person=str(row.get("person", "")),
        people=float(facts[1]),
        villages=int(facts[2]) + int(facts[3]),
    )


def _offices(row: dict[str, object], phone: str) -> tuple[DemoOffice, ...]:
    offices = row.get("offices") or []
    assert isinstance(offices, list)
    return tuple(
        DemoOffice(name, duties, f"{phone[:-2]}{step:02d}")
        for step, (name, duties) in enumerate(offices, 11)
    )


def _english(row: dict[str, object], tier: str) -> str:
    name = str(row["en"])
    if tier != "department" or "Cloudriver" in name:
        return name if "Cloudriver" in name else f"{name}, Cloudriver County"
    return f"Cloudriver County {name}"


def _hours(code: str, usual: str) -> str:
    if code == "services":
        return "周一至周五 8:30—17:30（中午不休息），周六 9:00—12:00（延时服务）"
    return usual


def _division(place: int, tier: str) -> str:
    if tier in {"county", "department"}:
        return ""
    return f"{100 + place:03d}" if tier != "village" else f"{100 + place:03d}001"


def _duties(short: str, tier: str) -> str:
    if tier == "village":
        return f"办理{short}的公共事务和公益事业，公开村（居）务，调解民间纠纷，协助政府开展工作。"
    return (
        f"负责{short}辖区内的经济发展、公共服务、公共安全和生态环境工作，办理社会救助、"
        "农村宅基地、涉农补贴等与群众生产生活密切相关的事项，指导村（居）民自治。"
    )


def _day(value: object) -> date | None:
    return value if isinstance(value, date) else None


def _contacts(
    row: dict[str, object], *, phone: str, hours: str, email: str
) -> tuple[DemoContact, ...]:
    code, short, address = str(row["code"]), str(row["short"]), str(row["address"])
    wanted = [
        ("enquiry", f"{short}办公室", phone),
        ("openness", f"{short}政务公开", phone[:-1] + "2"),
    ]
    if row["tier"] != "village":
        wanted.append(("supervision", f"{short}投诉监督", phone[:-1] + "5"))
    if row["tier"] in {"township", "subdistrict"} or code in {"services", "labour", "police"}:
        wanted.append(("service", f"{short}便民服务窗口", phone[:-1] + "8"))
    return tuple(
        DemoContact(
            purpose=purpose,
            name=name,
            phone=number,
            email=email if purpose in {"enquiry", "openness"} else "",
            address=address,
            hours=hours,
            checked_on=date(2026, 11, between(2, 6, code, purpose)),
        )
        for purpose, name, number in wanted
    )
