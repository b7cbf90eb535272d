"""What screens and commands say about the catalogue, in the reader's language."""

from django.utils.translation import gettext as _

from gongkai.catalogue.reading import Refusal, RefusedFileError
from gongkai.catalogue.rules.doubts import Column, Doubt, Reason


def column_name(column: Column) -> str:
    """Return the heading of a column."""
    return {
        Column.AREA: _("area"),
        Column.NUMBER: _("printed number"),
        Column.LEVEL1: _("first level"),
        Column.LEVEL2: _("second level"),
        Column.LEVEL3: _("third level"),
        Column.CONTENT: _("content to be opened"),
        Column.BASIS: _("basis for opening"),
        Column.TIME_LIMIT: _("time limit"),
        Column.PUBLISHER: _("publisher"),
        Column.CHANNELS: _("channels of opening"),
        Column.AUDIENCE_ALL: _("for everybody"),
        Column.AUDIENCE_GROUP: _("for a special group"),
        Column.ACTIVE: _("opened actively"),
        Column.ON_REQUEST: _("opened on request"),
        Column.CITY: _("city level"),
        Column.COUNTY: _("county level"),
        Column.TOWNSHIP: _("township level"),
        Column.VILLAGE: _("village level"),
        Column.TABLE: _("table"),
    }[column]


def doubt_text(doubt: Doubt) -> str:
    """Say what is doubtful about a cell and what was made of it."""
    return reason_text(doubt.reason) % {"value": doubt.value}


def reason_text(reason: Reason) -> str:
    """Return the sentence for a reason, with a place for what stands in the cell."""
    return {
        Reason.MISSING: _("is empty"),
        Reason.FILLED: _("is empty; taken from the row above: %(value)s"),
        Reason.NOTHING_ABOVE: _("says “the same as above” and there is nothing above"),
        Reason.MARK: _("“%(value)s” is neither a tick nor an empty box; taken as a tick"),
        Reason.MARKS_LOST: _("names nearly all channels and none is marked; taken as all chosen"),
        Reason.UNMARKED: _("“%(value)s” has no box while others have; taken as chosen"),
        Reason.CHANNEL: _("“%(value)s” is not one of the usual channels; kept as it stands"),
        Reason.OTHER_UNNAMED: _("“other” is chosen and not named; left out"),
        Reason.GROUP_UNNAMED: _("a special group is ticked and not named"),
        Reason.TIME_LIMIT: _("“%(value)s” says no time that is understood"),
        Reason.LONG_LIMIT: _(
            "“%(value)s” is more than 20 working days; only a law may allow that (Order 711, "
            "article 26)"
        ),
        Reason.OLD_ORDER: _(
            "names Order 492, which Order 711 has replaced since 15 May 2019: %(value)s"
        ),
        Reason.BOTH_MODES: _("is ticked beside “on request”; as a rule it is one of them"),
        Reason.NO_MODE: _("neither “actively” nor “on request” is ticked"),
        Reason.ALL_ON_REQUEST: _("is for everybody and yet only on request"),
        Reason.NO_AUDIENCE: _("neither everybody nor a special group is named"),
        Reason.NO_CHANNEL: _("no channel is chosen"),
        Reason.NO_WEBSITE: _("opened actively, and the government's site is not among: %(value)s"),
        Reason.NO_LEVEL: _("no level is ticked"),
        Reason.NO_LEVEL_COLUMNS: _("the table has no level columns; taken from its tier"),
        Reason.COLUMN_UNKNOWN: _("the column “%(value)s” is not known and was left out"),
        Reason.COLUMN_ABSENT: _("the table has no such column"),
        Reason.AREA_UNKNOWN: _("“%(value)s” names no area"),
        Reason.AREA_LOCAL: _("“%(value)s” is not one of the 26 areas; entered as a local one"),
        Reason.TWICE: _("stands in the table twice"),
        Reason.NO_BODY: _("“%(value)s” names no body of this county"),
        **_of_files(),
    }[reason]


def _of_files() -> dict[Reason, str]:
    """Return the sentences of doubts that only retyped and exported files raise."""
    return {
        Reason.SPLIT: _("holds two levels in one cell; the second is taken to be: %(value)s"),
        Reason.GARBLED: _("holds signs that cannot be read or an error of the sheet: %(value)s"),
        Reason.GROUP_MISPLACED: _(
            "“%(value)s” stands in the column for everybody; taken as the special group"
        ),
        Reason.CONTINUED: _("the table has no heading; read under the heading of the one before"),
        Reason.SKIPPED: _("the table has no heading that is known; %(value)s rows were left out"),
    }


def reason_name(reason: Reason) -> str:
    """Return a short name for a reason, for lists."""
    return {
        Reason.MISSING: _("Empty cell"),
        Reason.TIME_LIMIT: _("Time limit not understood"),
        Reason.LONG_LIMIT: _("Longer than 20 working days"),
        Reason.OLD_ORDER: _("Order 492 instead of 711"),
        Reason.BOTH_MODES: _("Both ways of opening"),
        Reason.NO_MODE: _("No way of opening"),
        Reason.ALL_ON_REQUEST: _("For everybody, yet on request"),
        Reason.NO_AUDIENCE: _("Nobody it is for"),
        Reason.NO_CHANNEL: _("No channel"),
        Reason.NO_WEBSITE: _("Not on the government's site"),
        Reason.NO_LEVEL: _("No level of government"),
        Reason.TWICE: _("Same item twice"),
        Reason.NO_BODY: _("Body not known"),
    }.get(reason, reason.value)


def advice_text(reason: Reason) -> str:
    """Say what to do about a finding."""
    return {
        Reason.MISSING: _("Fill the cell in; eight elements are needed (国办发〔2019〕54号)."),
        Reason.TIME_LIMIT: _(
            "Say it so that a date follows: within N working days, every month before the 10th …"
        ),
        Reason.LONG_LIMIT: _(
            "Shorten it to 20 working days, or name the law that allows more (article 26)."
        ),
        Reason.OLD_ORDER: _("Write Order 711 (2019) and check the article numbers."),
        Reason.BOTH_MODES: _("Keep one tick; what is opened actively needs no request."),
        Reason.NO_MODE: _("Tick “actively” or “on request”."),
        Reason.ALL_ON_REQUEST: _("Tick “actively”: what everybody may know needs no request."),
        Reason.NO_AUDIENCE: _("Tick “everybody”, or name the special group in words."),
        Reason.NO_CHANNEL: _("Choose at least one channel, the government's site first."),
        Reason.NO_WEBSITE: _("Add the government's site to the channels."),
        Reason.NO_LEVEL: _("Tick at least one level."),
        Reason.TWICE: _("Join the two rows, or say what tells them apart."),
        Reason.NO_BODY: _(
            "Write the body's name as in the list of bodies, so that somebody answers for the item."
        ),
    }.get(reason, "")


def refusal_text(refused: RefusedFileError) -> str:
    """Say why a file cannot be read and what to do about it."""
    text = {
        Refusal.UNREADABLE: _("cannot be opened: %(detail)s"),
        Refusal.TOO_LARGE: _("is larger than 30 MB; split it into one file for each area"),
        Refusal.FORMAT: _(
            "is of a format that cannot be read (%(detail)s); save it as xlsx, CSV or HTML"
        ),
        Refusal.BROKEN: _("is damaged or is not what its name says: %(detail)s"),
        Refusal.LOCKED: _(
            "is in the old Excel format or has a password; open it and save it as xlsx without one"
        ),
        Refusal.NO_TABLE: _("has no table in it"),
        Refusal.NO_HEADING: _(
            "has no table with the headings of a directory (公开内容, 公开依据, 公开时限, 公开主体)"
        ),
        Refusal.NO_ITEMS: _("has a heading and no items below it"),
        Refusal.NO_AREA: _(
            "says nowhere which area its items belong to; give it with --area, or name it in the "
            "title, the sheet or a column 领域"
        ),
    }[refused.refusal]
    return text % {"detail": refused.detail}


def power_doubt_text(row: int, why: str) -> str:
    """Say what is doubtful about a row of a list of powers."""
    text = {
        "no_code": _("row %(row)d has no code and was left out"),
        "no_name": _("row %(row)d has no name and was left out"),
        "twice": _("row %(row)d has a code that stands above already and was left out"),
    }[why]
    return text % {"row": row}
