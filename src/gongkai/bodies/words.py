"""What screens and commands say about bodies, in the reader's language."""

from django.utils.translation import gettext as _

from gongkai.bodies.rules.codes import CodeFault
from gongkai.bodies.rules.roster import Fault, Problem


def roster_fault(problem: Problem) -> str:
    """Say what is wrong in a table of bodies and what to do about it."""
    texts = {
        Fault.UNREADABLE: _("The file is not a CSV table: %(value)s"),
        Fault.NO_HEADER: _(
            "The first line must name at least the columns code, name and tier (机构代码, "
            "机构名称, 层级); it says: %(value)s"
        ),
        Fault.NO_ROWS: _("The file has no bodies in it."),
        Fault.CODE: _(
            "“%(value)s” cannot be a code: use letters, digits, - and _, at most 40 of them."
        ),
        Fault.TWICE: _("The code %(value)s stands in the file twice."),
        Fault.NO_NAME: _("The name of %(value)s is missing."),
        Fault.TIER: _(
            "“%(value)s” is not a tier; use county, department, township, subdistrict or village "
            "(县政府, 部门, 乡镇, 街道, 村)."
        ),
        Fault.DATE: _("“%(value)s” is not a date that exists. Write it as 2027-01-31."),
        Fault.POSITION: _("“%(value)s” is not a position: write a whole number."),
        Fault.CIRCLE: _("Its superior %(value)s stands below it."),
        Fault.NO_PARENT: _(
            "Its superior %(value)s is neither in the file nor known, or cannot be entered itself."
        ),
    }
    text = texts[problem.fault] % {"value": problem.value}
    if problem.line:
        return _("line %(line)d: %(text)s") % {"line": problem.line, "text": text}
    return text


def unified_code_warning(fault: CodeFault) -> str:
    """Say why a unified social credit code looks wrong."""
    return {
        CodeFault.LENGTH: _("A unified social credit code has 18 characters."),
        CodeFault.CHARACTER: _(
            "A unified social credit code has digits and capital letters, never I, O, S, V or Z."
        ),
        CodeFault.CHECK: _("The last character does not fit the others; one of them is mistyped."),
        CodeFault.ELSEWHERE: "",
    }[fault]


def area_code_warning(fault: CodeFault) -> str:
    """Say why an area code looks wrong."""
    return {
        CodeFault.LENGTH: _("An area code has 6, 9 or 12 digits."),
        CodeFault.CHARACTER: _("An area code has only digits."),
        CodeFault.CHECK: "",
        CodeFault.ELSEWHERE: _("The area code does not lie in the superior body's area."),
    }[fault]
