"""The county's standard directories in their versions, and the openness guide of each body."""

from datetime import date
from importlib.resources import files

from django.utils.timezone import localdate, now

from gongkai.bodies.models import Body
from gongkai.catalogue.actions import areas, directories, guides
from gongkai.catalogue.intake import gather, said
from gongkai.catalogue.models import Directory
from gongkai.catalogue.rules.tiers import Tier
from gongkai.project.demo.county import by_code

TITLES = {
    Tier.COUNTY: ("县级", "county level"),
    Tier.TOWNSHIP: ("乡镇", "townships"),
    Tier.SUBDISTRICT: ("街道", "subdistricts"),
}
# The first version lacked one row in so many; what the second added shows as a difference.
VERSIONS = ((date(2024, 1, 8), 9), (date(2026, 1, 12), 0))


def load_directories() -> int:
    """Enter the areas and the versions that are missing; return how many versions were."""
    areas.load_shipped()
    body = Body.objects.get(code="county")
    known = set(Directory.objects.filter(body=body).values_list("tier", "version_on"))
    made = 0
    for version_on, without in VERSIONS:
        for tier in TITLES:
            if (tier.value, version_on) not in known:
                _load(body, tier, version_on, without)
                made += 1
    return made


def load_guides() -> int:
    """Issue the openness guide of each body where it is missing or out of date."""
    today = localdate()
    return len(guides.issue_all(Body.objects.standing(today), today=today))


def _load(body: Body, tier: Tier, version_on: date, without: int) -> None:
    head, *rows = _lines(tier)
    kept = [row for place, row in enumerate(rows, 1) if not without or place % without]
    name = f"{tier.value}.csv"
    gathered = gather([(name, "\n".join([head, *kept]).encode())], tier)
    for path, refused in gathered.failed:
        msg = f"{path}: {refused}"
        raise ValueError(msg)
    zh, en = TITLES[tier]
    county = by_code()["county"].name.removesuffix("人民政府")
    directory = directories.draft(
        body,
        tier.value,
        version_on=version_on,
        title=f"{county}基层政务公开标准目录（{zh}）",
        title_en=f"Cloudriver County standard directory of openness ({en})",
    )
    directories.fill(directory, said(gathered))
    directories.publish(directory, at=now())


def _lines(tier: Tier) -> list[str]:
    folder = files("gongkai.project.demo").joinpath("directories")
    text = folder.joinpath(f"{tier.value}.csv").read_text(encoding="utf-8-sig")
    return text.strip().splitlines()
