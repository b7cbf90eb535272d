"""What a body writes into its annual report."""

from collections.abc import Mapping

from django.db import transaction

from gongkai.bodies.models import Body
from gongkai.reports.models import Chapter


@transaction.atomic
def write_chapters(body: Body, year: int, texts: Mapping[int, str]) -> None:
    """Store the chapters of a year's report; an empty one goes back to what it starts from."""
    for number, text in texts.items():
        if text.strip():
            Chapter.objects.update_or_create(
                body=body, year=year, number=number, defaults={"text": text.strip()}
            )
        else:
            Chapter.objects.filter(body=body, year=year, number=number).delete()
