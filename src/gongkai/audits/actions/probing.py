"""Availability probes of our own home page, as veto W2 counts them."""

import time
from datetime import datetime, timedelta
from urllib.parse import urljoin

import httpx
from django.conf import settings

from gongkai.audits.models import Probe

WAIT_SECONDS = 15.0  # a page that is not open by then is not open
KEPT = timedelta(days=400)
FAILED_FROM = 400


def probe(at: datetime, client: httpx.Client | None = None) -> Probe:
    """Ask for the home page once and keep what happened; probes of over a year ago are dropped."""
    began = time.monotonic()
    status, detail = None, ""
    try:
        asked = client or httpx.Client(timeout=WAIT_SECONDS, trust_env=False, follow_redirects=True)
        with asked:
            answer = asked.get(
                urljoin(settings.GONGKAI_BASE_URL, "/"), headers={"User-Agent": "Gongkai (probe)"}
            )
            status = answer.status_code
    except httpx.HTTPError as error:
        detail = (str(error) or type(error).__name__)[:200]
    seconds = time.monotonic() - began
    opened = status is not None and status < FAILED_FROM and seconds <= WAIT_SECONDS
    Probe.objects.filter(at__lt=at - KEPT).delete()
    return Probe.objects.create(
        at=at, opened=opened, seconds=round(seconds, 3), status=status, detail=detail
    )
