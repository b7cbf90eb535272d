"""Large type without a cookie: every page stands a second time under `/large/`.

The prefix moves from the path into the script name, so each address that a view reverses keeps
it, views and caches need not know of it, and the canonical address is the one without it.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import get_script_prefix, set_script_prefix

PREFIX = "/large"
MARK = "gongkai.large_type"


def is_large(request: HttpRequest) -> bool:
    """Say whether the reader asked for large type by the address."""
    return bool(request.META.get(MARK))


class LargeType:
    """Middleware that takes the prefix off; it must stand first, before anything reads the path."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not (request.path_info + "/").startswith(PREFIX + "/"):
            return self.get_response(request)
        before = get_script_prefix()
        request.path_info = request.META["PATH_INFO"] = request.path_info[len(PREFIX) :] or "/"
        request.META["SCRIPT_NAME"] = request.META.get("SCRIPT_NAME", "") + PREFIX
        request.META[MARK] = True
        set_script_prefix(before.rstrip("/") + PREFIX + "/")
        try:
            return self.get_response(request)
        finally:
            set_script_prefix(before)
