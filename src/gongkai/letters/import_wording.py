"""What an import could not read, in words that say what to do."""

from collections.abc import Mapping
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.letters.rules.importing import MappingError, RowError, RowFault
from gongkai.letters.tables import TableError

FAULTS: Mapping[str, object] = {
    RowFault.EMPTY: gettext_lazy("neither a title nor a text"),
    RowFault.TOO_LONG: gettext_lazy("the text is longer than 200,000 characters"),
    RowFault.NO_DAY: gettext_lazy("no day of receipt"),
    RowFault.DAY_UNREADABLE: gettext_lazy("the day of receipt cannot be read"),
    RowFault.IN_THE_FUTURE: gettext_lazy("a day that has not come yet"),
    RowFault.REPLIED_BEFORE: gettext_lazy("answered before it was received"),
    RowFault.REPLY_DAY_UNREADABLE: gettext_lazy("the day of the reply cannot be read"),
    RowFault.UNKNOWN_KIND: gettext_lazy("a kind that the mapping does not know ([kind])"),
    RowFault.UNKNOWN_UNIT: gettext_lazy("a unit that the mapping does not know ([units])"),
    RowFault.TOO_FEW_CELLS: gettext_lazy("more cells than the header has: a comma in the text?"),
}

MAPPINGS: Mapping[str, object] = {
    "unknown_field": gettext_lazy("The mapping names a field that letters do not have: %(value)s"),
    "no_such_column": gettext_lazy("%(path)s has no column named %(value)s."),
    "no_column_of_days": gettext_lazy(
        "%(path)s has no column that holds the day of receipt. Name it in the mapping: "
        '[columns] received = "..."'
    ),
    "no_column_of_texts": gettext_lazy(
        '%(path)s has no column that holds the text. Name it in the mapping: [columns] text = "..."'
    ),
    "unknown_section": gettext_lazy(
        "The mapping has a part that says nothing here: %(value)s. "
        "It may have: [columns], [units], [defaults], [kind], [solved], [satisfied]."
    ),
    "unknown_word": gettext_lazy("The mapping uses a word that letters do not know: %(value)s"),
}

TABLES: Mapping[str, object] = {
    "missing": gettext_lazy("There is no file %(path)s."),
    "empty": gettext_lazy("%(path)s is empty."),
    "old_excel": gettext_lazy("%(path)s is an old Excel file. Save it as xlsx or CSV first."),
    "broken_excel": gettext_lazy("%(path)s is not a whole xlsx file. Export it again."),
    "encoding": gettext_lazy(
        "%(path)s is written neither in UTF-8 nor in GBK or UTF-16. Save it again as UTF-8."
    ),
}


def row_text(error: RowError) -> str:
    """Say why a row is no letter, and what was read."""
    text = str(FAULTS[error.fault])
    return _("%(why)s: %(value)s") % {"why": text, "value": error.value} if error.value else text


def mapping_text(error: MappingError, path: Path) -> str:
    """Say what in a mapping cannot be."""
    return str(MAPPINGS[error.code]) % {"value": error.value, "path": path}


def table_text(error: TableError) -> str:
    """Say why a file is no table."""
    return str(TABLES[error.code]) % {"path": error.path}
