"""What every page needs to know of the site it stands on."""

from django.http import HttpRequest


def face(request: HttpRequest) -> dict[str, object]:
    """Return the site's name for the templates."""
    return {}
