"""What the case desk costs: list, case page, annual report and the import of old lists.

Run from the project's root: `.venv/bin/python bench/applications.py [COUNT...]` (1000 100000). A
home folder of its own is made under a temporary folder. Cases come in by `import_applications`;
pages are asked through the whole of Django in this process by a clerk who is signed in. CPU time is
what is measured. Prints a table and one line of JSON.
"""

import io
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any

COUNTS = [1_000, 100_000]
ROUNDS = 40
WARM = 5
HEAD = "body,number,arrived_on,kind,channel,name,identity,wanted,extended_on,extended_days,"
KINDS = ("natural_person", "natural_person", "commercial_enterprise", "legal_service_org")
ENDS = ("granted", "partial", "deny_process_info", "cannot_not_held", "noproc_repeat")
FIRST = date(2022, 1, 4)
SPAN_DAYS = 1_700
TODAY = datetime.now(UTC).date()


def listed(first: int, last: int, today: date) -> str:
    """Return an old case list: one case in twenty is still open, and came lately."""
    lines = [HEAD + "replied_on,outcome"]
    for number in range(first, last):
        still_open = number % 20 == 0
        span = 12 if still_open else SPAN_DAYS
        begin = today - timedelta(days=14) if still_open else FIRST
        arrived = begin + timedelta(days=number * 7 % span)
        longer = not still_open and number % 10 == 3
        extended = f"{arrived + timedelta(days=10)},10" if longer else ","
        end = f"{arrived + timedelta(days=12)},{ENDS[number % 5]}" if not still_open else ","
        lines.append(
            f"body{number % 40},{arrived.year}-{number:06d},{arrived},{KINDS[number % 4]},"
            f"in_person,申请人{number},证件{number // 3},第{number}号项目的验收报告和资金使用情况,"
            f"{extended},{end}"
        )
    return "\n".join(lines) + "\n"


def prepare() -> Any:
    """Make the tables, the bodies and a clerk of all of them; return the clerk."""
    from django.core.management import call_command

    from gongkai.bodies.models import Appointment, Body, Role, User

    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)
    call_command("load_calendar", verbosity=0)
    county = Body.objects.create(code="xian", name="示例县", tier="county", path="000001")
    for number in range(40):
        Body.objects.create(
            code=f"body{number}",
            name=f"示例局{number}",
            tier="department",
            parent=county,
            path=f"000001{number + 1:06d}",
        )
    clerk = User.objects.create_user("clerk", is_superuser=True)
    Appointment.objects.create(body=county, user=clerk, role=Role.OPENNESS, from_on=FIRST)
    return clerk


def bring(first: int, last: int, folder: Path) -> float:
    """Import some cases; return rows a second of CPU time."""
    from django.core.management import call_command

    path = folder / "list.csv"
    path.write_text(listed(first, last, TODAY), encoding="utf-8")
    begin = time.process_time()
    call_command("import_applications", str(path), stdout=io.StringIO())
    return (last - first) / (time.process_time() - begin)


def page(client: Any, address: Callable[[int], str]) -> dict[str, float]:
    """Return the median CPU milliseconds and the queries of a page."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    spent = []
    for number in range(WARM + ROUNDS):
        begin = time.process_time()
        answer = client.get(address(number))
        assert answer.status_code == 200, answer.status_code
        if number >= WARM:
            spent.append(time.process_time() - begin)
    with CaptureQueriesContext(connection) as queries:
        client.get(address(0))
    own = [one["sql"] for one in queries if "applications_" in one["sql"]]
    return {
        "cpu_ms_p50": round(median(spent) * 1000, 2),
        "queries": len(queries),
        "own_queries": len(own),
    }


def report() -> float:
    """Return the CPU seconds of the whole county's annual report."""
    from gongkai.bodies.models import Body
    from gongkai.reports.counting import annual_report

    county = Body.objects.get(code="xian")
    begin = time.process_time()
    annual_report(county, TODAY.year - 1, below=True)
    return round(time.process_time() - begin, 3)


def measure(counts: list[int], folder: Path) -> dict[str, Any]:
    """Return all figures."""
    from django.conf import settings
    from django.test import Client

    from gongkai.applications.models import Application

    settings.ALLOWED_HOSTS = ["*"]
    clerk, have = prepare(), 0
    client = Client()
    client.force_login(clerk, "django.contrib.auth.backends.ModelBackend")
    found: dict[str, Any] = {"pages": {}}
    for count in counts:
        found["rows_per_second"] = round(bring(have, count, folder))
        have = count
        keys = list(Application.objects.values_list("pk", flat=True)[: WARM + ROUNDS])

        def case(number: int, keys: list[Any] = keys) -> str:
            return f"/admin/applications/{keys[number % len(keys)]}/"

        found["pages"][str(count)] = {
            "list": page(client, lambda _: "/admin/applications/"),
            "closed list": page(client, lambda _: "/admin/applications/?list=closed"),
            "case": page(client, case),
        }
        found["report_seconds"] = report()
        for name, figures in found["pages"][str(count)].items():
            print(f"{count:7} cases, {name}: {figures}", flush=True)
        print(f"{count:7} cases, annual report: {found['report_seconds']} s", flush=True)
        print(f"{count:7} cases, import: {found['rows_per_second']} rows/s", flush=True)
    return found


def main() -> int:
    counts = [int(one) for one in sys.argv[1:]] or COUNTS
    with tempfile.TemporaryDirectory(prefix="gongkai-bench-") as made:
        os.environ["GONGKAI_HOME"] = made
        os.environ["DJANGO_SETTINGS_MODULE"] = "gongkai.project.settings"
        import django

        django.setup()
        found = measure(counts, Path(made))
    print(json.dumps(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
