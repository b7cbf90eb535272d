"""The limits of a body and a kind of letter: plain numbers, no law of the whole state sets them.

No national rule gives days for letters; each region sets its own (presets.toml names them). What
a row of limits says counts from the day a letter is received or dispatched, in working days.
"""

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Terms:
    """Limits in working days; 0 days means the same day.

    Attributes:
        accept: From receipt to acceptance or refusal.
        dispatch: From acceptance, or from a return, to dispatch.
        sign: From dispatch to the unit's signature.
        give_back: From dispatch, the last day a unit may return a letter that is not its own.
        finish: From dispatch (from receipt where nobody was dispatched) to the reply.
        extension: The most that the reply may be put off, once.
        redo: From the order to do it again to the new reply.
        call_back: From the reply to the call back.
        urgent: From dispatch to the reply where safety is at stake.
        escalate_redos: So many orders to do it again bring the letter to a leader.
        escalate_returns: So many returns do.
    """

    accept: int = 1
    dispatch: int = 1
    sign: int = 1
    give_back: int = 2
    finish: int = 5
    extension: int = 10
    redo: int = 5
    call_back: int = 5
    urgent: int = 0
    escalate_redos: int = 3
    escalate_returns: int = 3


NAMES = tuple(field.name for field in fields(Terms))
DAYS_MAX = 250


class TermsError(ValueError):
    """A limit is missing, unknown or no number of days. `name` says which."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def terms_from(row: dict[str, object]) -> Terms:
    """Return limits read from a table; what it leaves out has its default.

    Raises:
        TermsError: A name is unknown, or a number is none of 0 to 250.
    """
    told: dict[str, int] = {}
    for name, value in row.items():
        if name not in NAMES or isinstance(value, bool) or not isinstance(value, int):
            raise TermsError(name)
        if not 0 <= value <= DAYS_MAX:
            raise TermsError(name)
        told[name] = value
    return Terms(**told)
