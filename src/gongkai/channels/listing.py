"""The register as a list: narrowed down, judged for today, exported."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from typing import Any

from django.db.models import QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from openpyxl import Workbook

from gongkai.channels import access
from gongkai.channels.models import Account, Platform, State
from gongkai.channels.rules.standing import Fault
from gongkai.screening.rules.cells import defused

FAULTS = {
    Fault.SILENT: gettext_lazy("No update in two weeks"),
    Fault.UNANSWERED: gettext_lazy("Message unanswered for over three months"),
    Fault.UNUSABLE: gettext_lazy("Cannot be downloaded or used"),
    Fault.MUTE: gettext_lazy("Readers cannot write to it"),
}


@dataclass(frozen=True, slots=True)
class Filters:
    """What the list is narrowed down to; an unknown value is no filter."""

    platform: str = ""
    state: str = ""
    fault: str = ""
    body: str = ""
    query: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Row:
    """An account and what is wrong with it today."""

    account: Account
    faults: tuple[Fault, ...]
    last_post_on: date | None

    @property
    def words(self) -> list[str]:
        return [str(FAULTS[fault]) for fault in self.faults]


def filters_from(asked: Mapping[str, Any]) -> Filters:
    """Read the filters from a query string."""
    allowed = {
        "platform": set(Platform.values),
        "state": set(State.values),
        "fault": {*(fault.value for fault in Fault), "any"},
    }
    told = {name: str(asked.get(name, "")) for name in allowed}
    told = {name: value if value in allowed[name] else "" for name, value in told.items()}
    told["body"] = str(asked.get("body", ""))[:40]
    return Filters(**told, query={name: value for name, value in told.items() if value})


def rows(found: QuerySet[Account], filters: Filters, today: date) -> list[Row]:
    """Return the accounts that fit, each judged; a register has hundreds of rows, not thousands."""
    for name, value in (
        ("platform", filters.platform),
        ("state", filters.state),
        ("body__code", filters.body),
    ):
        if value:
            found = found.filter(**{name: value})
    judged = []
    for account in access.with_facts(found.select_related("body", "owner", "merged_into"), today):
        last = getattr(account, "last_post_at", None)
        faults = access.faults_of(account, today)
        judged.append(Row(account, faults, localdate(last) if last else None))
    if filters.fault == "any":
        return [row for row in judged if row.faults]
    if filters.fault:
        return [row for row in judged if filters.fault in row.faults]
    return judged


def as_xlsx(found: Iterable[Row]) -> bytes:
    """Return the list as a workbook."""
    book: Any = Workbook(write_only=True)
    sheet = book.create_sheet(_("New-media accounts"))
    for place, width in enumerate((20, 26, 24, 30, 14, 12, 12, 40, 14, 12, 40)):
        sheet.column_dimensions["ABCDEFGHIJK"[place]].width = width
    sheet.freeze_panes = "A2"
    sheet.append(
        [
            _("platform"), _("account name"), _("account number"), _("sponsoring body"),
            _("who runs it"), _("state"), _("last post"), _("what is wrong"), _("opened on"),
            _("closed down on"), _("address of the account"),
        ]
    )  # fmt: skip
    for row in found:
        one = row.account
        cells: list[Any] = [
            one.get_platform_display(), one.name, one.handle, one.body.name, str(one.owner or ""),
            one.get_state_display(), row.last_post_on, "；".join(row.words), one.opened_on,
            one.closed_on, one.address,
        ]  # fmt: skip
        sheet.append([defused(cell) for cell in cells])
    out = BytesIO()
    book.save(out)
    return out.getvalue()
