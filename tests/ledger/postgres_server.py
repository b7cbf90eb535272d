"""A PostgreSQL server in a temporary folder, for the proofs that need a second kind of database."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def programs() -> Path | None:
    """Return the folder of Debian's PostgreSQL programs; None if there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return found[-1].parent if found else None


@contextmanager
def postgres(bin_folder: Path) -> Iterator[str]:
    """Run a server that only a socket reaches; the address of its database."""
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    # The server refuses to run as root.
    become = ["setpriv", "--reuid=nobody", "--clear-groups"] if os.getuid() == 0 else []
    if become:
        shutil.chown(folder, "nobody")
        folder.chmod(0o755)
    place = str(folder / "cluster")

    def run(program: str, *words: str) -> None:
        command = [*become, str(bin_folder / program), *words]
        subprocess.run(command, check=True, capture_output=True, cwd=folder, timeout=120)

    try:
        run("initdb", "-D", place, "-U", "gongkai", "-A", "trust", "-E", "UTF8", "--no-sync")
        options = f"-k {folder} -c listen_addresses= -c fsync=off"
        run("pg_ctl", "-D", place, "-l", str(folder / "log"), "-w", "-o", options, "start")
        try:
            run("createdb", "-h", str(folder), "-U", "gongkai", "gongkai")
            yield f"postgres://gongkai@/gongkai?host={folder}"
        finally:
            run("pg_ctl", "-D", place, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
