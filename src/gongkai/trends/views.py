"""The clerk's page of what citizens write about: only letters that this clerk may see."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from gongkai.bodies.models import Body, User
from gongkai.letters import access
from gongkai.trends.actions import outlooks
from gongkai.trends.looking import PERIOD_DAYS, Seen
from gongkai.trends.models import Outlook
from gongkai.trends.outlook import unpacked
from gongkai.trends.rules.replies import Aspect
from gongkai.trends.rules.words import Frequent
from gongkai.trends.topics import sheets

LETTERS_SHOWN = 50  # of a topic on the page; the workbook has all

WORDING = {
    Aspect.RELEVANCE: _("Relevance"),
    Aspect.COMPLETENESS: _("Completeness"),
    Aspect.EXPLANATION: pgettext_lazy("reply", "Explanation"),
    Aspect.TIMELINESS: _("Timeliness"),
}


def _outlook(request: HttpRequest) -> Outlook:
    """Return what was last seen of this clerk's letters; of none for who works on none.

    The first look is taken at once where there are few letters, else by the worker.
    """
    user = request.user
    assert isinstance(user, User)  # Wagtail's login guard stands before every page here
    today = timezone.localdate()
    outlook = outlooks.ask(None if user.is_superuser else access.scope(user), today=today)
    if outlook.seen is None and outlooks.few(outlook, until=today):
        outlook = outlooks.look_again(outlook, today=today, at=timezone.now())
    return outlook


def _words(seen: Seen) -> list[tuple[str, list[tuple[str, list[Frequent]]]]]:
    """Return the words of all letters (name "") and of each body, month by month."""
    names = {str(body.pk): body.brief for body in Body.objects.only("name", "short_name")}
    grouped: dict[str, dict[str, list[Frequent]]] = {}
    for one in sorted(seen.words, key=lambda one: (one.body != "", one.body, one.month)):
        grouped.setdefault(one.body, {}).setdefault(one.month, []).append(one)
    return [(names.get(body, ""), list(months.items())) for body, months in grouped.items()]


@never_cache
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show hot topics, words and the quality of replies as the machine last saw them."""
    outlook = _outlook(request)
    seen = unpacked(outlook.seen) if outlook.seen else None
    context = {
        "outlook": outlook,
        "seen": seen,
        "days": PERIOD_DAYS,
        "shown": LETTERS_SHOWN,
        "words": _words(seen) if seen else [],
        "means": [(WORDING[aspect], share) for aspect, share in seen.means] if seen else [],
        "weakest": [(one, WORDING[one.weakest]) for one in seen.weakest] if seen else [],
    }
    return render(request, "trends/desk/index.html", context)


@never_cache
@require_safe
def workbook(request: HttpRequest) -> HttpResponse:
    """Give the hot topics and all their letters as a workbook."""
    outlook = _outlook(request)
    if outlook.seen is None:
        raise Http404
    seen = unpacked(outlook.seen)
    content = sheets.workbook([one.topic for one in seen.hot], seen.kept)
    response = HttpResponse(content, content_type=sheets.XLSX_TYPE)
    response["Content-Disposition"] = 'attachment; filename="hot-topics.xlsx"'
    return response
