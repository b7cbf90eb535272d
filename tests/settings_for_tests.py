"""Settings of the tests: the product's own, with a home of their own and cheap passwords."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_home = tempfile.mkdtemp(prefix="gongkai-tests-")
_owner = os.getpid()


def _sweep() -> None:
    if os.getpid() == _owner:
        shutil.rmtree(_home, ignore_errors=True)


atexit.register(_sweep)
# What the person's own shell says must not reach the tests: no test may touch their home.
for _name in [name for name in os.environ if name.startswith("GONGKAI_")]:
    if _name not in {"GONGKAI_REFERENCE", "GONGKAI_TEST_DATABASE_URL"}:
        del os.environ[_name]
os.environ["GONGKAI_HOME"] = _home
if "GONGKAI_TEST_DATABASE_URL" in os.environ:  # the same tests on another kind of database
    os.environ["GONGKAI_DATABASE_URL"] = os.environ["GONGKAI_TEST_DATABASE_URL"]

from gongkai.project.messages import compile_stale  # noqa: E402
from gongkai.project.settings import *  # noqa: E402, F403
from gongkai.project.settings import STORAGES  # noqa: E402

compile_stale()

# Hashed names need `collectstatic` first; the names are the product's concern, not the pages'.
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
Path(_home, "static").mkdir()
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
