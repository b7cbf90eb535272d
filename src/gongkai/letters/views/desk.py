"""The clerk's desk of letters: what is due, the lists behind the numbers, taking a letter down."""

import csv
from collections.abc import Iterator
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.bodies.models import User
from gongkai.custody import codes
from gongkai.letters import access, listing, wording
from gongkai.letters.actions.receiving import code_of, receive
from gongkai.letters.desk_forms import TakeDownForm
from gongkai.letters.finding import ROWS_MAX, Found, find
from gongkai.letters.models import LetterQuerySet
from gongkai.letters.tables import defused
from gongkai.letters.views.numbers import asked

EXPORT_ROWS_MAX = 50_000

HEADINGS = (
    pgettext_lazy("letter", "Number"),
    gettext_lazy("Channel"),
    gettext_lazy("Number in its channel"),
    pgettext_lazy("letter", "Kind"),
    gettext_lazy("Handled by"),
    pgettext_lazy("letter", "Title"),
    pgettext_lazy("letter", "Received on"),
    pgettext_lazy("letter", "Where it stands"),
    gettext_lazy("Reply due"),
    pgettext_lazy("letter", "Answered on"),
)


def person(request: HttpRequest) -> User:
    """Return the clerk; whoever works on no letters finds nothing here."""
    assert isinstance(request.user, User)
    if not access.works_here(request.user):
        raise Http404
    return request.user


@never_cache
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List letters, what is due first on top; the counts on the tabs equal what they open."""
    user, today = person(request), timezone.localdate()
    keys = access.scope(user)
    known = listing.lists(today)
    chosen = request.GET.get("list", "open")
    chosen = chosen if chosen in listing.TITLES else "open"
    counts = listing.counts(keys, today)
    if chosen == "all":
        found = chosen_letters(request, keys, today)
    else:
        rows = listing.waiting(keys).filter(known[chosen]).order_by("next_on", "number")
        found = Found(rows, counts[chosen])
    context = {
        "page": listing.page(found.rows, found.total, request.GET.get("p"), today),
        "found": found,
        "older": _older(request, found),
        "chosen": chosen,
        "tabs": [(key, listing.TITLES[key], counts[key]) for key in known],
        "takes_in": access.takes_in(user),
        "kept": _kept(request),
        "told": request.GET,
    }
    return render(request, "letters/desk/index.html", context)


def _kept(request: HttpRequest) -> str:
    told = request.GET.copy()
    told.pop("p", None)
    return told.urlencode()


def _older(request: HttpRequest, found: Found) -> str:
    """Return the address that looks through the next stretch of titles, or nothing."""
    if found.older is None:
        return ""
    told = request.GET.copy()
    told.pop("p", None)
    told["until"] = found.older.isoformat()
    return f"?{told.urlencode()}"


def chosen_letters(request: HttpRequest, keys: list[int], today: date) -> Found:
    """Return the letters that an address asks for, newest first.

    What a number opens is counted by the monthly counters: a million rows are not gone through.
    """
    words = request.GET.get("q", "").strip()[:60]
    if words:
        return find(keys, words, read_date(request.GET.get("until", "")) or today)
    if "since" in request.GET:
        wanted = asked(request, today, keys)
        total = sum(wanted.cells().values_list("received", flat=True))
        return Found(wanted.letters().order_by("-received_on", "-number"), total)
    # Nobody turns forty pages: beyond that one searches.
    return Found(*access.newest(keys, ROWS_MAX))


def read_date(text: str) -> date | None:
    """Return a day of an address; None for what is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


class Echo:
    """Hands back what a csv writer writes."""

    def write(self, value: str) -> str:
        return value


@never_cache
@require_safe
def export(request: HttpRequest) -> StreamingHttpResponse:
    """Export what the list shows, without who wrote; no cell is a formula."""
    user, today = person(request), timezone.localdate()
    keys = access.scope(user)
    chosen = request.GET.get("list", "open")
    known = listing.lists(today)
    if chosen in known:
        rows = listing.waiting(keys).filter(known[chosen]).order_by("next_on", "number")
    else:
        rows = chosen_letters(request, keys, today).rows
    answer = StreamingHttpResponse(_lines(rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="letters.csv"'
    return answer


def _lines(rows: LetterQuerySet) -> Iterator[str]:
    out = csv.writer(Echo())
    yield "\ufeff" + out.writerow([str(heading) for heading in HEADINGS])
    for letter in rows.unread().select_related("body")[:EXPORT_ROWS_MAX].iterator(1000):
        cells = (
            letter.number, letter.get_channel_display(), letter.original_number,
            letter.get_kind_display(), letter.body.name, letter.title, letter.received_on,
            wording.STATES[letter.state], letter.due_on, letter.answered_on,
        )  # fmt: skip
        yield out.writerow([defused(cell) for cell in cells])


@never_cache
@require_http_methods(["GET", "POST"])
def take_down(request: HttpRequest) -> HttpResponse:
    """Take down what somebody says at the telephone or at the counter."""
    user, today = person(request), timezone.localdate()
    if not access.takes_in(user):
        raise Http404
    initial = {"submission": codes.new_submission(), "received_on": today, "consent": "no"}
    form = TakeDownForm(
        request.POST or None,
        request.FILES or None,
        bodies=access.received_by(user).standing(today),
        today=today,
        initial=initial,
    )
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "letters/desk/take_down.html", {"form": form}, status=status)
    told = form.cleaned_data
    filing = form.filing(
        received_on=told["received_on"],
        channel=told["channel"],
        original_number=told["original_number"],
    )
    letter = receive(told["body"], filing, by=user, at=timezone.now(), today=today)
    messages.success(
        request,
        _("Taken down as %(number)s. Query code for the writer: %(code)s")
        % {"number": letter.number, "code": code_of(told["submission"])},
    )
    return redirect("letters_desk:case", key=letter.pk)
