"""What a citizen uses: write, look where it stands, rate the answer, read what others asked."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.bodies.models import Body, BodyQuerySet, Tier
from gongkai.custody import codes, gate
from gongkai.letters import access, searching, showing, wording
from gongkai.letters.actions import releasing
from gongkai.letters.actions.receiving import by_code, code_of, known, receive
from gongkai.letters.actions.telling import tell
from gongkai.letters.forms import TITLE_LENGTH_MAX, CodeForm, LetterForm, RatingForm
from gongkai.letters.models import Kind, Letter
from gongkai.letters.rules.clock import RefusedError
from gongkai.letters.rules.events import Event
from gongkai.letters.rules.words import ANSWERED, EventType, Satisfied, Solved, State
from gongkai.search import engine
from gongkai.search.rules.query import Query

ROWS_A_PAGE = 20
# Nobody turns fifty pages: beyond that one searches.
BOARD_ROWS_MAX = 1_000
BOARD_COLUMNS = (
    "key", "title", "text", "released_on", "kind", "letter__answered_on",
    "body__name", "body__short_name", "body__name_en",
)  # fmt: skip
SIMILAR_ROWS = 5
QUERY_LENGTH_MAX = 100
QUESTION_LENGTH_MAX = 300
FORM = "letter"
ASKED = (Tier.COUNTY, Tier.DEPARTMENT, Tier.TOWNSHIP, Tier.SUBDISTRICT)
GATE_STATUS = {gate.Refusal.TOO_MANY: 429}


def asked_bodies() -> BodyQuerySet:
    """Return the bodies that one may write to."""
    return Body.objects.standing(timezone.localdate()).filter(tier__in=ASKED)


@never_cache
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show the letters that may be read, newest first."""
    rows = access.on_board().select_related("letter", "body").only(*BOARD_COLUMNS)
    words = request.GET.get("q", "").strip()[:QUERY_LENGTH_MAX]
    found = searching.keys_of(words) if words else []
    if words:
        rows = rows.filter(key__in=found)
    kind = request.GET.get("kind", "")
    if kind in Kind.values:
        rows = rows.filter(kind=kind)
    body = request.GET.get("body", "")
    if body:
        # Looked up first: the board is then read along this body's own index.
        of_body = Body.objects.filter(code=body[:40]).values_list("pk", flat=True).first()
        rows = rows.filter(body=of_body)
    # Counted in an index's own order: no other way is shorter at every size.
    total = rows.values("pk")[: BOARD_ROWS_MAX + 1].count()
    board = range(min(total, BOARD_ROWS_MAX))
    page = Paginator(board, ROWS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": rows[page.start_index() - 1 : page.end_index()] if total else (),
        "more": total > BOARD_ROWS_MAX or len(found) == searching.FOUND_MAX,
        "q": words,
        "kind": kind,
        "body": body,
        "kinds": Kind.choices,
    }
    return render(request, "letters/public/index.html", context)


@never_cache
@require_safe
def letter(request: HttpRequest, key: str) -> HttpResponse:
    """Show one released letter; what is not released does not exist."""
    row = get_object_or_404(access.on_board().select_related("letter", "body"), key=key)
    return render(request, "letters/public/letter.html", {"row": row, "letter": row.letter})


def alike(title: str, text: str) -> list[Any]:
    """Return what may already answer a letter: published documents and released letters."""
    said = f"{title} {text[:QUERY_LENGTH_MAX]}".strip()
    if len(said) < 2:
        return []
    return list(engine.find(Query(said, per_page=SIMILAR_ROWS, facets=False)).hits)


@never_cache
@require_http_methods(["POST"])
def similar(request: HttpRequest) -> HttpResponse:
    """Answer the page while somebody writes; nothing of it is stored."""
    hits = alike(request.POST.get("title", "")[:60], request.POST.get("text", ""))
    return render(request, "letters/public/_similar.html", {"hits": hits})


@never_cache
@csrf_exempt  # nothing is taken here, and the page that asks is the same for everybody
@require_http_methods(["POST"])
def carry(request: HttpRequest) -> HttpResponse:
    """Show the form with a question that no published text answered; no address holds it."""
    question = " ".join(request.POST.get("question", "").split())[:QUESTION_LENGTH_MAX]
    submission = codes.new_submission()
    said = {"kind": Kind.CONSULT, "title": question[:TITLE_LENGTH_MAX], "text": question}
    form = LetterForm(bodies=asked_bodies(), initial=said | {"submission": submission})
    return _form(request, form, submission)


@never_cache
@require_http_methods(["GET", "POST"])
def write(request: HttpRequest) -> HttpResponse:
    """Take a letter; the receipt is the answer to the form, and no address leads to it."""
    bodies = asked_bodies()
    if request.method == "GET":
        initial = {"submission": codes.new_submission(), "body": request.GET.get("body", "")}
        return _form(request, LetterForm(bodies=bodies, initial=initial), initial["submission"])
    submission = request.POST.get("submission", "")[:64]
    if request.POST.get("step") == "check":
        # Somebody who only asks is told of no mistake yet; what was typed stands there again.
        form = LetterForm(bodies=bodies, initial=request.POST.dict())
        hits = alike(request.POST.get("title", ""), request.POST.get("text", ""))
        return _form(request, form, submission, hits=hits, checked=True)
    form = LetterForm(request.POST, request.FILES, bodies=bodies)
    if not form.is_valid():
        return _form(request, form, submission, status=422)
    found = known(submission)
    if found is None:
        refusal = gate.refusal(request, FORM, submission, timezone.now())
        if refusal is not None:
            form.add_error(None, _gate_text(refusal))
            return _form(request, form, submission, status=GATE_STATUS.get(refusal, 422))
        found = receive(
            form.cleaned_data["body"],
            form.filing(received_on=timezone.localdate()),
            by=None,
            at=timezone.now(),
            today=timezone.localdate(),
        )
    context = {"letter": found, "code": code_of(submission)}
    return render(request, "letters/public/receipt.html", context)


def _gate_text(refusal: gate.Refusal) -> str:
    return {
        gate.Refusal.TOO_MANY: _(
            "Very many letters have come from your connection within an hour. What you wrote is "
            "still here: try again later, or call 12345."
        ),
        gate.Refusal.UNPROVED: _("Answer the small sum at the end of the form, then send again."),
        gate.Refusal.SPENT: _("The form had been open for long. Send it once more."),
    }[refusal]


def _form(
    request: HttpRequest,
    form: LetterForm,
    submission: str,
    *,
    status: int = 200,
    hits: Any = (),
    checked: bool = False,
) -> HttpResponse:
    context = {
        "form": form,
        "gate": gate.task(FORM, submission, timezone.now()),
        "hits": hits,
        "checked": checked,
    }
    return render(request, "letters/public/write.html", context, status=status)


@never_cache
@require_http_methods(["GET", "POST"])
def status(request: HttpRequest) -> HttpResponse:
    """Show where a letter stands, by the code on its receipt, and take the writer's rating.

    The code travels in the body of a POST, never in an address. A wrong code and a code that
    never was get the same words.
    """
    form = CodeForm(request.POST or None)
    context: dict[str, Any] = {"form": form}
    page = "letters/public/status.html"
    if not form.is_valid():
        return render(request, page, context, status=422 if form.is_bound else 200)
    found = by_code(form.cleaned_data["code"])
    if found is None:
        context["unknown"] = True
        return render(request, page, context, status=404)
    rating = RatingForm(request.POST if request.POST.get("step") == "rate" else None)
    wrong = False
    if rating.is_bound:
        wrong = not (rating.is_valid() and _rated(found, rating))
    elif request.POST.get("step") == "no_consent":
        releasing.take_back_consent(found, at=timezone.now())
    shown = showing.of_letter(found, timezone.localdate(), inside=False)
    context |= {
        "letter": found,
        "code": form.cleaned_data["code"],
        "shown": shown,
        "reply": showing.answer_of(found),
        "rating": rating,
        "may_rate": found.state in ANSWERED and not shown.standing.rated,
        "thanked": rating.is_bound and not wrong,
        "merged": found.state == State.MERGED,
    }
    return render(request, page, context, status=422 if wrong else 200)


def _rated(found: Letter, rating: RatingForm) -> bool:
    event = Event(
        type=EventType.RATED,
        on=timezone.localdate(),
        satisfied=Satisfied(rating.cleaned_data["satisfied"]),
        solved=Solved(rating.cleaned_data["solved"]),
    )
    try:
        tell(found, event, by=None, at=timezone.now(), today=timezone.localdate())
    except RefusedError as refused:
        rating.add_error(None, wording.fault_text(refused.fault))
        return False
    return True
