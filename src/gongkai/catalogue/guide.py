"""A body's openness guide (公开指南) made from its own entries, in the reader's language."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gongkai.bodies.models import Body, Contact
from gongkai.bodies.models import Tier as BodyTier
from gongkai.bodies.rules.tree import STEP
from gongkai.catalogue.models import Directory, GuideEdition, Item, Tier, in_english
from gongkai.catalogue.rules.guide import (
    ANSWER_DAYS,
    CORRECTION_DAYS,
    EXTENSION_DAYS,
    Facts,
)

BINDING = {
    BodyTier.COUNTY: (Tier.COUNTY,),
    BodyTier.DEPARTMENT: (Tier.COUNTY,),
    BodyTier.TOWNSHIP: (Tier.TOWNSHIP,),
    BodyTier.SUBDISTRICT: (Tier.SUBDISTRICT,),
    BodyTier.VILLAGE: (Tier.TOWNSHIP, Tier.SUBDISTRICT),
}


@dataclass(frozen=True, slots=True)
class Section:
    """One chapter of a guide.

    Attributes:
        key: classification, arrangement, ways, request, body or remedies; an anchor on the page.
        facts: Label, value and whether the value is Chinese as entered, whatever the page's.
    """

    key: str
    title: str
    paragraphs: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    facts: tuple[tuple[str, str, bool], ...] = ()


@dataclass(frozen=True, slots=True)
class Guide:
    """A guide as it is shown.

    Attributes:
        issued_on: Day of the edition that says this; None when it was never issued.
        missing: Names of facts that art. 12 wants and the body has not entered.
    """

    body: Body
    number: int
    issued_on: date | None
    sections: tuple[Section, ...]
    missing: tuple[str, ...] = field(default=())

    @property
    def html(self) -> SafeString:
        """The whole guide as a fragment of a page."""
        return render_to_string("catalogue/_guide.html", {"guide": self})


def guide_of(body: Body, today: date) -> Guide:
    """Return a body's guide. Costs at most five queries."""
    edition = GuideEdition.objects.filter(body=body).order_by("-number").first()
    facts = _kept(edition) if edition else facts_of(body, today)
    return Guide(
        body=body,
        number=edition.number if edition else 0,
        issued_on=edition.issued_on if edition else None,
        sections=tuple(sections(facts)),
        missing=facts.missing,
    )


def facts_of(body: Body, today: date) -> Facts:
    """Return what a body's guide must say as things stand."""
    contacts = {contact.purpose: contact for contact in body.contacts.order_by("-pk")}
    office = contacts.get(Contact.Purpose.OPENNESS) or Contact()
    above = _superior(body)
    directory = _binding(body, today)
    watcher = above or body
    complaints = watcher.contacts.filter(purpose=Contact.Purpose.SUPERVISION).first()
    return Facts(
        body=body.name,
        body_en=body.name_en,
        tier=body.tier,
        name=office.name,
        address=office.address or body.address,
        address_en=body.address_en if not office.address or office.address == body.address else "",
        postcode=body.postcode,
        hours=office.hours or body.hours,
        hours_en=body.hours_en if not office.hours or office.hours == body.hours else "",
        phone=office.phone or body.phone,
        fax=body.fax,
        email=office.email or body.email,
        directory=directory.title if directory else "",
        directory_on=directory.version_on.isoformat() if directory else "",
        areas=_areas(directory) if directory else (),
        supervisor=above.name if above else "",
        supervisor_phone=complaints.phone if complaints else "",
    )


def _kept(edition: GuideEdition) -> Facts:
    said = dict(edition.facts)
    said["areas"] = tuple((str(name), int(count)) for name, count in said.get("areas", ()))
    return Facts(**said)


def _superior(body: Body) -> Body | None:
    return Body.objects.get(pk=body.parent_id) if body.parent_id else None


def _binding(body: Body, today: date) -> Directory | None:
    """Return the directory in force that binds a body: its own or the nearest superior's."""
    line = [body.path[:end] for end in range(STEP, len(body.path) + 1, STEP)]
    tiers = BINDING[BodyTier(body.tier)]
    found = (
        Directory.objects.in_force(today)
        .filter(body__path__in=line, tier__in=tiers)
        .select_related("body")
    )
    return max(found, key=lambda row: len(row.body.path), default=None)


def _areas(directory: Directory) -> tuple[tuple[str, int], ...]:
    rows = (
        Item.objects.filter(directory=directory)
        .values_list("area__name", "area__position")
        .annotate(count=Count("pk"))
        .order_by("area__position")
    )
    return tuple((name, count) for name, _position, count in rows)


def sections(facts: Facts) -> list[Section]:
    """Return the chapters of a guide in the reader's language."""
    return [
        _classification(facts),
        _arrangement(),
        _ways(),
        _request(),
        _working_body(facts),
        _remedies(facts),
    ]


def _classification(facts: Facts) -> Section:
    paragraphs = [
        _(
            "%(name)s opens of its own accord what concerns the interests of the public, needs to "
            "be widely known or needs the public to take part (Order 711, articles 19 to 21): "
            "rules and normative documents, its duties and offices, plans, statistics, permits, "
            "penalties, budgets and final accounts, fees, procurement, major projects, public "
            "services, emergencies, inspections and recruitment."
        )
        % {"name": (in_english() and facts.body_en) or facts.body}
    ]
    if facts.areas:
        items = sum(count for _, count in facts.areas)
        paragraphs.append(
            ngettext(
                "The standard directory in force since %(day)s names %(items)d item in %(areas)d "
                "areas:",
                "The standard directory in force since %(day)s names %(items)d items in %(areas)d "
                "areas:",
                items,
            )
            % {"day": facts.directory_on, "items": items, "areas": len(facts.areas)}
        )
    return Section(
        "classification",
        _("What is opened"),
        tuple(paragraphs),
        points=tuple(f"{name} ({count})" for name, count in facts.areas),
    )


def _arrangement() -> Section:
    return Section(
        "arrangement",
        _("How it is arranged"),
        (
            _(
                "Each piece of information has an index number, a name, a summary of its content "
                "and the date on which it was made. Documents are arranged by body, kind, topic "
                "and date; the items of the standard directory by area."
            ),
        ),
    )


def _ways() -> Section:
    return Section(
        "ways",
        _("How to obtain it"),
        (
            _(
                "What has been opened can be searched, read and downloaded on this site at no "
                "charge. It can also be read at:"
            ),
        ),
        points=(
            _("the state archives and the public library of the county"),
            _("the reading place of the government service hall"),
            _("the office named below, during its hours"),
        ),
    )


def _request() -> Section:
    return Section(
        "request",
        _("How to ask for what is not opened"),
        (
            _(
                "Any citizen, legal person or other organisation may ask in writing, by post, "
                "electronically or in person; whoever has difficulty writing may ask by word of "
                "mouth. No reason need be given."
            ),
            _(
                "We answer within %(answer)d working days of receipt; if the head of the office "
                "agrees, this can be extended once by at most %(more)d working days, and we tell "
                "you. If your request is unclear we say within %(unclear)d working days what is "
                "missing. Asking is free; a fee is charged only where number or frequency clearly "
                "go beyond what is reasonable."
            )
            % {"answer": ANSWER_DAYS, "more": EXTENSION_DAYS, "unclear": CORRECTION_DAYS},
            _("A request must say:"),
        ),
        points=(
            _("your name, proof of identity and how to reach you"),
            _("the name or number of the information, or what else makes it possible to find it"),
            _("the form in which you want it, and how you want to receive it"),
        ),
    )


def _working_body(facts: Facts) -> Section:
    absent = _("not entered yet")
    english = in_english()
    rows = [
        (_("Working body"), facts.name, True),
        (_("Address"), facts.address_en if english and facts.address_en else facts.address,
         not (english and facts.address_en)),
        (_("Postcode"), facts.postcode, False),
        (_("Office hours"), facts.hours_en if english and facts.hours_en else facts.hours,
         not (english and facts.hours_en)),
        (_("Phone"), facts.phone, False),
        (_("Fax"), facts.fax, False),
        (_("E-mail"), facts.email, False),
    ]  # fmt: skip
    return Section(
        "body",
        _("The office that answers"),
        facts=tuple((label, value or absent, bool(value) and zh) for label, value, zh in rows),
    )


def _remedies(facts: Facts) -> Section:
    paragraphs = [
        _(
            "If you think that we have not done our duty, you can complain to the superior body or "
            "to the department in charge of openness, or apply for administrative reconsideration "
            "within 60 days of learning of the decision, or bring an action within six months "
            "(Order 711, article 51)."
        ),
        _(
            "Against a decision not to open information you must apply for reconsideration before "
            "bringing an action (Administrative Reconsideration Law, article 23)."
        ),
    ]
    rows = []
    if facts.supervisor:
        rows.append((_("Next higher body"), facts.supervisor, True))
    if facts.supervisor_phone:
        rows.append((_("Complaints"), facts.supervisor_phone, False))
    return Section("remedies", _("If you disagree"), tuple(paragraphs), facts=tuple(rows))
