"""The clerk's desk: the first page after signing in, and the way back from everywhere."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate, now
from wagtail.admin.auth import require_admin_access

from gongkai.bodies.access import held_by
from gongkai.bodies.desk import queues
from gongkai.bodies.models import Body, Role, User


@require_admin_access
def desk(request: HttpRequest) -> HttpResponse:
    """Show what waits for this person, the most urgent first."""
    assert isinstance(request.user, User)
    found = queues(request.user, now())
    context = {
        "queues": found,
        "total": sum(queue.count for queue in found),
        "appointments": appointments(request.user),
        "today": localdate(),
    }
    return render(request, "portal/desk.html", context)


def appointments(user: User) -> list[tuple[str, str]]:
    """Return (role, body) in words for each appointment of the person."""
    held = held_by(user)
    bodies = {body.path: body for body in Body.objects.filter(path__in={path for _, path in held})}
    return [(str(Role(role).label), bodies[path].brief) for role, path in held if path in bodies]
