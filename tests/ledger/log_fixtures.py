"""A log to try things on: publishing in one word, a clock that stands where it is put."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from ledger_site import Site
from postgres_server import postgres, programs

from gongkai.ledger import keys, sources, witnesses

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def site(db: None, monkeypatch: pytest.MonkeyPatch) -> Site:
    """A site with an empty log, the only source that the audit asks."""
    standing = Site()
    monkeypatch.setattr(sources, "_sources", {standing.name: standing})
    witnesses.forget()
    return standing


@pytest.fixture(scope="session")
def foreign(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., str]:
    """The verifier built on Go's own library: `foreign(folder, older=path)` says OK or FAIL."""
    program = tmp_path_factory.mktemp("foreign") / "verify"
    library = Path("/usr/share/gocode/src/golang.org/x/mod/sumdb/tlog")
    if not library.exists():
        pytest.skip("needs Debian's golang-go and golang-golang-x-mod-dev")
    environment = os.environ | {"GO111MODULE": "off", "GOPATH": "/usr/share/gocode"}
    environment.setdefault("HOME", "/tmp")
    subprocess.run(
        ["go", "build", "-o", str(program), str(ROOT / "tests/ledger/foreign/main.go")],
        env=environment,
        check=True,
        timeout=300,
    )

    def verify(folder: Path, vkey: str = "", older: Path | None = None, witness: str = "") -> str:
        words = [str(program)]
        words += ["-witness", witness] if witness else []
        words += [str(folder), vkey or keys.verifier().vkey]
        words += [] if older is None else [str(older)]
        done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=300)
        return done.stdout.strip() or done.stderr.strip()

    return verify


def in_a_home(home: Path) -> dict[str, str]:
    """Return the environment of a process that has the ledger alone, in a home of its own."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("GONGKAI_")}
    address = home / "database"
    if address.exists():
        own["GONGKAI_DATABASE_URL"] = address.read_text()
    return own | {
        "GONGKAI_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "small_settings",
        "PYTHONPATH": str(ROOT / "tests" / "ledger"),
    }


@pytest.fixture
def ledger_home(tmp_path: Path) -> Path:
    """A migrated home with an empty log."""
    home = tmp_path / "home"
    home.mkdir()
    run_in(home, "-m", "gongkai.project.cli", "migrate", "-v0")
    return home


@pytest.fixture
def postgres_home(tmp_path: Path) -> Iterator[Path]:
    """A migrated home whose database is a PostgreSQL server of its own."""
    bin_folder = programs()
    if bin_folder is None:
        pytest.skip("needs Debian's postgresql")
    home = tmp_path / "home"
    home.mkdir()
    with postgres(bin_folder) as address:
        (home / "database").write_text(address)
        run_in(home, "-m", "gongkai.project.cli", "migrate", "-v0")
        yield home


def run_in(home: Path, *words: str, check: bool = True) -> subprocess.CompletedProcess[str]:
    """Run Python in a home: `run_in(home, "-m", "gongkai.project.cli", "audit_log")`."""
    return subprocess.run(
        [sys.executable, *words],
        env=in_a_home(home),
        capture_output=True,
        text=True,
        check=check,
        timeout=300,
    )


@pytest.fixture
def running() -> Callable[..., subprocess.CompletedProcess[str]]:
    return run_in


@pytest.fixture
def environment() -> Callable[[Path], dict[str, str]]:
    return in_a_home
