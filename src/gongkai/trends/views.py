"""The clerk's page of what citizens write about: only letters that this clerk may see."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from gongkai.bodies.models import User
from gongkai.letters import access
from gongkai.letters.models import Letter
from gongkai.trends.looking import PERIOD_DAYS, Seen, look
from gongkai.trends.rules.replies import Aspect
from gongkai.trends.topics import sheets

WORDING = {
    Aspect.RELEVANCE: _("Relevance"),
    Aspect.COMPLETENESS: _("Completeness"),
    Aspect.EXPLANATION: pgettext_lazy("reply", "Explanation"),
    Aspect.TIMELINESS: _("Timeliness"),
}


def _seen(request: HttpRequest) -> Seen:
    """Return what this clerk's letters show; nothing for who works on none."""
    user = request.user
    assert isinstance(user, User)  # Wagtail's login guard stands before every page here
    until = timezone.localdate()
    rows = Letter.objects.all() if user.is_superuser else access.handled_by(user)
    since = until - timedelta(days=PERIOD_DAYS)
    return look(list(access.open_texts(since=since, until=until, rows=rows)), until=until)


@never_cache
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show hot topics, words and the quality of replies."""
    seen = _seen(request)
    context = {
        "seen": seen,
        "days": PERIOD_DAYS,
        "means": [(WORDING[aspect], share) for aspect, share in seen.means],
        "weakest": [(one, WORDING[one.weakest]) for one in seen.weakest],
    }
    return render(request, "trends/desk/index.html", context)


@never_cache
@require_safe
def workbook(request: HttpRequest) -> HttpResponse:
    """Give the hot topics and their letters as a workbook."""
    seen = _seen(request)
    content = sheets.workbook([one.topic for one in seen.hot], seen.kept)
    response = HttpResponse(content, content_type=sheets.XLSX_TYPE)
    response["Content-Disposition"] = 'attachment; filename="hot-topics.xlsx"'
    return response
