"""How long each step of the road may take, set by an openness office for its bodies."""

from collections.abc import Mapping

from django.db import transaction

from gongkai.bodies.models import Body
from gongkai.documents.models import RoadTerms


@transaction.atomic
def set_terms(body: Body, days: Mapping[str, int]) -> RoadTerms:
    """Set the terms of a body; turns that are open keep the due date they were given."""
    row, _created = RoadTerms.objects.update_or_create(body=body, defaults=dict(days))
    return row
