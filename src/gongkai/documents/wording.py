"""What the codes of the rules are called on the clerk's pages."""

from django.utils.translation import gettext_lazy

from gongkai.documents.models import StepChoice
from gongkai.documents.rules.completeness import Element
from gongkai.documents.rules.review import CHECKLIST
from gongkai.documents.rules.sheet import Part

CHECKS = {
    "no_state_secret": gettext_lazy("It holds no state secret."),
    "no_work_secret": gettext_lazy("It holds no work secret."),
    "no_trade_secret": gettext_lazy("It holds no trade secret of others."),
    "no_personal_data": gettext_lazy("It holds no personal information that may not be public."),
    "no_mosaic": gettext_lazy("Together with what is public already it reveals no secret."),
    "source_may_be_disclosed": gettext_lazy(
        "What it takes from other organs may be disclosed, and they were asked."
    ),
}
PART_NAMES = {
    Part.CHANGE: gettext_lazy("What changes"),
    Part.BENEFIT: gettext_lazy("Who benefits"),
    Part.AMOUNT: gettext_lazy("How much"),
    Part.DATE: gettext_lazy("From when, until when"),
    Part.APPLY: gettext_lazy("How to apply"),
    Part.CALL: gettext_lazy("Whom to call"),
}

ELEMENTS = {
    Element.BACKGROUND: gettext_lazy("Background"),
    Element.BASIS: gettext_lazy("Basis"),
    Element.KEY_POINTS: gettext_lazy("Key points"),
    Element.BENEFIT: gettext_lazy("Who benefits and how"),
    Element.TERMS: gettext_lazy("Terms explained"),
    Element.NEW: gettext_lazy("What is new"),
    Element.CONTACT: gettext_lazy("Whom to ask"),
}


def element_name(element: Element) -> str:
    """Return what an element of an interpretation is called."""
    return str(ELEMENTS[element])


def checklist() -> list[tuple[str, str]]:
    """Return the points of the secrecy review with their words, in order."""
    return [(point, str(CHECKS[point])) for point in CHECKLIST]


def step_name(step: str) -> str:
    """Return what a step is called."""
    return str(StepChoice(step).label)
