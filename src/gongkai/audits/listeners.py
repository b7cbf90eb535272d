"""What self-inspection hears: somebody reports a rectification as done."""

from typing import Any

from django.utils import timezone

from gongkai.audits.actions.rectifying import CHECK, recheck_reported
from gongkai.commitments.models import Commitment
from gongkai.commitments.rules.course import Step
from gongkai.commitments.signals import changed


def _changed(commitment: Commitment, step: Step, **_: Any) -> None:
    if step is Step.REPORTED and commitment.machine_check.startswith(f"{CHECK}:"):
        recheck_reported(commitment, timezone.now())


def connect() -> None:
    """Listen to commitments; called once when the apps are ready."""
    changed.connect(_changed, dispatch_uid="audits")
