"""What must hold before anything is served, each with what to do when it does not; and granian.

The exit codes are part of the interface: docs/reference/commands.md lists them.
"""

import fcntl
import http.client
import os
import shutil
import socket
import tempfile
from collections.abc import Callable
from enum import IntEnum
from functools import partial
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management.base import CommandError
from django.db import DatabaseError, connection, connections
from django.db.migrations.executor import MigrationExecutor
from django.urls import get_resolver
from django.utils.translation import gettext as _
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from gongkai.project.supervisor import die_with_parent

FREE_BYTES_MIN = 100 * 1024 * 1024
THREADS = 4  # of one web process, so that one slow answer does not hold up the others
BACKLOG = 1024
KILL_SECONDS = 8


class ExitCode(IntEnum):
    """Why the server did not start."""

    PORT_TAKEN = 3
    HOME_IN_USE = 4
    HOME_NOT_WRITABLE = 5
    NOT_PREPARED = 6
    NO_DATABASE = 7


def refuse(code: ExitCode, text: str) -> CommandError:
    """Return the error that ends the command with this code."""
    return CommandError(text, returncode=int(code))


def check_writable(home: Path) -> None:
    """Refuse a home folder that cannot be written, or a disk that is full."""
    try:
        home.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=home) as file:
            file.write(b"x" * 4096)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise refuse(
            ExitCode.HOME_NOT_WRITABLE,
            _("The folder %(home)s cannot be written: %(reason)s. Nothing was started.")
            % {"home": home, "reason": error.strerror},
        ) from error
    free = shutil.disk_usage(home).free
    if free < FREE_BYTES_MIN:
        raise refuse(
            ExitCode.HOME_NOT_WRITABLE,
            _(
                "The disk of %(home)s is nearly full: %(free)d MB are free, %(least)d MB are "
                "needed. Make room and start again; nothing was started."
            )
            % {"home": home, "free": free // 2**20, "least": FREE_BYTES_MIN // 2**20},
        )


def check_port(host: str, port: int) -> None:
    """Refuse an address where another program listens.

    Granian shares ports between its processes, so without this a second server would start
    and take half of the requests.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise refuse(
                ExitCode.PORT_TAKEN,
                _(
                    "Cannot listen on %(host)s:%(port)d: %(reason)s. If another server runs "
                    "there, stop it or choose another port: gongkai serve --port %(other)d"
                )
                % {"host": host, "port": port, "reason": error.strerror, "other": port + 100},
            ) from error


def check_prepared() -> None:
    """Refuse a database whose tables are older than the code, and missing static files."""
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        raise refuse(
            ExitCode.NO_DATABASE,
            _("The database does not answer: %(reason)s. Nothing was started.")
            % {"reason": str(error).strip()},
        ) from error
    finally:
        connection.close()
    if waiting:
        raise refuse(
            ExitCode.NOT_PREPARED,
            _("The database is not up to date: %(count)d migrations wait. Run: gongkai migrate")
            % {"count": len(waiting)},
        )
    if not settings.DEBUG and static_is_stale(Path(settings.STATIC_ROOT) / "staticfiles.json"):
        raise refuse(
            ExitCode.NOT_PREPARED,
            _(
                "The static files are missing or older than the program. "
                "Run: gongkai collectstatic --noinput"
            ),
        )


def static_is_stale(manifest: Path) -> bool:
    """Say whether collectstatic has not run since the program's files last changed."""
    if not manifest.exists():
        return True
    collected = manifest.stat().st_mtime
    sources = (
        Path(storage.path(path))
        for finder in get_finders()
        for path, storage in finder.list(ignore_patterns=[])
    )
    return any(source.stat().st_mtime > collected for source in sources)


def hold(name: str, *, shared: bool = False) -> TextIOWrapper:
    """Take a lock of the home folder and return it; it lasts until every holder has ended.

    Args:
        name: "serve" or "worker".
        shared: Whether several may hold it side by side, but not together with an exclusive one.
    """
    path = Path(settings.GONGKAI_HOME) / f"{name}.lock"
    lock = path.open("a+", encoding="ascii")
    try:
        fcntl.flock(lock, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except BlockingIOError as error:
        lock.seek(0)
        holder = lock.read().strip() or "?"
        lock.close()
        raise refuse(
            ExitCode.HOME_IN_USE,
            _(
                "Another server uses the folder %(home)s (process %(pid)s). Stop it first, or "
                "give this one a folder of its own with GONGKAI_HOME. Nothing was started."
            )
            % {"home": settings.GONGKAI_HOME, "pid": holder},
        ) from error
    lock.seek(0)
    lock.truncate()
    lock.write(str(os.getpid()))
    lock.flush()
    return lock


def load_site() -> None:
    """Load everything that a web process needs, so that forked ones are ready at once."""
    wsgi = import_module("gongkai.project.wsgi")
    assert callable(wsgi.application)
    assert get_resolver().url_patterns
    connections.close_all()


def run_web(host: str, port: int, workers: int, *, access_log: bool) -> None:
    """Answer requests with granian until told to stop."""
    Server(
        "gongkai.project.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS,
        blocking_threads_idle_timeout=600,
        backlog=BACKLOG,
        backpressure=BACKLOG,
        websockets=False,
        respawn_failed_workers=True,
        workers_kill_timeout=KILL_SECONDS,
        log_level=LogLevels.warning,
        log_access=access_log,
    ).serve(target_loader=partial(_load, os.getpid()), wrap_loader=False)


def _load(parent: int) -> Callable[..., Any]:
    """Return the application, inside the process that granian has just forked."""
    die_with_parent(parent)
    application: Callable[..., Any] = import_module("gongkai.project.wsgi").application
    return application


def answers(host: str, port: int) -> bool:
    """Say whether the site answers its health check."""
    seen = "127.0.0.1" if host in {"0.0.0.0", "::"} else host  # noqa: S104 - compared, not bound
    asked = http.client.HTTPConnection(seen, port, timeout=2)
    try:
        asked.request("GET", "/healthz", headers={"Host": "localhost"})
        return asked.getresponse().status == http.client.OK
    except OSError:
        return False
    finally:
        asked.close()
