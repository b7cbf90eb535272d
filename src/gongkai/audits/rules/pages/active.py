"""Active content (D5): scripts, frames, refreshes, forms and handlers that serve a stranger.

Official pages are full of harmless scripts. What is reported is what sends visitors elsewhere,
writes links of strangers, looks at where the visitor came from, or hides what it does.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.audits.rules.pages import sinks
from gongkai.audits.rules.pages.built import GAP, built
from gongkai.audits.rules.pages.computed import assembled, rewrites_links, works_out_where
from gongkai.audits.rules.pages.decoding import CODE_MAX, layers
from gongkai.audits.rules.pages.findings import Code, Finding, Severity, excerpt
from gongkai.audits.rules.pages.fold import fold
from gongkai.audits.rules.pages.hosts import foreign, is_suspicious
from gongkai.audits.rules.pages.page import Script
from gongkai.audits.rules.pages.sinks import ADDRESS
from gongkai.audits.rules.pages.spam import strongest
from gongkai.audits.rules.pages.wordlists import Scene

REDIRECTS = re.compile(
    r"""(?:\blocation(?:\.href|\.pathname)?\s*=(?!=)|\blocation\s*\.\s*(?:replace|assign)\s*\(|\blocation\s*\[\s*["'](?:href|replace|assign)|\blocation\s*\[[^\]\n]{1,40}\]\s*=(?!=)"""
    r"""|\[\s*["']location["']\s*\]|\bnavigate\s*\(|http-equiv\s*=\s*\\?["']?refresh|setAttribute\(\s*["']http-equiv"""
    r"""|\bopen\s*\([^()]{0,200},\s*["']_(?:self|top|parent))""",
    re.I,
)
OPENS = re.compile(r"\bwindow\s*\.\s*open\s*\(|\bopen\s*\(\s*[\"']http", re.I)
WRITES = re.compile(
    r"document\s*(?:\.|\[\s*[\"'])\s*write(?:ln)?|innerHTML|outerHTML|insertAdjacentHTML|createElement\s*\(\s*[\"'](?:script|iframe|a|meta)[\"']",
    re.I,
)
COMES_FROM = re.compile(r"document\s*(?:\.|\[\s*[\"'])\s*referrer|\breferrer\b", re.I)
AGENT = re.compile(r"userAgent", re.I)
ENGINES = re.compile(
    r"baidu|google|sogou|\bso\.com|360\.?|bing|yahoo|spider|\bbot\b|soso|shenma|sm\.cn|toutiao|yisou|haosou|神马|bytespider",
    re.I,
)
RUNS = re.compile(
    r"\beval\s*\(|\bnew\s+Function\s*\(|\bFunction\s*\(|setTimeout\s*\(\s*[\"']|\bexecScript\b|\[\s*[\"']constructor[\"']\s*\]"
)
TAGS = re.compile(r"<\\?/?(?:script|iframe|a|meta|img|div|marquee|frame)\b", re.I)
MINERS = re.compile(
    r"coin-?hive|cryptonight|webminepool|coinimp|crypto-?loot|deepminer|jsecoin", re.I
)
# Events that come without a click.
UNASKED = frozenset(
    """onmouseover onmouseenter onmousemove onload onerror onfocus onscroll onpageshow
    onunload""".split()
)
# A click anywhere on the page, not on a button.
ANYWHERE = re.compile(
    r"(?:document|window|body)\s*\.\s*(?:addEventListener\s*\(|on(?:click|mousedown|touchstart|scroll)\s*=)"
)
# What vendors of official sites name their files; a stranger's script of another name blocks.
NAMED = re.compile(
    r"jquery|bootstrap|vue|layui|swiper|echarts|video|player|share|stat|analy|count|map|weather|tianqi|wza"
    r"|access|slide|poly|core|\.min\.js|sdk|lib|plugin|common|main|index|app|api|cms|search|chat|robot|hm\.js|captcha",
    re.I,
)
TAKES_OVER = re.compile(
    r"document\s*\.\s*(?:title|body\.innerHTML|documentElement\.innerHTML)\s*=", re.I
)


@dataclass(frozen=True, slots=True)
class Behaviour:
    """What a script does, in plain and under its disguises."""

    strangers: tuple[str, ...]
    suspicious: bool
    redirects: bool
    opens: bool
    writes: bool
    asks: bool
    disguised: bool
    words: int
    takes_over: bool
    lets_in: bool
    runs: bool
    tells: bool
    pieced: bool
    works_out: bool
    rewrites: bool


def find(scene: Scene) -> Iterator[Finding]:
    """Yield the scripts and handlers of a page that serve a stranger."""
    for script in scene.page.scripts:
        if script.src:
            yield from _external(scene, script)
        if script.code.strip() and "json" not in script.kind and script.kind != "text/template":
            yield from _code(scene, script)
    for link in scene.page.links:
        scheme, _, rest = link.href.partition(":")
        if scheme.strip().lower() in {"javascript", "vbscript"} and len(rest) > 12:
            yield from _code(scene, Script("onclick", rest, "", link.start, link.end))


def _external(scene: Scene, script: Script) -> Iterator[Finding]:
    page = scene.page
    if script.src.lower().startswith("data:"):
        code = " ".join(layers(script.src)) or script.src
        yield from _code(scene, Script("data", code, "", script.start, script.end), disguised=True)
        return
    if MINERS.search(script.src):
        yield _finding(scene, Severity.BLOCK, script.start, script.end, "script_miner", "")
        return
    host = foreign(script.src, scene.own, scene.lists.hosts)
    if host is None:
        return
    outside = page.ended is not None and script.start >= page.ended
    first = page.source.lower().find("<html")
    outside = outside or (0 <= script.start < first)
    blocks = outside or is_suspicious(host, scene.lists.hosts) or _bare_number(host)
    blocks = blocks or NAMED.search(script.src.partition(host)[2]) is None
    severity = Severity.BLOCK if blocks else Severity.REVIEW
    yield _finding(scene, severity, script.start, script.end, "script_source", host)


def _bare_number(host: str) -> bool:
    return re.fullmatch(r"[\d.]+", host) is not None


def _code(scene: Scene, script: Script, *, disguised: bool = False) -> Iterator[Finding]:
    key = (script.code, disguised)
    done = scene.behaviours.get(key)
    if done is None:
        done = behaviour(scene, script.code[:CODE_MAX], disguised=disguised)
        scene.behaviours[key] = done
    unasked = script.kind in UNASKED
    reason = _blocks(done, handler=script.kind.startswith("on") and not unasked)
    unasked = unasked or ANYWHERE.search(script.code) is not None
    if reason is None and done.opens and done.strangers and unasked:
        reason = "script_redirect"
    severity = Severity.BLOCK
    if MINERS.search(script.code):
        reason = "script_miner"
    if reason is None:
        reason = _doubts(done)
        severity = Severity.REVIEW
    if reason is not None:
        hosts = "、".join(done.strangers[:3])
        yield _finding(scene, severity, script.start, script.end, reason, hosts)


def behaviour(scene: Scene, code: str, *, disguised: bool = False) -> Behaviour:
    """Return what a script does; every disguise that comes off is read too."""
    opened = layers(code)
    made = built(code)
    every = [code, *opened, *(one.replace(GAP, "") for one in made)]
    hidden = disguised or any(
        (TAGS.search(text) or ADDRESS.search(text) or REDIRECTS.search(text))
        and not _same(text, code)
        for text in opened
    )
    joined = "\n".join(every)
    strangers = dict.fromkeys(
        host
        for address in (
            *ADDRESS.findall("\n".join((code, *opened))),
            *sinks.named(made),
            *assembled(code),
        )
        if (host := foreign(address.replace("\\", ""), scene.own, scene.lists.hosts))
    )
    weight, count, _ = strongest(fold(joined[:CODE_MAX]).text, scene.lists)
    return Behaviour(
        strangers=tuple(strangers),
        suspicious=any(is_suspicious(host, scene.lists.hosts) for host in strangers),
        redirects=REDIRECTS.search(joined) is not None,
        opens=OPENS.search(joined) is not None,
        writes=WRITES.search(joined) is not None,
        asks=_asks(joined),
        disguised=hidden,
        words=count if weight >= 2 else 0,
        takes_over=TAKES_OVER.search(joined) is not None,
        lets_in=sinks.lets_in(joined),
        runs=sinks.runs(joined),
        tells=sinks.tells(joined),
        pieced=any(host not in code for host in strangers),
        works_out=works_out_where(code) and not any(map(ADDRESS.search, (*opened, *made))),
        rewrites=rewrites_links(code),
    )


def _same(text: str, code: str) -> bool:
    """Say whether a layer only joined strings that stood in plain."""
    return len(text) > 0.6 * len(code) and ADDRESS.findall(text) == ADDRESS.findall(code)


def _asks(code: str) -> bool:
    for pattern in (COMES_FROM, AGENT):
        for match in pattern.finditer(code):
            if ENGINES.search(code, max(match.start() - 500, 0), match.end() + 500):
                return True
    return False


def _blocks(done: Behaviour, *, handler: bool) -> str | None:
    if done.redirects and done.strangers:
        return "script_redirect"
    if done.asks and (
        done.redirects or (done.writes and (done.strangers or done.disguised)) or done.takes_over
    ):
        return "script_cloak"
    if done.disguised and (done.strangers or done.words or done.redirects):
        return "script_disguised"
    if done.strangers and _serves(done, handler=handler):
        return "script_writes"
    if done.words >= 2 and (done.writes or done.takes_over):
        return "script_words"
    if done.works_out:
        return "script_disguised"
    if done.strangers and done.rewrites:
        return "script_writes"
    if done.opens and done.suspicious:
        return "script_redirect"
    return None


def _serves(done: Behaviour, *, handler: bool) -> bool:
    """Say whether a stranger comes in: written, run, told secrets; or its name stood in pieces."""
    if done.runs or done.tells or (done.suspicious and (done.pieced or done.writes)):
        return True
    return done.lets_in and (done.suspicious or not handler)


def _doubts(done: Behaviour) -> str | None:
    if done.disguised:
        return "script_disguised"
    if done.suspicious:
        return "script_source"
    if done.words >= 2:
        return "script_words"
    return None


def _finding(
    scene: Scene, severity: Severity, start: int, end: int, reason: str, hosts: str
) -> Finding:
    return Finding(
        Code.ACTIVE_CONTENT, severity, start, end, excerpt(scene.page.source, start, end), reason,
        (("hosts", hosts),),
    )  # fmt: skip


__all__ = ["RUNS", "behaviour", "find"]
