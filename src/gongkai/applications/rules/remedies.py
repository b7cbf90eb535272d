"""What a reply says about contesting it (行政复议法 2023, 行政诉讼法).

A refusal must first go to reconsideration, and the reply must say so (行政复议法 art. 23); every
other reply leaves the choice. Which ends count as a refusal is the office's to settle.
"""

from collections.abc import Iterable

from gongkai.applications.rules.outcomes import REFUSALS

RECONSIDERATION_DAYS = 60  # 行政复议法 art. 20, calendar days from knowing
SUIT_MONTHS = 6  # 行政诉讼法 art. 46
SUIT_AFTER_REVIEW_DAYS = 15  # 行政诉讼法 art. 45

SUPERIOR = "上一级行政机关"
COURT = "有管辖权的人民法院"


def reconsideration_first(outcome: str, refusals: Iterable[str] | None) -> bool:
    """Say whether an end must first go to reconsideration; None means the usual refusals."""
    return outcome in (REFUSALS if refusals is None else frozenset(refusals))


def organ_of(settled: str, parent: str) -> str:
    """Return who reconsiders: as the office settled it, else the government above it."""
    return settled or parent or SUPERIOR


def paragraph(you: str, organ: str, court: str, *, first: bool, paper: str = "答复书") -> str:
    """Return the remedy paragraph of a reply or of a notice (告知书) that decides like one."""
    this = "本告知" if paper == "告知书" else "本答复"
    court = court or COURT
    if first:
        return (
            f"如不服{this}，{you}应当自收到本{paper}之日起六十日内，先向{organ}申请行政复议；"
            "对行政复议决定不服的，可以自收到行政复议决定书之日起十五日内向"
            f"{court}提起行政诉讼。（《中华人民共和国行政复议法》第二十条、第二十三条第一款第四项，"
            "《中华人民共和国行政诉讼法》第四十五条）"
        )
    return (
        f"如不服{this}，{you}可以自收到本{paper}之日起六十日内向{organ}申请行政复议，"
        f"或者自收到本{paper}之日起六个月内直接向{court}提起行政诉讼。"
    )


def third_party(organ: str, court: str) -> str:
    """Return the remedy paragraph for a third party against whose will is disclosed."""
    return (
        f"如不服本决定，贵方可以自收到本告知书之日起六十日内向{organ}申请行政复议，"
        f"或者自收到本告知书之日起六个月内直接向{court or COURT}提起行政诉讼。"
    )
