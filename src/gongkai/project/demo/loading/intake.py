"""Applications for information: the case list of the year before, and forty cases with letters.

The list comes in as an office would bring it, by `import_applications`; the cases of this year by
the verbs of the desk, each step of the body's own with its letter.
"""

from collections.abc import Mapping
from datetime import date, datetime, time
from importlib.resources import files

from django.utils.timezone import get_current_timezone, localdate, now

from gongkai.applications.actions import letters, working
from gongkai.applications.actions.importing import bring_in
from gongkai.applications.actions.receiving import Filing, known, receive
from gongkai.applications.actions.telling import tell
from gongkai.applications.models import Application, Route
from gongkai.applications.rules.disputes import Block, Result
from gongkai.applications.rules.events import Event, EventType, Ground
from gongkai.applications.rules.letters import LETTERS, Kind
from gongkai.applications.rules.roll import columns, read
from gongkai.bodies.models import Body, User
from gongkai.calendars.access import load_workdays
from gongkai.project.demo.requests import DemoEvent, DemoRequest, requests

LIST = "intake/cases-2025.csv"
BY_EVENT = {
    "correction_requested": Kind.CORRECTION,
    "extended": Kind.EXTENSION,
    "reason_requested": Kind.REASON,
    "third_party_consulted": Kind.THIRD_PARTY,
    "organ_consulted": Kind.ASSISTANCE,
    "fee_noticed": Kind.FEE,
}
# What the table of requests leaves to the handler.
WORDS = {
    "reason": "经审查，理由见本机关办理卷宗。",
    "unclear": "未写明所需信息的年度和名称。",
    "guidance": "请写明信息的名称、文号或者年度、项目名称等特征。",
    "days": "15",
    "passages": "申请内容所列材料中涉及贵方的部分。",
    "basis": "page",
    "count": "68",
    "payment": "持本通知书到县政务服务中心非税收入窗口缴纳。",
    "given": "所需信息随本答复书提供。",
    "withheld": "涉及个人隐私的内容已作区分处理。",
    "secrecy": "该文件由有权机关依法定密。",
    "law": "有关法律、行政法规。",
    "harm": "公开后可能危及公共安全。",
    "opinion": "第三方书面答复不同意公开。",
    "correction": "经一次补正，申请内容仍不明确。",
    "earlier_reply": "本机关此前的答复书",
    "channel": "县信访局、12345热线。",
    "applicant_reason": "已要求说明理由，所述理由不合理。",
    "window": "请依照有关登记资料查询规定到政务服务中心查询。",
    "notice": "此前发出的告知书",
}
DISPUTES = (
    # key of the request, block, organ, working month and day begun, result, ended
    ("request-16", Block.REVIEW, "云河县人民政府", (2026, 6, 29), Result.UPHELD, (2026, 8, 20)),
    ("request-18", Block.REVIEW, "云河县人民政府", (2026, 7, 13), Result.CORRECTED, (2026, 9, 4)),
    (
        "request-19",
        Block.LITIGATION_DIRECT,
        "宁澜市样例区人民法院",
        (2026, 9, 14),
        Result.PENDING,
        None,
    ),
)


def load_requests() -> int:
    """Bring in last year's list and walk this year's cases; return how many were new."""
    made = _load_list()
    users = {user.username: user for user in User.objects.all()}
    bodies = {body.code: body for body in Body.objects.all()}
    today = localdate()
    for request in requests(load_workdays()):
        if request.arrived_on <= today and _found(request.key) is None:
            _walk(request, bodies[request.body], users, today)
            made += 1
    _dispute()
    return made


def _load_list() -> int:
    text = files("gongkai.project.demo").joinpath(LIST).read_text(encoding="utf-8")
    head, *lines = [line.split(",") for line in text.strip().splitlines()]
    names = columns(head)
    rows = [
        read(number, dict(zip(names, cells, strict=True)))
        for number, cells in enumerate(lines, start=2)
    ]
    told = bring_in(rows, at=now(), today=localdate())
    if told.bad:
        raise ValueError(told.bad[0])
    return told.new


def _found(key: str) -> Application | None:
    return known(f"demo {key}")


def _at(day: date) -> datetime:
    return datetime.combine(day, time(10, 30), get_current_timezone())


def _walk(request: DemoRequest, body: Body, users: Mapping[str, User], today: date) -> None:
    filing = Filing(
        submission=f"demo {request.key}",
        kind=request.kind,
        channel=request.channel,
        delivery=request.delivery,
        arrived_on=request.arrived_on,
        texts={
            "name": request.name,
            "identity": request.identity,
            "phone": request.phone,
            "email": request.email,
            "address": request.address,
            "wanted": request.wanted,
        },
        oral=request.oral,
    )
    arrived = request.arrived_on
    case = receive(body, filing, by=None, at=_at(arrived), today=arrived)
    writer = users.get(f"{body.code}-clerk", users["drafter"])
    head = users.get(f"{body.code}-leader", users["clerk"])
    working.assign(case, handler=writer, office=None, by=users["registrar"], at=_at(arrived))
    for event in request.events:
        if event.on > today:
            break
        case.refresh_from_db()
        if event.type == "replied" or event.type in BY_EVENT:
            _write(case, request, event, writer, head)
        else:
            told = Event(EventType(event.type), event.on, party=event.party)
            tell(case, told, by=writer, at=_at(event.on), today=event.on)


def _write(
    case: Application, request: DemoRequest, event: DemoEvent, writer: User, head: User
) -> None:
    kind = _kind(event, request.outcome)
    rule, on = LETTERS[kind], event.on
    fields = {name: WORDS.get(name, "") for name in (*rule.asks, *rule.may) if name in WORDS}
    fields |= {name: text for name, text in request.grounds.items() if name != "search"}
    if event.days is not None:
        fields["days"] = str(event.days)
    if event.party:
        fields |= {"party": event.party, "addressee": event.party, "wish": request.wanted}
    if event.ground == Ground.VOLUME:
        fields["ground"] = event.ground
    if request.outcome == "cannot_not_held" and event.type == "replied":
        working.note_search(
            case,
            on=on,
            place="综合档案室和业务科室",
            method=request.grounds.get("search", "按申请内容检索目录和案卷")[:300],
            found=False,
            result="",
            by=writer,
            at=_at(on),
        )
    outcome = request.outcome if event.type == "replied" else ""
    letter = letters.draft(case, kind, fields, outcome=outcome, by=writer, at=_at(on))
    letters.submit(letter, by=writer, at=_at(on), today=on)
    letters.approve(letter, by=head, at=_at(on), today=on)
    route = Route.EMAIL if case.delivery == "email" else Route.REGISTERED
    letters.dispatch(letter, route=route, on=on, by=writer, at=_at(on), today=on)


def _kind(event: DemoEvent, outcome: str) -> Kind:
    if event.type in BY_EVENT:
        return BY_EVENT[event.type]
    return next(kind for kind, letter in LETTERS.items() if outcome in letter.outcomes)


def _dispute() -> None:
    for key, block, organ, begun, result, ended in DISPUTES:
        case = _found(key)
        if case is None or case.disputes.exists() or date(*begun) > localdate():
            continue
        dispute = working.begin_dispute(case, block=block, organ=organ, begun_on=date(*begun))
        if ended is not None and date(*ended) <= localdate():
            working.end_dispute(dispute, result=result, on=date(*ended))
