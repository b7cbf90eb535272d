"""The tiers that a directory is made for (三级版本) and the levels that an item is opened at."""

from enum import StrEnum


class Tier(StrEnum):
    """Whom a directory binds: one each for county departments, townships and subdistricts."""

    COUNTY = "county"
    TOWNSHIP = "township"
    SUBDISTRICT = "subdistrict"


class Level(StrEnum):
    """公开层级: at which level of government an item is opened."""

    CITY = "city"
    COUNTY = "county"
    TOWNSHIP = "township"
    VILLAGE = "village"


# What a table without level columns means, by the tier that it was made for.
LEVELS_OF_TIER: dict[Tier, tuple[Level, ...]] = {
    Tier.COUNTY: (Level.COUNTY,),
    Tier.TOWNSHIP: (Level.TOWNSHIP,),
    Tier.SUBDISTRICT: (Level.TOWNSHIP,),
}
