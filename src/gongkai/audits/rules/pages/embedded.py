"""Active content in tags (D5): refresh, base, frames, forms, style sheets, data addresses."""

import re
from collections.abc import Iterator

from gongkai.audits.rules.pages.decoding import layers
from gongkai.audits.rules.pages.findings import Code, Finding, Severity, excerpt
from gongkai.audits.rules.pages.fold import fold
from gongkai.audits.rules.pages.hosts import foreign, is_official, is_suspicious
from gongkai.audits.rules.pages.page import Element, Zone
from gongkai.audits.rules.pages.spam import strongest
from gongkai.audits.rules.pages.wordlists import Scene

REFRESH = re.compile(r"^\s*[\d.]*\s*[;,]?\s*(?:url\s*=\s*)?[\"']?\s*(\S+)", re.I)
FRAMES = frozenset({"iframe", "frame", "object", "embed", "applet"})
STYLE_RUNS = re.compile(r"expression\s*\(|-moz-binding|behavior\s*:\s*url", re.I)
STYLE_TAKES = re.compile(r"@import\s+(?:url\()?\s*[\"']?([^\"')\s;]{4,200})", re.I)
LAID_OVER = re.compile(r"position\s*:\s*(?:fixed|absolute)|z-index\s*:\s*\d{3}")
WHOLE = re.compile(r"(?:width|height)\s*:\s*100(?:%|v[wh])")
FORM_REACH = 4000
FORM_END = re.compile(r"</?form\b", re.I)
VISIBLE = re.compile(
    r"<(?:select|textarea|button)\b|type\s*=\s*[\"']?(?:text|search|submit|radio|checkbox)", re.I
)
SECRETS = re.compile(
    r"type\s*=\s*[\"']?password|id_?card|passw|cvv|身份证|银行卡|密码|验证码", re.I
)
AHEAD = ("prerender", "prefetch", "preload", "modulepreload")
Said = tuple[Severity, str, str]


def find(scene: Scene) -> Iterator[Finding]:
    """Yield the tags and style sheets of a page that serve a stranger."""
    page = scene.page
    for element in page.elements:
        said = _of_tag(scene, element)
        if said is not None:
            severity, reason, host = said
            yield Finding(
                Code.ACTIVE_CONTENT, severity, element.start, element.end,
                excerpt(page.source, element.start, element.end), reason, (("hosts", host),),
            )  # fmt: skip
    for aside in page.asides:
        if aside.zone is Zone.STYLE:
            yield from _of_style(scene, aside.text[:50_000], aside.start, aside.end)


def _of_tag(scene: Scene, element: Element) -> Said | None:
    tag, values = element.tag, element.attributes
    if tag == "meta":
        return _refresh(scene, values)
    if "formaction" in values:
        return _stranger(scene, values["formaction"], "form", Severity.BLOCK)
    if tag == "base":
        return _stranger(scene, values.get("href", ""), "base", Severity.BLOCK)
    if tag in FRAMES:
        return _frame(scene, element)
    if tag == "form":
        return _form(scene, element)
    if tag == "link":
        relation = values.get("rel", "").lower()
        if "canonical" in relation and is_official(scene.page.host or ""):
            return _stranger(scene, values.get("href", ""), "canonical", Severity.BLOCK)
        if "canonical" in relation or "alternate" in relation or "icon" in relation:
            return None
        grave = Severity.BLOCK if any(word in relation for word in AHEAD) else Severity.REVIEW
        return _stranger(scene, values.get("href", ""), "sheet", grave)
    if tag in {"use", "image", "animate"}:
        address = values.get("href", values.get("xlink:href", values.get("to", "")))
        return _data(scene, address) or _stranger(scene, address, "frame", Severity.REVIEW)
    return None


def _form(scene: Scene, element: Element) -> Said | None:
    """Judge a form by what it asks for, and whether it goes off by itself."""
    action = element.attributes.get("action", "")
    if foreign(action, scene.own, scene.lists.hosts) is None:
        return None
    fields = scene.page.source[element.end : element.end + FORM_REACH]
    fields = FORM_END.split(fields, maxsplit=1)[0]
    sent = scene.submits and VISIBLE.search(fields) is None
    grave = Severity.BLOCK if sent or SECRETS.search(fields) else Severity.REVIEW
    return _stranger(scene, action, "form", grave)


def _refresh(scene: Scene, values: dict[str, str]) -> Said | None:
    kind = values.get("http-equiv", "").strip().lower()
    content = values.get("content", "")
    if kind == "refresh":
        match = REFRESH.match(content)
        address = match[1].strip("'\"") if match else ""
        if address.lower().startswith(("javascript:", "data:")):
            return Severity.BLOCK, "refresh", address[:40]
        return _stranger(scene, address, "refresh", Severity.BLOCK)
    return None


def _frame(scene: Scene, element: Element) -> Said | None:
    values = element.attributes
    named = ("src", "data", "movie", "data-src", "data-url")
    address = next((values[name] for name in named if values.get(name)), "")
    if said := _data(scene, address):
        return said
    if "srcdoc" in values and (said := _written(scene, values["srcdoc"])):
        return said
    shown = address.lower().endswith((".pdf", ".ofd", ".mp4", ".jpg", ".png"))
    runs = element.tag in {"frame", "embed", "applet", "object"} and not shown
    runs = runs or address.lower().endswith((".swf", ".jar"))
    grave = Severity.BLOCK if element.hidden or runs or _covers(values) else Severity.REVIEW
    return _stranger(scene, address, "frame_hidden" if element.hidden else "frame", grave)


def _covers(values: dict[str, str]) -> bool:
    """Say whether a frame lies over the whole page."""
    style = values.get("style", "").lower()
    return LAID_OVER.search(style) is not None and WHOLE.search(style) is not None


def _data(scene: Scene, address: str) -> Said | None:
    """Judge a document that stands in its own address."""
    address = address.strip()
    if address.lower().startswith("javascript:") and len(address) > 30:
        return _written(scene, address)
    if not address.lower().startswith("data:"):
        return None
    kind = address[5:60].lower()
    if kind.startswith(
        ("text/html", "image/svg", "application/x", "text/xml", "application/xhtml")
    ):
        return _written(scene, address)
    return None


def _written(scene: Scene, code: str) -> Said | None:
    every = " ".join([code, *layers(code)])
    hosts = [
        host
        for address in re.findall(r"(?:https?:)?//[^\s\"'<>\\)]{4,200}", every)
        if (host := foreign(address, scene.own, scene.lists.hosts))
    ]
    weight, count, _ = strongest(fold(every[:50_000]).text, scene.lists)
    if hosts or (weight >= 3 and count >= 2):
        return Severity.BLOCK, "frame_data", "、".join(hosts[:3])
    if re.search(r"<script|onload\s*=|location", every, re.I):
        return Severity.REVIEW, "frame_data", ""
    return None


def _stranger(scene: Scene, address: str, reason: str, grave: Severity) -> Said | None:
    host = foreign(address, scene.own, scene.lists.hosts)
    if host is None:
        return None
    if is_suspicious(host, scene.lists.hosts):
        grave = Severity.BLOCK
    return grave, reason, host


def _of_style(scene: Scene, text: str, start: int, end: int) -> Iterator[Finding]:
    cut = excerpt(scene.page.source, start, end)
    if STYLE_RUNS.search(text) and foreign_in(scene, text):
        yield Finding(
            Code.ACTIVE_CONTENT, Severity.BLOCK, start, end, cut, "sheet", (("hosts", ""),)
        )
    for match in STYLE_TAKES.finditer(text):
        said = _stranger(scene, match[1], "sheet", Severity.REVIEW)
        if said:
            yield Finding(
                Code.ACTIVE_CONTENT, said[0], start, end, cut, said[1], (("hosts", said[2]),)
            )


def foreign_in(scene: Scene, text: str) -> bool:
    """Say whether a text names a stranger's address."""
    return any(
        foreign(address, scene.own, scene.lists.hosts)
        for address in re.findall(r"(?:https?:)?//[^\s\"'<>\\)]{4,200}", text)
    )
