"""Ticks and boxes as offices print, scan and retype them.

A chosen box is ■, ☑ or √; what Wingdings drew arrives as a letter (n, t, þ, R), and an empty □
arrives as the character 口. Such letters count as boxes only where a box can stand.
"""

TICKS = frozenset("√✓✔☑■▣◼⬛●◆☒ⅤVv✅")
BOXES = frozenset("□☐▢◻⬜○◇")
# What the symbol fonts' letters become when the font is lost.
LOST_TICKS = frozenset("tnlþüRP")
# An n may also be the n of "no": in a √ column it stays doubtful.
UNMISTAKEN = LOST_TICKS - {"n"}
LOST_BOXES = frozenset("口囗ロoq¨£")
YES_WORDS = frozenset(
    {
        "是",
        "有",
        "公开",
        "y",
        "yes",
        "1",
        "true",
        "主动",
        "主动公开",
        "依申请",
        "依申请公开",
        "全社会",
    }
)
NO_WORDS = frozenset(
    {"", "否", "无", "-", "—", "－", "–", "/", "／", "\\", "×", "no", "0", "false", "不公开"}
)


def ticked(text: str) -> bool | None:
    """Say whether a cell of a √ column is chosen; None when it cannot be told."""
    cleaned = "".join(text.split()).strip("　。.；;")
    if cleaned.lower() in NO_WORDS or (cleaned and set(cleaned) <= BOXES | LOST_BOXES):
        return False
    if cleaned.lower() in YES_WORDS or set(cleaned) <= TICKS | UNMISTAKEN:
        return True
    if cleaned[0] in TICKS and cleaned[1:].lower() in YES_WORDS:
        return True
    if cleaned[-1] in TICKS and cleaned[:-1].lower() in YES_WORDS:
        return True
    return None
