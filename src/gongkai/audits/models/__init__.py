"""What may be stored of self-inspection."""

from gongkai.audits.models.corrections import Correction, CorrectionClock
from gongkai.audits.models.runs import Finding, Probe, Rectification, Rules, Run

__all__ = [
    "Correction",
    "CorrectionClock",
    "Finding",
    "Probe",
    "Rectification",
    "Rules",
    "Run",
]
