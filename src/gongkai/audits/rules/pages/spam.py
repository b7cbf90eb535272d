"""Injected advertising (D3): how a cluster of listed words is weighed by its company.

One word proves nothing: a police report holds the same ones. What speaks is a cluster: several
words, little else between them, joined into a chain, outside the text, linked to strangers. Words
of a report in the same line speak against it.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from gongkai.audits.rules.pages.fold import SPACED, STEP, Folded, fold
from gongkai.audits.rules.pages.han import HAN_CLASS
from gongkai.audits.rules.pages.lists import Lists, Term
from gongkai.audits.rules.pages.usage import FORGED

GAP_MAX = 14  # characters between two words of one cluster
LATIN_GAP_MAX = 24
LIST_GAP_MAX = 40  # where words are listed and no sentence is made
GUARD_REACH = 160
CLUSTER_MAX = 4000
SPACED_MAX = 2000
TRADED = re.compile(
    r"[\u4e00-\u9fffa-z0-9]{0,4}(?:体育|娱乐|电竞|棋牌|彩票|在线|国际|直播)"
    r"(?:\([^()\n]{1,8}\))?[a-z]{0,4}(?:官网|官方网站|官方|登录|登陆|注册|app|入口|网址|直营|投注|平台下载|下载)"
)
FORGES = re.compile("代开|仿制|样本|定做|定制|出售|可验|[真假]|速成|包过|快速拿|低点|不用本人|私刻")
DEFACED = re.compile(
    r"\b(?:hacked|h4cked|defaced|pwned|0wned|owned)\s?(?:by|-)\s?\w|黑客.{0,6}到此一游|已被.{0,8}(?:黑客|入侵|黑了)"
)
FUNCTION = re.compile("[的了在是和对被与将为于其及把由我您他]|。|；|：“")
SEPARATOR = re.compile(r"[_|｜,，、/\\\-—·•~\s>»]")
# A part of TRADED, and of SPACED, that is found fast: without it there is nothing to look for.
TRADE = re.compile(r"体育|娱乐|电竞|棋牌|彩票|在线|国际|直播")
DEFACE = re.compile("hack|h4ck|defaced|owned|pwned|黑客|入侵|黑了")
NAMED_BY = (
    (TRADE, TRADED, 2, "traded"),
    (FORGES, FORGED, 1, "forged"),
    (DEFACE, DEFACED, 3, "defaced"),
)
APART = re.compile(rf"{STEP}[{HAN_CLASS}]{STEP}[{HAN_CLASS}]")
PIPE = re.compile(r"[_|｜~]")
HARD_SEPARATOR = re.compile(r"[_|｜/\\·•~]|[,，]")


@dataclass(frozen=True, slots=True)
class Place:
    """What the place of a text adds to its weight.

    Attributes:
        apart: It stands where no visitor reads: hidden, title, keywords, an attribute.
        outside: It stands behind the footer or outside the template.
        linked: It lies on a link to a stranger.
        mismatch: It is in simplified characters on a traditional page.
        alien: It shares next to nothing with what the page says.
        titled: It stands in the title.
    """

    apart: bool = False
    outside: bool = False
    linked: bool = False
    mismatch: bool = False
    alien: bool = False
    titled: bool = False


@dataclass(frozen=True, slots=True)
class Cluster:
    """Words that stand close together, in places of the folded text."""

    start: int
    end: int
    words: tuple[Term, ...]
    weight: int
    strongest: int
    coverage: float
    chained: bool
    prose: bool
    guards: int
    piped: bool

    def score(self, place: Place, guarded: bool) -> int:
        """Return the weight of the cluster in its place; the threshold is in the lists."""
        score = self.weight + 2 * self.chained + 2 * place.apart + 2 * place.outside
        score += 3 * place.linked + place.mismatch + 2 * place.alien + (self.coverage >= 0.5)
        calm = 1 if self.chained and not self.prose else 2
        score -= calm * min(self.guards, 3) + (2 if self.prose and self.guards else 0)
        if guarded and not (place.outside or place.linked):
            score -= 3
        return score

    def reported(self, place: Place) -> bool:
        """Say whether the line speaks of crime, so that the words are named and not offered."""
        return bool(self.guards) and not (self.piped or place.outside or place.linked)

    def signals(self, place: Place) -> int:
        """Return how many independent signs speak: two are needed to block."""
        return sum(
            (
                len(self.words) >= 2 and self.weight >= 4,
                self.coverage >= 0.35 and not self.prose,
                self.chained,
                place.apart,
                place.outside,
                place.linked,
                place.mismatch,
                place.alien,
            )
        )

    @property
    def names(self) -> str:
        """Return the words, the heaviest first, for the report."""
        ranked = sorted(self.words, key=lambda term: -term.weight)
        return "、".join(term.word for term in ranked[:6])


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is to be said of a cluster: its score, and whether it blocks."""

    score: int
    blocks: bool
    reviews: bool


def judge(cluster: Cluster, place: Place, lists: Lists, *, guarded: bool) -> Verdict:
    """Weigh a cluster in its place against the thresholds."""
    score = cluster.score(place, guarded)
    numbers = lists.thresholds
    words = len(cluster.words)
    enough = cluster.strongest >= 3 or (cluster.strongest == 2 and words >= 2)
    enough = enough or (words >= 4 and cluster.coverage >= 0.5)
    enough = enough or (place.alien and words >= 3)
    company = words >= 2 or (cluster.strongest >= 3 and (place.apart or place.linked))
    blocks = score >= numbers.spam_block and enough and company and cluster.signals(place) >= 2
    blocks = blocks and not cluster.reported(place)
    if guarded and not (place.outside or place.linked or place.apart or cluster.piped):
        blocks = False  # a page against fraud lists what it warns of
    if cluster.strongest < 3 and not (place.alien or place.linked or place.outside):
        listed = cluster.piped and not place.apart  # else it may be a counter's list of services
        blocks = blocks and (listed or (place.titled and not cluster.prose))
    return Verdict(score, blocks, enough and score >= numbers.spam_review)


def clusters(
    folded: Folded, lists: Lists, known: list[tuple[Term, int, int]] | None = None
) -> list[Cluster]:
    """Return the clusters of listed words in a folded text, in order.

    Args:
        folded: The text.
        lists: The word lists.
        known: What the list finds in the text, where that was looked up already.
    """
    text = folded.text
    hits = lists.spam.find(text) if known is None else known
    more = [*_spaced(text, lists), *_traded(text)]
    if more:
        hits = sorted([*hits, *more], key=lambda hit: hit[1])
    hits = [hit for hit in hits if hit[0].weight]
    if not hits:
        return []
    guards = [start for _, start, _ in lists.guards.find(text)]
    return [_cluster(text, group, guards) for group in _grouped(hits, text) if _can_speak(group)]


def _can_speak(group: list[tuple[Term, int, int]]) -> bool:
    """Say whether words are heavy or many enough for any verdict; most single ones are not."""
    strongest = max(term.weight for term, _, _ in group)
    if strongest >= 3:
        return True
    return len({term.word for term, _, _ in group}) >= (2 if strongest == 2 else 3)


def _traded(text: str) -> Iterator[tuple[Term, int, int]]:
    """Find names with a word of the trade that offer a site, an app or a login."""
    for sign, pattern, weight, group in NAMED_BY:
        if sign.search(text):
            for match in islice(pattern.finditer(text), SPACED_MAX):
                yield Term(match.group(), weight, group), match.start(), match.end()


def _spaced(text: str, lists: Lists) -> Iterator[tuple[Term, int, int]]:
    """Find words whose characters are set apart by spaces or marks."""
    if not APART.search(text):
        return
    for match in islice(SPACED.finditer(text), SPACED_MAX):
        raw = match.group()
        places = [index for index, one in enumerate(raw) if "\u3400" <= one <= "\u9fff"]
        joined = "".join(raw[index] for index in places)
        for term, start, end in lists.spam.find(joined):
            if end - start >= 2 and term.weight:
                yield term, match.start() + places[start], match.start() + places[end - 1] + 1


def _grouped(
    hits: Sequence[tuple[Term, int, int]], text: str
) -> Iterator[list[tuple[Term, int, int]]]:
    group: list[tuple[Term, int, int]] = []
    reach = begun = 0
    for hit in hits:
        if group and (hit[2] - begun > CLUSTER_MAX or not _joined(text, reach, hit)):
            yield group
            group = []
        if not group:
            begun, reach = hit[1], hit[2]
        group.append(hit)
        reach = max(reach, hit[2])
    if group:
        yield group


def _joined(text: str, reach: int, hit: tuple[Term, int, int]) -> bool:
    """Say whether a hit goes on where the last one ended: at once, or in the same list of words."""
    gap = hit[1] - reach
    if gap <= (LATIN_GAP_MAX if hit[0].word[0].isascii() else GAP_MAX):
        return True
    between = text[reach : hit[1]] if gap <= LIST_GAP_MAX else "。"
    if "\n" in between:
        return False
    return SEPARATOR.search(between) is not None and not FUNCTION.search(between)


def _cluster(text: str, group: list[tuple[Term, int, int]], guards: list[int]) -> Cluster:
    start, end = group[0][1], max(hit[2] for hit in group)
    words = {term.word: term for term, _, _ in group}
    gaps, at, covered = [], start, 0
    for _, first, last in group:
        if first > at:
            gaps.append(text[at:first])
        covered += max(last - max(first, at), 0)
        at = max(at, last)
    between = "".join(gaps)
    pipes = sum(1 for gap in gaps if PIPE.search(gap))
    joints = sum(1 for gap in gaps if HARD_SEPARATOR.search(gap))
    loose = sum(1 for gap in gaps if len(gap) <= 3 and SEPARATOR.search(gap))
    prose = len(FUNCTION.findall(between)) * 12 >= end - start
    return Cluster(
        start=start,
        end=end,
        words=tuple(words.values()),
        weight=sum(term.weight for term in words.values()),
        strongest=max(term.weight for term in words.values()),
        coverage=covered / max(end - start, 1),
        chained=not prose and (joints >= 2 or loose >= 3),
        prose=prose,
        guards=_near(text, start, end, guards),
        piped=pipes >= 2 and not prose,
    )


def _near(text: str, start: int, end: int, guards: list[int]) -> int:
    """Count guard words in the line of a cluster, near it."""
    first = max(text.rfind("\n", 0, start) + 1, start - GUARD_REACH)
    newline = text.find("\n", end)
    last = min(newline if newline >= 0 else len(text), end + GUARD_REACH)
    return bisect_left(guards, last) - bisect_left(guards, first)


def is_guarded(title: str, lists: Lists) -> bool:
    """Say whether a title announces a report of crime or a rule about it."""
    return bool(lists.guards.find(fold(title).text))


def strongest(text: str, lists: Lists) -> tuple[int, int, str]:
    """Return (heaviest word, number of different words, their names) of a short text."""
    terms = {
        term.word: term
        for term, _, _ in (*lists.spam.find(text), *_spaced(text, lists))
        if term.weight
    }
    ranked = sorted(terms.values(), key=lambda term: -term.weight)
    names = "、".join(term.word for term in ranked[:6])
    return (ranked[0].weight if ranked else 0), len(ranked), names
