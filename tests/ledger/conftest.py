"""The fixtures stand in `log_fixtures`, which the long proofs use, too."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from log_fixtures import (
    environment,
    foreign,
    ledger_home,
    postgres_home,
    running,
    site,
)

__all__ = ["environment", "foreign", "ledger_home", "postgres_home", "running", "site"]
