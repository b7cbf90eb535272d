"""The long proofs of the ledger stand on the fixtures of its short tests."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "ledger"))

from log_fixtures import (
    environment,
    foreign,
    ledger_home,
    postgres_home,
    running,
    site,
)

__all__ = ["environment", "foreign", "ledger_home", "postgres_home", "running", "site"]
