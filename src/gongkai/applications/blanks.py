"""The empty form and the flow chart.

Both are drawn from what the program itself obeys: the form from the fields of the web form, the
chart from the road of the clock. So neither can disagree with what is done.
"""

import io
from dataclasses import dataclass
from html import escape

import docx
from django import forms
from django.utils.translation import gettext as _
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.text.run import Run

from gongkai.applications import wording
from gongkai.applications.forms import FilingForm
from gongkai.applications.rules.road import CLOSED, EXPIRES, ROAD, State
from gongkai.bodies.models import BodyQuerySet

UNPRINTED = frozenset({"submission", "website"})
TALL = frozenset({"wanted"})
FACE = "仿宋_GB2312"
BOX = "□"


@dataclass(frozen=True, slots=True)
class BlankRow:
    """One line of the empty form: what is asked, what to choose from, how much room it takes."""

    label: str
    hint: str
    choices: tuple[str, ...]
    needed: bool
    lines: int


def rows(bodies: BodyQuerySet) -> list[BlankRow]:
    """Return the lines of the form, in the order of the web form."""
    form = FilingForm(bodies=bodies.none())
    return [_row(name, field) for name, field in form.fields.items() if name not in UNPRINTED]


def _row(name: str, field: forms.Field) -> BlankRow:
    choices: tuple[str, ...] = ()
    if isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField):
        choices = tuple(str(label) for _value, label in field.choices)  # type: ignore[union-attr,misc]
    lines = 8 if name in TALL else 3 if isinstance(field.widget, forms.Textarea) else 1
    hint = str(field.help_text or "")
    return BlankRow(str(field.label), hint, choices, bool(field.required), lines)


def word(lines: list[BlankRow]) -> bytes:
    """Return the empty form as .docx."""
    made = docx.Document()
    section = made.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.4)
    section.top_margin = section.bottom_margin = Cm(2.2)
    title = made.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _face(title.add_run(_("Application for information")), 20)
    table = made.add_table(rows=0, cols=2, style="Table Grid")
    table.autofit = False
    for line in lines:
        cells = table.add_row().cells
        cells[0].width, cells[1].width = Cm(4.6), Cm(11.6)
        mark = "*" if line.needed else ""
        _face(cells[0].paragraphs[0].add_run(f"{line.label}{mark}"), 12)
        told = "　".join(f"{BOX} {choice}" for choice in line.choices)
        _face(cells[1].paragraphs[0].add_run(told), 12)
        for _place in range(line.lines - 1):
            cells[1].add_paragraph()
        if line.hint:
            _face(cells[1].add_paragraph().add_run(line.hint), 9)
    last = made.add_paragraph()
    last.paragraph_format.space_before = Pt(18)
    _face(last.add_run(_("Signature or seal:                    Date:")), 12)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _face(run: Run, points: float) -> None:
    run.font.name, run.font.size = FACE, Pt(points)
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FACE)


# Where each state stands: column and line. A state without a place fails a test.
PLACES = {
    State.ARRIVED_UNCONFIRMED: (1, 0),
    State.RECEIVED: (1, 1),
    State.AWAIT_CORRECTION: (0, 2),
    State.AWAIT_REASON: (0, 1),
    State.AWAIT_FEE: (0, 4),
    State.CONSULT_THIRD_PARTY: (2, 1),
    State.CONSULT_OTHER_ORGAN: (2, 2),
    State.EXTENDED: (2, 3),
    State.OVERDUE: (1, 3),
    State.ABANDONED: (0, 3),
    State.FEE_UNPAID: (0, 5),
    State.REPLIED: (1, 5),
    State.WITHDRAWN: (2, 5),
}
WIDE, HIGH = 260, 56
STEP_X, STEP_Y = 340, 110
MARGIN = 20
# An arrow from a box to itself says nothing, and what every open case may do is said once.
EVERYWHERE = frozenset({State.WITHDRAWN, State.REPLIED})


def chart() -> str:
    """Return the flow chart as SVG."""
    wide = 2 * STEP_X + WIDE + 2 * MARGIN
    high = 5 * STEP_Y + HIGH + 2 * MARGIN + 40
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" role="img" '
        f'font-family="PingFang SC, Noto Sans CJK SC, Microsoft YaHei, sans-serif">',
        f"<title>{escape(_('The road of an application'))}</title>",
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" '
        'markerHeight="8" orient="auto"><path d="M0 0L8 4L0 8z" fill="#12457a"/></marker></defs>',
        f'<rect width="{wide}" height="{high}" fill="#fff"/>',
    ]
    pairs = sorted(edges(), key=lambda pair: (PLACES[pair[0]], PLACES[pair[1]]))
    lines += [_arrow(start, end) for start, end in pairs]
    lines += [_box(state) for state in PLACES]
    note = escape(_("Whoever applied may withdraw, and the body may reply, from every open state."))
    lines.append(f'<text x="{MARGIN}" y="{high - 14}" font-size="15" fill="#333">{note}</text>')
    return "\n".join([*lines, "</svg>"])


def edges() -> set[tuple[State, State]]:
    """Return the arrows: those of the road and those of time running out."""
    found = {
        (state, to)
        for state, verbs in ROAD.items()
        if state is not State.NOT_RECEIVED
        for to in verbs.values()
        if to is not state and (to not in EVERYWHERE or state is State.RECEIVED)
    }
    # Between the ways of waiting everything is possible; the chart shows how each begins and ends.
    begun = {(start, end) for start, end in found if State.RECEIVED in {start, end}}
    late = {(start, end) for start, end in EXPIRES.items() if start is not end}
    reopened = {(start, end) for start, end in found if start in CLOSED}
    first = {(State.ARRIVED_UNCONFIRMED, State.RECEIVED), (State.OVERDUE, State.REPLIED)}
    return begun | late | reopened | first


def _corner(state: State) -> tuple[int, int]:
    column, line = PLACES[state]
    return MARGIN + column * STEP_X, MARGIN + line * STEP_Y


def _box(state: State) -> str:
    x, y = _corner(state)
    fill = "#e9eef5" if state not in CLOSED else "#fff"
    words = escape(str(wording.STATES[state]))
    size = 16 if len(words) <= 14 else 13
    return (
        f'<rect x="{x}" y="{y}" width="{WIDE}" height="{HIGH}" rx="8" fill="{fill}" '
        f'stroke="#12457a" stroke-width="{2 if state in CLOSED else 1}"/>'
        f'<text x="{x + WIDE // 2}" y="{y + HIGH // 2 + 6}" font-size="{size}" fill="#111" '
        f'text-anchor="middle">{words}</text>'
    )


def _arrow(start: State, end: State) -> str:
    (x1, y1), (x2, y2) = _corner(start), _corner(end)
    if x1 == x2:
        down = y2 > y1
        shift = WIDE // 2 + (24 if down else -24)
        from_y, to_y = (y1 + HIGH, y2) if down else (y1, y2 + HIGH)
        path = f"M{x1 + shift} {from_y}L{x2 + shift} {to_y}"
    else:
        right = x2 > x1
        from_x, to_x = (x1 + WIDE, x2) if right else (x1, x2 + WIDE)
        lift = 8 if right else -8
        path = f"M{from_x} {y1 + HIGH // 2 + lift}L{to_x} {y2 + HIGH // 2 + lift}"
    return (
        f'<path d="{path}" fill="none" stroke="#12457a" stroke-width="1.5" marker-end="url(#tip)"/>'
    )
