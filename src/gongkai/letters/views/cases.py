"""One letter on the desk: its next step, who wrote it, what of it the public reads.

Another body's letter is a 404, not a 403: whether it exists is the writer's own affair.
"""

from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from gongkai.calendars.access import load_workdays
from gongkai.letters import access, showing, suggesting, wording
from gongkai.letters.actions import releasing
from gongkai.letters.actions.revealing import open_attachment, reveal
from gongkai.letters.actions.telling import tell
from gongkai.letters.desk_forms import ReleaseForm, RevealForm, StepForm
from gongkai.letters.models import Attachment, Letter, Release
from gongkai.letters.rules import masking
from gongkai.letters.rules.clock import RefusedError, verbs
from gongkai.letters.rules.words import EventType
from gongkai.letters.views.desk import person

LIKE_ROWS = 8
PERSONAL = {
    "name": pgettext_lazy("letter", "Name"),
    "phone": gettext_lazy("Phone"),
    "email": gettext_lazy("E-mail"),
    "address": gettext_lazy("Address"),
    "original": gettext_lazy("The text as it was written"),
}


def found(request: HttpRequest, key: UUID) -> Letter:
    """Return a letter that this clerk may see."""
    rows = access.handled_by(person(request)).select_related("body", "intake", "leader")
    return get_object_or_404(rows, pk=key)


@never_cache
@require_http_methods(["GET", "POST"])
def case(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show a letter and take its next step, of those that are possible and this clerk's."""
    letter, today, user = found(request, key), timezone.localdate(), person(request)
    shown = showing.of_letter(letter, today, inside=True)
    days = load_workdays()
    # What was possible after the last step may be entered late; `tell` judges it by its own day.
    lawful = {
        *verbs(shown.standing, today, days),
        *verbs(shown.standing, shown.standing.last_on, days),
    }
    steps = [kind for kind in EventType if kind in lawful and access.may(user, letter, kind)]
    form = StepForm(
        request.POST or None, steps=steps, letter=letter, today=today, initial={"on": today}
    )
    if form.is_bound and form.is_valid() and _told(request, letter, form):
        # Whoever has returned a letter has it no longer.
        if not access.handled_by(user).filter(pk=letter.pk).exists():
            return redirect("letters_desk:index")
        return redirect("letters_desk:case", key=letter.pk)
    context = _context(request, letter) | {"shown": shown, "form": form, "steps": steps}
    status = 422 if form.is_bound else 200
    return render(request, "letters/desk/case.html", context, status=status)


def _told(request: HttpRequest, letter: Letter, form: StepForm) -> bool:
    event = form.event()
    try:
        tell(
            letter,
            event,
            by=person(request),
            at=timezone.now(),
            today=timezone.localdate(),
            text=form.cleaned_data.get("text") or "",
        )
    except RefusedError as refused:
        form.add_error(None, wording.fault_text(refused.fault))
        return False
    messages.success(request, _("Entered: %(event)s.") % {"event": wording.EVENTS[event.type]})
    return True


def _context(request: HttpRequest, letter: Letter) -> dict[str, Any]:
    user = person(request)
    keys, others = access.scope(user), Letter.objects.exclude(pk=letter.pk).unread()
    # Each along an index of its own; what is closed is merged with nothing any more.
    same_writer = others.filter(~Q(writer_print=""), writer_print=letter.writer_print)
    same_title = others.filter(open=True, title=letter.title)
    return {
        "letter": letter,
        "suggested": None if letter.label else suggesting.suggested(letter.title, letter.text),
        "beside": [row.body.brief for row in letter.beside.select_related("body")],
        # Put in order here: asked for the newest, the database goes through all letters for them.
        "merged": sorted(letter.merged.unread().order_by()[:20], key=lambda row: row.number),
        "same_writer": access.among(same_writer, keys)[:LIKE_ROWS],
        "same_title": access.among(same_title, keys)[:LIKE_ROWS],
        "files": letter.attachments.all(),
        "may_reveal": access.may_reveal(user, letter) and not letter.erased_on,
        "may_release": access.may_release(user, letter),
        "released": Release.objects.filter(letter=letter, withdrawn_at=None).first(),
        "reveal_form": RevealForm(auto_id="reveal_%s"),
    }


@never_cache
@require_POST
def look(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show who the writer is, after writing down who looks and why."""
    letter, user, form = found(request, key), person(request), RevealForm(request.POST)
    if not access.may_reveal(user, letter):
        raise Http404
    if not form.is_valid():
        messages.error(request, _("Say in a few words why you need to see it."))
        return redirect("letters_desk:case", key=letter.pk)
    reason = form.cleaned_data["reason"]
    told = reveal(letter, reason=reason, by=user, at=timezone.now())
    rows = [(words, told.get(field, "")) for field, words in PERSONAL.items()]
    context = {"letter": letter, "told": rows, "reason": reason}
    return render(request, "letters/desk/reveal.html", context)


@never_cache
@require_POST
def attachment(request: HttpRequest, key: UUID, file: UUID) -> HttpResponse:
    """Hand over a file that the writer sent, after writing down who looks and why."""
    letter, user, form = found(request, key), person(request), RevealForm(request.POST)
    row = get_object_or_404(Attachment, pk=file, letter=letter)
    if not access.may_reveal(user, letter):
        raise Http404
    if not form.is_valid():
        messages.error(request, _("Say in a few words why you need to see it."))
        return redirect("letters_desk:case", key=letter.pk)
    reason = form.cleaned_data["reason"]
    name, content = open_attachment(row, reason=reason, by=user, at=timezone.now())
    answer = HttpResponse(content, content_type=row.media_type)
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


@never_cache
@require_http_methods(["GET", "POST"])
def release(request: HttpRequest, key: UUID) -> HttpResponse:
    """Mask a letter and put it on the public board, or take it off."""
    letter, user = found(request, key), person(request)
    if not access.may_release(user, letter):
        raise Http404
    current = Release.objects.filter(letter=letter, withdrawn_at=None).first()
    if request.POST.get("step") == "withdraw":
        releasing.withdraw(letter, at=timezone.now())
        messages.success(request, _("The letter is no longer on the public board."))
        return redirect("letters_desk:case", key=letter.pk)
    texts = {name: getattr(current or letter, name) for name in ("title", "text", "reply")}
    masks = {name: masking.proposed(text) for name, text in texts.items()}
    proposed = {name: masking.hidden(text, masks[name]) for name, text in texts.items()}
    form = ReleaseForm(request.POST or None, initial=proposed)
    if form.is_bound and form.is_valid():
        told = form.cleaned_data
        releasing.release(
            letter,
            releasing.Shown(told["title"], told["text"], told["reply"]),
            by=user,
            today=timezone.localdate(),
        )
        messages.success(request, _("The letter is on the public board."))
        return redirect("letters_desk:case", key=letter.pk)
    hidden = [(name, texts[name][mask.start : mask.end]) for name in texts for mask in masks[name]]
    context = {"letter": letter, "form": form, "hidden": hidden, "current": current}
    status = 422 if form.is_bound else 200
    return render(request, "letters/desk/release.html", context, status=status)
