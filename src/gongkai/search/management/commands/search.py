"""Search the public documents from the command line."""

import json
from argparse import ArgumentParser

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from gongkai.bodies.models import Body
from gongkai.search import actions, engine, health, work
from gongkai.search.models import Touch
from gongkai.search.rules.query import PER_PAGE_MAX, Query, Results


class Command(BaseCommand):
    help = "Search the public documents."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("query", nargs="+", help="Words; those in one argument stay together.")
        parser.add_argument("--limit", type=int, default=10, help="Hits to print, 1 to 200.")
        parser.add_argument("--body", default="", help="Code of a body: it and all below it.")
        parser.add_argument("--json", action="store_true", help="Print one JSON object.")

    def handle(
        self, *, query: list[str], limit: int, body: str, json: bool, **options: object
    ) -> None:
        if not 1 <= limit <= PER_PAGE_MAX:
            raise CommandError(_("--limit must be from 1 to %(most)d.") % {"most": PER_PAGE_MAX})
        if body and not Body.objects.filter(code=body).exists():
            raise CommandError(_("There is no body with the code %(code)s.") % {"code": body})
        if health.unreadable() or Touch.objects.exists():
            try:
                work.catch_up()
            except actions.RebuildingError as error:
                raise CommandError(str(error)) from error
        results = engine.find(Query(" ".join(query), body=body, per_page=limit, facets=False))
        if not results.ready:
            raise CommandError(_("There is no search index yet. Run: gongkai rebuild_index"))
        self.stdout.write(as_json(results) if json else as_lines(results))


def as_json(results: Results) -> str:
    """Return the answer as one JSON object."""
    return json.dumps(
        {
            "total": results.total,
            "took_ms": results.took_ms,
            "results": [
                {
                    "id": hit.key,
                    "title": hit.title,
                    "url": f"{settings.GONGKAI_BASE_URL}{hit.url}",
                    "score": hit.score,
                }
                for hit in results.hits
            ],
        },
        ensure_ascii=False,
    )


def as_lines(results: Results) -> str:
    """Return the answer for a person."""
    lines = [
        _("%(total)d found in %(took).1f ms") % {"total": results.total, "took": results.took_ms}
    ]
    if results.corrected:
        lines.append(_("Searched instead: %(text)s") % {"text": results.corrected})
    if results.apart or results.relaxed:
        lines.append(_("Not found as it was typed; these hold its words apart, or most of them."))
    lines += [f"{hit.published_on!s:10}  {hit.title}  {hit.url}" for hit in results.hits]
    return "\n".join(lines)
