"""Pages that say what went wrong, what was kept and what to do; they need no database."""

import logging
import secrets
from dataclasses import dataclass

from django.core.exceptions import (
    RequestDataTooBig,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

logger = logging.getLogger(__name__)

TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


@dataclass(frozen=True, slots=True)
class Trouble:
    """What a page of trouble says."""

    heading: str
    advice: str


def _troubles() -> dict[int, Trouble]:
    return {
        400: Trouble(
            _("This address cannot be read"),
            _("Part of it is broken or too long. Type the address again, or search."),
        ),
        403: Trouble(
            _("You may not open this page"),
            _("Nothing was changed. If you work here, sign in with the account that may."),
        ),
        404: Trouble(
            _("There is no page at this address"),
            _("The address may be mistyped, or the page was never public. Search for its title."),
        ),
        422: Trouble(
            _("Something in the form needs correcting"),
            _("Go back: what you typed is still there, with a note beside what is wrong."),
        ),
        429: Trouble(
            _("Too many requests from your connection"),
            _("Nothing was lost. Wait a minute, then try again."),
        ),
        500: Trouble(
            _("The site made a mistake"),
            _("It has been recorded. Nothing you sent was published. Try again in a few minutes."),
        ),
        503: Trouble(
            _("The site is being worked on"),
            _("It will be back soon. Nothing was lost."),
        ),
    }


def trouble(
    request: HttpRequest,
    status: int,
    *,
    heading: str = "",
    advice: str = "",
    reference: str = "",
) -> HttpResponse:
    """Return the page for an error status.

    Args:
        request: What was asked.
        status: One of 400, 403, 404, 422, 429, 500, 503.
        heading: What happened, if more is known than the status says.
        advice: What to do.
        reference: A number to quote on the phone.
    """
    known = _troubles()[status]
    context = {
        "status": status,
        "heading": heading or known.heading,
        "advice": advice or known.advice,
        "reference": reference,
    }
    content = render_to_string("portal/trouble.html", context)
    return HttpResponse(content, status=status, headers={"Cache-Control": "no-store"})


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if isinstance(exception, TOO_MUCH):
        return trouble(
            request,
            400,
            heading=_("More was sent than one form can hold"),
            advice=_(
                "Nothing was kept. Go back: what you typed is still there. "
                "Shorten it, or attach the long part as a file."
            ),
        )
    return trouble(request, 400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return trouble(request, 403)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return trouble(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer a fault of ours with a reference that stands in the log too."""
    reference = secrets.token_hex(4)
    logger.error("page of trouble shown, reference %s: %s", reference, request.path)
    return trouble(request, 500, reference=reference)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form that came back without its token: an old tab, or another site."""
    return trouble(
        request,
        403,
        heading=_("This form has expired"),
        advice=_("Nothing was sent. Open the page again, then send the form once more."),
    )
