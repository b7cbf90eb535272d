"""What an import is not sure of: one doubt is one cell, with its row as the file counts it."""

from dataclasses import dataclass
from enum import StrEnum


class Column(StrEnum):
    """The columns of a standard directory (国办发〔2019〕54号), whatever a file calls them."""

    AREA = "area"
    NUMBER = "number"
    LEVEL1 = "level1"
    LEVEL2 = "level2"
    LEVEL3 = "level3"
    CONTENT = "content"
    BASIS = "basis"
    TIME_LIMIT = "time_limit"
    PUBLISHER = "publisher"
    CHANNELS = "channels"
    AUDIENCE_ALL = "audience_all"
    AUDIENCE_GROUP = "audience_group"
    ACTIVE = "active"
    ON_REQUEST = "on_request"
    CITY = "city"
    COUNTY = "county"
    TOWNSHIP = "township"
    VILLAGE = "village"
    TABLE = "table"


class Reason(StrEnum):
    """Why a cell is doubtful."""

    MISSING = "missing"
    FILLED = "filled"
    NOTHING_ABOVE = "nothing_above"
    MARK = "mark"
    MARKS_LOST = "marks_lost"
    UNMARKED = "unmarked"
    CHANNEL = "channel"
    OTHER_UNNAMED = "other_unnamed"
    GROUP_UNNAMED = "group_unnamed"
    TIME_LIMIT = "time_limit"
    LONG_LIMIT = "long_limit"
    OLD_ORDER = "old_order"
    BOTH_MODES = "both_modes"
    NO_MODE = "no_mode"
    ALL_ON_REQUEST = "all_on_request"
    NO_AUDIENCE = "no_audience"
    NO_CHANNEL = "no_channel"
    NO_WEBSITE = "no_website"
    NO_LEVEL = "no_level"
    NO_LEVEL_COLUMNS = "no_level_columns"
    COLUMN_UNKNOWN = "column_unknown"
    COLUMN_ABSENT = "column_absent"
    AREA_UNKNOWN = "area_unknown"
    AREA_LOCAL = "area_local"
    TWICE = "twice"
    NO_BODY = "no_body"
    SPLIT = "split"
    GARBLED = "garbled"
    GROUP_MISPLACED = "group_misplaced"
    CONTINUED = "continued"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Doubt:
    """One cell to look at.

    Attributes:
        row: Row in the file, counted from 1 as a spreadsheet does; 0 for the table as a whole.
        column: Which column of the directory.
        reason: Why.
        value: What stands there, shortened, or what it was taken for.
    """

    row: int
    column: Column
    reason: Reason
    value: str = ""


VALUE_LENGTH_MAX = 80


def shortened(text: str) -> str:
    """Return a text short enough for a report, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= VALUE_LENGTH_MAX else f"{line[: VALUE_LENGTH_MAX - 1]}…"
