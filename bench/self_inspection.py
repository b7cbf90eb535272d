"""How long the monthly run of the demo county takes, its form in three formats included.

Run from the project's root: `.venv/bin/python bench/self_inspection.py`. The demo county is loaded
into the home folder that GONGKAI_HOME names, or a new one. Exits 1 when it takes over 10 seconds.
"""

import json
import os
import sys
import tempfile
import time
from io import StringIO

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.project.settings")
os.environ.setdefault("GONGKAI_HOME", tempfile.mkdtemp(prefix="gongkai-bench-"))

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.utils.timezone import localdate, now  # noqa: E402

from gongkai.audits import paper  # noqa: E402
from gongkai.audits.actions.inspecting import freeze, inspect  # noqa: E402
from gongkai.bodies.models import Body  # noqa: E402

SECONDS = 10.0


def main() -> int:
    call_command("migrate", verbosity=0)
    call_command("demo", stdout=StringIO())
    county = Body.objects.get(parent=None, tier="county")
    begin, cpu = time.perf_counter(), time.process_time()
    found = inspect(county, localdate(), today=localdate(), at=now())
    gathered = time.perf_counter() - begin
    run = freeze(found, by=None, at=now())
    frozen = time.perf_counter() - begin - gathered
    sizes = {name: len(getattr(paper, name)(run)) for name in ("docx", "pdf", "xlsx")}
    took, took_cpu = time.perf_counter() - begin, time.process_time() - cpu
    told = {
        "seconds": round(took, 2),
        "cpu": round(took_cpu, 2),
        "gathered": round(gathered, 2),
        "frozen": round(frozen, 2),
        "findings": run.found,
        "counts": run.content["counts"],
        "bytes": sizes,
    }
    print(f"monthly run: {took:.2f} s, {took_cpu:.2f} s of CPU (promised {SECONDS})")
    print(json.dumps(told))
    return int(took > SECONDS)


if __name__ == "__main__":
    sys.exit(main())
