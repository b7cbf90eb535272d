"""When the sequencer runs: right after a publication in its own request, and in the worker."""

import logging
from threading import Event as StopSign
from time import monotonic

from django.db import close_old_connections
from django.utils import timezone
from django.utils.timezone import localdate

from gongkai.ledger import durable, sequencer, snapshots
from gongkai.ledger.models import Event
from gongkai.ledger.refusals import RefusedError
from gongkai.ledger.store import log

POLL_SECONDS = 0.25
WITNESS_SECONDS = 10.0
REFUSED_SECONDS = 15.0

logger = logging.getLogger(__name__)


def append_now(timeout_seconds: float = 5.0) -> bool:
    """Log everything in the outbox, right after the commit that filled it.

    Whoever gets the lock first logs what all others have committed meanwhile. Call it outside of
    any transaction.

    Returns:
        Whether everything that waited at the call is logged. If not, the worker goes on trying,
        and `access.fault()` says what holds it.
    """
    newest = Event.objects.pending().order_by("-pk").values_list("pk", flat=True).first()
    if newest is None:
        return True
    try:
        with sequencer.only_one(timeout_seconds):
            sequencer.sequence_held(timezone.now())
    except durable.BusyError:
        logger.warning("the log is busy; the worker will go on")
    except RefusedError:
        pass  # reported where it was raised
    return not Event.objects.pending().filter(pk__lte=newest).exists()


def run_sequencer(stop: StopSign) -> None:
    """Log what waits until told to stop, ask witnesses that were at fault, take daily lists."""
    durable.sweep(log().scratch)
    asked_at = -WITNESS_SECONDS
    pause = 0.0
    while not stop.wait(pause):
        close_old_connections()
        pause = POLL_SECONDS
        try:
            if Event.objects.pending().exists():
                sequencer.sequence(timezone.now())
            if monotonic() - asked_at > WITNESS_SECONDS:
                asked_at = monotonic()
                _round()
        except durable.BusyError:
            continue
        except RefusedError:
            pause = REFUSED_SECONDS
        except Exception:
            logger.exception("the sequencer stumbled")
            pause = REFUSED_SECONDS


def _round() -> None:
    """Do what is due now and then."""
    now = timezone.now()
    sequencer.check(now)
    sequencer.cosign_again(now)
    if snapshots.due(localdate(now)):
        snapshots.take_from_sources(now)
