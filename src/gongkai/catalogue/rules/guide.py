"""What an openness guide (公开指南) must say (Order 711, art. 12), and whether it has changed.

The facts come from the body's own entries. A guide is issued again when its facts change, so that
its date is the date of what stands in it (art. 12 para. 2 wants it brought up to date in time).
"""

import json
from dataclasses import asdict, dataclass
from hashlib import sha256

# Order 711, art. 12: what a guide must say of the body that answers.
REQUIRED = ("name", "address", "hours", "phone", "fax", "email")  # art. 12 para. 1
ANSWER_DAYS = 20  # art. 33 para. 2, in working days
EXTENSION_DAYS = 20  # art. 33 para. 2, in working days
CORRECTION_DAYS = 7  # art. 30, in working days


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a guide is made of.

    Attributes:
        body: Name of the body.
        tier: Its tier, as `bodies.models.Tier` names it.
        name: Name of its working body for openness (工作机构, art. 4).
        areas: Names of the areas in the directories that bind it, each with its items.
        directory: Title and version of the directory that binds it; empty when there is none.
        supervisor: Name of the body to complain to; empty when it is the topmost here.
        supervisor_phone: Its telephone for complaints.
    """

    body: str
    body_en: str = ""
    tier: str
    name: str = ""
    address: str = ""
    address_en: str = ""
    postcode: str = ""
    hours: str = ""
    hours_en: str = ""
    phone: str = ""
    fax: str = ""
    email: str = ""
    directory: str = ""
    directory_on: str = ""
    areas: tuple[tuple[str, int], ...] = ()
    supervisor: str = ""
    supervisor_phone: str = ""

    @property
    def missing(self) -> tuple[str, ...]:
        """What art. 12 wants and the body has not entered."""
        return tuple(name for name in REQUIRED if not getattr(self, name))

    def as_json(self) -> dict[str, object]:
        """Return the facts as they are kept with an edition."""
        return asdict(self)


def digest(facts: Facts) -> str:
    """Return a fingerprint of the facts: two guides that say the same have the same one."""
    said = json.dumps(facts.as_json(), ensure_ascii=False, sort_keys=True)
    return sha256(said.encode()).hexdigest()
