"""The title that a clerk would give to a matter: the subject that says best what the letters say.

It is one of the letters' own subjects, put plainly: without "complaint about", without calls for
help and question marks.
"""

import re
from collections.abc import Sequence

TITLE_MAX = 40
SHORT = 8

_OPENING = re.compile(
    r"^(?:(?:关于|投诉|举报|反映|反应|咨询|请问|询问|强烈|坚决|抗议|反对|再次|多次|第[一二三四五六七八九十\d]+次|求助|"
    r"请求|恳请|希望|建议|质疑|呼吁|诉|问|对于|一直|关于对|书记|市长|领导|您好|你好|尊敬的)[：:，,、\s]*)+"
)
_CLOSING = re.compile(
    r"(?:的?(?:相关)?(?:问题|情况|投诉|咨询|建议|举报|反映|请求|诉求)|问题反映|怎么办|谁来管|没人管|"
    r"有没有人管|是否合理|合理吗|合法吗|是否合法|无人管|谁管)?[？?！!。，,\s~～….]*$"
)
_QUESTION = re.compile(r"[？?]|何时|什么时候|能否|怎么|为什么|为何|是否|吗$")


def plain(subject: str) -> str:
    """Return a subject without how it is put."""
    short = _OPENING.sub("", subject.strip())
    shorter = _CLOSING.sub("", short)
    return shorter if len(shorter) >= SHORT else (short or subject.strip())


def title_of(subjects: Sequence[str], likeness: Sequence[float]) -> str:
    """Return a title for a matter.

    Args:
        subjects: The subjects of its letters.
        likeness: How like the middle of the matter each letter is, 0 to 1.
    """
    best, best_score = "", -1.0
    for subject, near in zip(subjects, likeness, strict=True):
        title = plain(subject)
        score = near - 0.05 * bool(_QUESTION.search(title))
        score -= 0.01 * max(0, len(title) - TITLE_MAX) + 0.02 * max(0, SHORT - len(title))
        if score > best_score:
            best, best_score = title, score
    return best[: TITLE_MAX * 2]
