"""What the text of a report claims in numbers, held against its tables.

A claim is compared with every reading that is usual for its words (收到 may mean newly received, or
newly received and carried in). It is a finding only when no reading and no repetition agrees.
"""

import re
from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from gongkai.applications.rules.outcomes import Kind, of_kind
from gongkai.reports.rules.annual import (
    APPLICANTS,
    BLOCKS,
    CARRIED_IN,
    CARRIED_OUT,
    HANDLED,
    NEW,
    TOTAL,
    Finding,
    Report,
    Severity,
    has_rows,
    leaves_given,
    number,
    row_sum,
    same,
    shown,
)


class Claim(StrEnum):
    """What a number in the text is about."""

    RECEIVED = "received"
    LOAD = "load"  # newly received and carried in
    NATURAL = "natural"
    LEGAL = "legal"
    CARRIED_IN = "carried_in"
    CARRIED_OUT = "carried_out"
    HANDLED = "handled"
    GRANTED = "granted"
    PARTIAL = "partial"
    OPENED = "opened"  # granted and partial together
    DENIED = "denied"
    UNABLE = "unable"
    UNHANDLED = "unhandled"
    OTHER = "other"
    BY_PERSON = "by_person"
    BY_POST = "by_post"
    BY_NET = "by_net"
    GROWTH = "growth"


# The first pattern that a heading matches decides.
_HEADINGS: tuple[tuple[str, Claim], ...] = (
    (r"增长|增加|下降|上升|减少|同比|增幅|降幅|较上年|比上年", Claim.GROWTH),
    (r"收办|新收.*结转", Claim.LOAD),
    (r"^自然人", Claim.NATURAL),
    (r"^法人", Claim.LEGAL),
    (r"^(予以)?公开[及和与、]部分公开", Claim.OPENED),
    (r"^部分公开", Claim.PARTIAL),
    (r"^不予公开", Claim.DENIED),
    (r"^予以公开", Claim.GRANTED),
    (r"^无法提供", Claim.UNABLE),
    (r"^不予处理", Claim.UNHANDLED),
    (r"^(作?其他处理|其他)$", Claim.OTHER),
    (r"^(共?答复|共?办结|办理完毕)", Claim.HANDLED),
    (r"上年(度)?(结)?转", Claim.CARRIED_IN),
    (r"转下(一)?年|^结转(至|到)?(下年度?|\d{4}年?)?$", Claim.CARRIED_OUT),
    (r"^(共?收到|共?受理|新收|依申请公开$)", Claim.RECEIVED),
    (r"^(当面|现场)", Claim.BY_PERSON),
    (r"^(来信|信函|邮寄|邮政)", Claim.BY_POST),
    (r"^(网上|网络|互联网|网站|在线)", Claim.BY_NET),
)

_GROUPS = {
    Claim.GRANTED: of_kind(Kind.GRANTED),
    Claim.PARTIAL: of_kind(Kind.PARTIAL),
    Claim.OPENED: (*of_kind(Kind.GRANTED), *of_kind(Kind.PARTIAL)),
    Claim.DENIED: of_kind(Kind.DENIED),
    Claim.UNABLE: of_kind(Kind.UNABLE),
    Claim.UNHANDLED: of_kind(Kind.UNHANDLED),
    Claim.OTHER: of_kind(Kind.OTHER),
}
LEGAL_PERSONS = tuple(column for column in APPLICANTS if column != "natural_person")
ALL_UPHELD = re.compile(r"(全部|均(?:被|予以|为|获)?)(?:得到|予以)?维持")
_PERCENT = re.compile(r"^\s*([-+−]?\d+(?:\.\d+)?)\s*[%％]?\s*$")


def claim_of(heading: str) -> Claim | None:
    """Return what a heading of a claim is about; None when it is about something else."""
    text = re.sub(r"\s", "", heading)
    for pattern, claim in _HEADINGS:
        if re.search(pattern, text):
            return claim
    return None


def readings(report: Report, claim: Claim) -> tuple[float, ...]:
    """Return each value that a claim may rightly have by the tables; none when they are silent."""
    if claim in _GROUPS:
        leaves = _GROUPS[claim]
        return (row_sum(report, leaves, TOTAL),) if leaves_given(report, leaves) else ()
    rows: Mapping[Claim, tuple[tuple[str, ...], ...]] = {
        Claim.RECEIVED: ((NEW,), (NEW, CARRIED_IN)),
        Claim.LOAD: ((NEW, CARRIED_IN),),
        Claim.CARRIED_IN: ((CARRIED_IN,),),
        Claim.CARRIED_OUT: ((CARRIED_OUT,),),
        Claim.HANDLED: ((HANDLED,),),
    }
    if claim in rows:
        return tuple(
            row_sum(report, each, TOTAL) for each in rows[claim] if has_rows(report, *each)
        )
    columns = {Claim.NATURAL: ("natural_person",), Claim.LEGAL: LEGAL_PERSONS}.get(claim, ())
    return tuple(
        sum(row_sum(report, each, column) for column in columns)
        for each in ((NEW,), (NEW, CARRIED_IN))
        if columns and has_rows(report, *each)
    )


def claims(report: Report) -> dict[Claim, list[tuple[str, float]]]:
    """Return the plain numbers claimed, by what they are about."""
    found: dict[Claim, list[tuple[str, float]]] = {}
    for heading, values in report.narrative.items():
        claim = claim_of(heading)
        if claim is None or claim is Claim.GROWTH:
            continue
        for value in values:
            if isinstance(value, int | float) and not isinstance(value, bool):
                found.setdefault(claim, []).append((heading, value))
    return found


def findings(report: Report, before: Report | None = None) -> Iterator[Finding]:
    """Yield each claim that neither the tables nor the other claims bear out."""
    told = claims(report)
    for claim, said in told.items():
        right = readings(report, claim)
        if right and not any(same(value, each) for _, value in said for each in right):
            heading, value = said[0]
            yield _warn("narrative_differs", heading, value, right[0])
    yield from _sums(told)
    yield from _growth(report, before)
    yield from _disputes(report)


def _warn(code: str, place: str, says: float, should: float) -> Finding:
    return Finding(code, Severity.WARNING, place, shown(says), shown(should))


def _single(told: Mapping[Claim, list[tuple[str, float]]], claim: Claim) -> float | None:
    values = {value for _, value in told.get(claim, [])}
    return values.pop() if len(values) == 1 else None


def _sums(told: Mapping[Claim, list[tuple[str, float]]]) -> Iterator[Finding]:
    """Yield sums that do not come out within the text itself."""

    def value(claim: Claim) -> float | None:
        return _single(told, claim)

    opened = value(Claim.OPENED)
    granted, partial = value(Claim.GRANTED), value(Claim.PARTIAL)
    if opened is None and granted is not None and partial is not None:
        opened = granted + partial
    parts = [
        opened,
        *(value(c) for c in (Claim.DENIED, Claim.UNABLE, Claim.UNHANDLED, Claim.OTHER)),
    ]
    handled, given = value(Claim.HANDLED), [part for part in parts if part is not None]
    if handled is not None and given:
        complete = len(given) == len(parts)
        if sum(given) > handled or (complete and not same(sum(given), handled)):
            yield _warn("narrative_sum", "results", handled, sum(given))
    received = value(Claim.RECEIVED)
    ways = [value(claim) for claim in (Claim.BY_PERSON, Claim.BY_POST, Claim.BY_NET)]
    counted = [way for way in ways if way is not None]
    if received is not None and counted:
        complete = len(counted) == len(ways)
        if sum(counted) > received or (complete and not same(sum(counted), received)):
            yield _warn("narrative_sum", "channels", received, sum(counted))
    came = value(Claim.LOAD)
    carried_in, carried_out = value(Claim.CARRIED_IN), value(Claim.CARRIED_OUT)
    if came is None and received is not None and carried_in is not None:
        came = received + carried_in
    if None not in {came, handled, carried_out}:
        assert came is not None
        assert handled is not None
        assert carried_out is not None
        # 收到 may already hold what was carried in.
        if not any(same(each, handled + carried_out) for each in (came, received or came)):
            yield _warn("narrative_sum", "balance", came, handled + carried_out)


_GROWING: tuple[tuple[str, tuple[Claim, ...]], ...] = (
    (r"答复|办结", (Claim.HANDLED,)),
    (r"予以公开", (Claim.GRANTED,)),
    (r"收|受理|申请", (Claim.RECEIVED, Claim.LOAD)),
    (r"", (Claim.RECEIVED, Claim.LOAD, Claim.HANDLED)),
)
_ABOUT_APPLICATIONS = re.compile(
    r"收|受理|申请|办结|答复|予以公开|^(同比|较上年|比上年|增|下降|上升|减少)"
)


def _growth(report: Report, before: Report | None) -> Iterator[Finding]:
    """Yield percentages that no pair of this year's and last year's numbers gives."""
    if before is None:
        return
    for heading, values in report.narrative.items():
        if claim_of(heading) is not Claim.GROWTH or not _ABOUT_APPLICATIONS.search(heading):
            continue
        wanted = next(claims for pattern, claims in _GROWING if re.search(pattern, heading))
        rates = [rate for claim in wanted for rate in _rates(report, before, claim)]
        for value in values:
            said = _percentage(heading, value)
            if said is None or not rates:
                continue
            if not any(_rounded(rate, said) == said for rate in rates):
                yield Finding(
                    "growth_differs",
                    Severity.WARNING,
                    heading,
                    f"{said}%",
                    f"{_rounded(rates[-1], said)}%",
                )


def _rates(report: Report, before: Report, claim: Claim) -> Iterator[Decimal]:
    now, then = readings(report, claim), readings(before, claim)
    for this, last in zip(now, then, strict=False):
        if last:
            yield (Decimal(str(this)) - Decimal(str(last))) * 100 / Decimal(str(last))


def _percentage(heading: str, value: str | float) -> Decimal | None:
    match = _PERCENT.match(str(value))
    # A bare whole number is a difference in cases, not a rate.
    if match is None or (
        "%" not in str(value) and "％" not in str(value) and "." not in str(value)
    ):
        return None
    said = Decimal(match[1].replace("−", "-"))
    return -said if said > 0 and re.search(r"下降|减少|降幅", heading) else said


def _rounded(rate: Decimal, like: Decimal) -> Decimal:
    exponent = like.as_tuple().exponent
    digits = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    return rate.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)


def _disputes(report: Report) -> Iterator[Finding]:
    """Yield the claim that everything was upheld where table four says otherwise."""
    spoken = [*report.texts, *(str(v) for values in report.narrative.values() for v in values)]
    sentence = next((found[0] for text in spoken if (found := ALL_UPHELD.search(text))), None)
    if sentence is None or report.table4 is None:
        return
    against = sum(
        number(report.table4.get(block, {}).get(result))
        for block in BLOCKS
        for result in ("corrected", "other", "pending")
    )
    if against:
        yield Finding("disputes_contradict", Severity.WARNING, sentence, sentence, shown(against))


_SPOKEN: tuple[tuple[str, str], ...] = (
    (r"(?:收到(?!和处理)|受理)[^。；\d]{0,30}?申请[^。；\d]{0,8}?(\d{1,12})\s*[件宗条份]", "收到"),
    (r"上年度?结转[^。；\d]{0,14}?(\d{1,12})\s*[件宗]", "上年结转"),
    (r"(?:办结|办理答复)[^。；\d]{0,14}?(\d{1,12})\s*[件宗]", "办结"),
    (r"结转(?:至|到)?(?:下|次)一?年度?[^。；\d]{0,14}?(\d{1,12})\s*[件宗]", "结转下年度"),
    (r"(?<!不)予以公开[^。；，\d]{0,6}?(\d{1,12})\s*[件宗]", "予以公开"),
    (r"部分公开[^。；，\d]{0,6}?(\d{1,12})\s*[件宗]", "部分公开"),
    (r"不予公开[^。；，\d]{0,6}?(\d{1,12})\s*[件宗]", "不予公开"),
    (r"无法提供[^。；，\d]{0,6}?(\d{1,12})\s*[件宗]", "无法提供"),
    (r"不予处理[^。；，\d]{0,6}?(\d{1,12})\s*[件宗]", "不予处理"),
    (r"其他处理[^。；，\d]{0,6}?(\d{1,12})\s*[件宗]", "其他处理"),
)
_SPOKEN_GROWTH = re.compile(
    r"申请[^。；]{0,40}?(?:同比|较上年|比上年)(增长|上升|增加|下降|减少)了?\s*(\d+(?:\.\d+)?)\s*[%％]"
)


def spoken(texts: tuple[str, ...]) -> dict[str, tuple[str | int | float, ...]]:
    """Return the numbers that running text claims, with every repetition."""
    found: dict[str, list[str | int | float]] = {}
    for text in texts:
        for pattern, heading in _SPOKEN:
            for match in re.finditer(pattern, text):
                found.setdefault(heading, []).append(int(match[1]))
        for match in _SPOKEN_GROWTH.finditer(text):
            found.setdefault(f"申请同比{match[1]}", []).append(f"{match[2]}%")
    return {heading: tuple(values) for heading, values in found.items()}
