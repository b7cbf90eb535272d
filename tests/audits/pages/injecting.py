"""Families of injected pages, each a pure function of a seed and a clean page (trust.md §3.4)."""

# ruff: noqa: E501 (markup reads better on one line)

import base64
import random
from collections.abc import Callable
from html import escape

import opencc
from clean_pages import Clean
from id_numbers import LAYOUTS, id_number
from injected_words import PLAIN_HOSTS, chain, host, phrases
from injecting_eighth import EIGHTH
from injecting_fifth import FIFTH
from injecting_fourth import FOURTH
from injecting_ninth import NINTH
from injecting_scripts import SCRIPTS
from injecting_second import SECOND
from injecting_seventh import SEVENTH
from injecting_sixth import SIXTH
from injecting_third import THIRD
from pypinyin import Style, pinyin

Family = Callable[[random.Random, Clean], str]
S2T = opencc.OpenCC("s2t")


def _links(source: random.Random, least: int = 2, most: int = 6) -> str:
    count = source.randint(least, most)
    return " ".join(
        f'<a href="http://{host(source)}/">{phrase}</a>'
        for phrase in source.sample(phrases(), count)
    )


def footer_links(source: random.Random, clean: Clean) -> str:
    return clean.html(last=f"<div>{_links(source)}</div>")


def banner(source: random.Random, clean: Clean) -> str:
    line = f"<div>{chain(source)}</div>"
    return clean.html(first=line) if source.random() < 0.5 else clean.html(last=line)


def hidden_block(source: random.Random, clean: Clean) -> str:
    style = source.choice(
        [
            "display:none", "display: none !important;", "visibility:hidden", "opacity:0",
            "position:absolute;left:-9999px", "position:absolute; top:-1000em", "text-indent:-9999px",
            "height:0;overflow:hidden", "width:1px;height:1px;overflow:hidden", "clip:rect(0,0,0,0)",
            "color:#fff;background:#fff", "clip-path:inset(100%)", "transform:scale(0)",
            "margin-left:-2000px", "max-height:0px;overflow:hidden",
        ]
    )  # fmt: skip
    body = _links(source) if source.random() < 0.7 else chain(source)
    return clean.html(middle=f'<div style="{style}">{body}</div>')


def hidden_by_sheet(source: random.Random, clean: Clean) -> str:
    name = source.choice(["tp1", "kx", "a1b2", "footer-x"])
    rule = source.choice(
        ["display:none", "position:absolute;left:-5000px", "font-size:0", "opacity:0"]
    )
    mark, attribute = source.choice([(".", "class"), ("#", "id")])
    return clean.html(
        head=f"<style>{mark}{name}{{{rule}}}</style>",
        last=f'<div {attribute}="{name}">{_links(source)}</div>',
    )


def tiny_font(source: random.Random, clean: Clean) -> str:
    style = source.choice(
        ["font-size:0", "font-size:0px;line-height:0", "font-size:1px", "font: 0/0 a"]
    )
    return clean.html(middle=f'<span style="{style}">{chain(source)}</span>')


def script_redirect(source: random.Random, clean: Clean) -> str:
    address = f"https://{source.choice([host(source), source.choice(PLAIN_HOSTS.split())])}/?from=1"
    code = source.choice(
        [
            f"window.location.href='{address}';",
            f"top.location.replace(\"{address}\")",
            f"setTimeout(function(){{self.location='{address}'}},1000)",
            f"eval(String.fromCharCode({','.join(str(ord(c)) for c in f'location.href={address!r}')}))",
            "eval('" + "".join(f"\\x{ord(c):02x}" for c in f'window.location="{address}"') + "')",
            f"eval(atob('{base64.b64encode(f'location.href={address!r}'.encode()).decode()}'))",
            "eval(unescape('" + "".join(f"%{ord(c):02X}" for c in f'location.assign("{address}")') + "'))",
        ]
    )  # fmt: skip
    if source.random() < 0.2:
        return clean.html(head=f'<meta http-equiv="refresh" content="0;url={address}">')
    return clean.html(head=f"<script>{code}</script>")


def cloaked_script(source: random.Random, clean: Clean) -> str:
    asks = source.choice(
        [
            "document.referrer.indexOf('baidu.com')>0",
            "/(baidu|sogou|so|google|bing)\\./i.test(document.referrer)",
            "/Baiduspider|Googlebot|360Spider/i.test(navigator.userAgent)",
        ]
    )
    does = source.choice(
        [
            f"location.href='http://{host(source)}'",
            f"document.write('<script src=\"https://{host(source)}/a.js\"><\\/script>')",
            f"document.title='{chain(source)}'",
        ]
    )
    return clean.html(head=f"<script type='text/javascript'>if({asks}){{{does}}}</script>")


def written_veil(source: random.Random, clean: Clean) -> str:
    style = source.choice(
        ["display:none", "position:absolute;left:-8000px", "height:0;overflow:hidden"]
    )
    if source.random() < 0.5:
        wrapped = (
            f"<script>document.write('<div style=\"{style}\">')</script>{_links(source)}"
            "<script>document.write('</div>')</script>"
        )
    else:
        wrapped = (
            f"<div id='yl9x'>{_links(source)}</div>"
            "<script>document.getElementById('yl9x').style.display='none'</script>"
        )
    return clean.html(last=wrapped)


def pinyin_clone(source: random.Random, clean: Clean) -> str:
    toneless = source.random() < 0.4
    share = source.uniform(0.08, 0.5)

    def noted(text: str) -> str:
        made = []
        for one in S2T.convert(text):
            made.append(one)
            if "\u4e00" <= one <= "\u9fff" and source.random() < share:
                style = Style.NORMAL if toneless else Style.TONE
                space = " " if source.random() < 0.1 else ""
                note = f"({pinyin(one, style=style)[0][0]}{space})"
                made.append(note * (source.choice([1, 2]) if toneless else 1))
        return "".join(made)

    return clean.html(paragraphs=tuple(noted(text) for text in clean.paragraphs))


def byte_shift(source: random.Random, clean: Clean) -> str:
    """Lose the first byte of a two-byte character: the rest of the phrase shifts."""
    texts = list(clean.paragraphs)
    for _ in range(50):
        index = source.randrange(len(texts))
        text = texts[index]
        if len(text) < 40:
            continue
        at = source.randrange(5, len(text) - 30)
        broken = shifted(text[at : at + source.randint(7, 14)])
        if broken is not None:
            texts[index] = text[:at] + broken + text[at + len(broken) :]
            return clean.html(paragraphs=tuple(texts))
    raise AssertionError("no phrase could be shifted")


def shifted(phrase: str) -> str | None:
    content = b"?" + phrase.encode("gb18030")[1:]
    try:
        return content.decode("gb18030")
    except UnicodeDecodeError:
        try:
            return content[:-1].decode("gb18030") + "?"
        except UnicodeDecodeError:
            return None


def split_words(source: random.Random, clean: Clean) -> str:
    mark = source.choice(
        ["\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad", "&#8203;", "&zwnj;"]
    )
    words = mark.join(chain(source, "_", 3, 6))
    return clean.html(last=f"<p>{words}</p>")


def spaced_words(source: random.Random, clean: Clean) -> str:
    mark = source.choice([" ", ".", "*", "·", "-", "/"])
    chosen = [one for one in phrases() if not one.isascii()]
    words = "　".join(mark.join(one) for one in source.sample(chosen, 4))
    return clean.html(last=f"<p>{words}</p>")


def homoglyph_host(source: random.Random, clean: Clean) -> str:
    name = source.choice(
        ["www.yunhe.gоv.cn", "www.gov.cn.yunhe-zf.com", "yunhe-gov-cn.com", "www.g0v.cn",
         "www.yunhegov.cn.top", "zwgk.yunhe.gov.cn.top", "xn--gv-jbc.cn", "www.gov-cn.net"]
    )  # fmt: skip
    return clean.html(
        middle=f'<p>网上办理请点击<a href="http://{name}/login">云河县政务服务网</a></p>'
    )


def id_in_page(source: random.Random, clean: Clean) -> str:
    layout = source.choice(sorted(LAYOUTS))
    return clean.html(middle=LAYOUTS[layout](id_number(source)))


def title_and_meta(source: random.Random, clean: Clean) -> str:
    words = chain(source, source.choice(["_", ",", "-", "|"]))
    way = source.randrange(4)
    if way == 0:
        return clean.html(title=words)
    if way == 1:
        return clean.html(title="".join(f"&#x{ord(one):x};" for one in words))
    name = source.choice(["keywords", "description", "Keywords"])
    value = escape(words) if way == 2 else "".join(f"&#{ord(one)};" for one in words)
    return clean.html(head=f'<meta name="{name}" content="{value}">')


def brand(source: random.Random, clean: Clean) -> str:
    """Put a betting brand in the place of a common word all over the page (T4)."""
    name = source.choice(
        [
            "亚博体育",
            "开云体育app",
            "乐鱼体育",
            "bet365官网",
            "威尼斯人娱乐城",
            "万博体育",
            "KY体育",
            "J9九游会",
        ]
    )
    common = source.choice(["云河县", "关于", "政府信息", "中华人民共和国"])
    extra = (
        "根据《中华人民共和国政府信息公开条例》和《中华人民共和国行政许可法》，云河县人民政府印发《关于政府信息公开工作的通知》。",
        "云河县关于加强政府信息公开的意见，依据《中华人民共和国预算法》《关于政府信息公开的规定》执行，云河县政府信息公开办公室负责解释。",
    )
    texts = (*clean.paragraphs, *extra)
    return Clean(clean.title.replace(common, name), texts, clean.layout).html(
        paragraphs=tuple(text.replace(common, name) for text in texts)
    )


def frame(source: random.Random, clean: Clean) -> str:
    address = f"http://{source.choice([host(source), source.choice(PLAIN_HOSTS.split())])}/x.html"
    tag = source.choice(
        [
            f'<iframe src="{address}" width="0" height="0"></iframe>',
            f"<iframe src='{address}' style='display:none'></iframe>",
            f'<iframe src={address} width=1 height=1 frameborder=0></iframe>',
            f'<div style="display:none"><iframe src="{address}"></iframe></div>',
        ]
    )  # fmt: skip
    return clean.html(last=tag)


def wrappers(source: random.Random, clean: Clean) -> str:
    mark = (
        "".join(source.choices("abcdefghkmn", k=1))
        + "".join(source.choices("0123456789", k=3))
        + "h"
    )
    tags = ["ins", "delect", "dfn", "sup", "tt", "u", "font"]
    texts = []
    for text in clean.paragraphs:
        tag = source.choice(tags)
        texts.append(
            f'<{tag} id="{mark}"></{tag}>{text}<{tag} id="{mark}"><{tag} id="{mark}"></{tag}></{tag}>'
        )
    return clean.html(paragraphs=tuple(texts))


def at_signs(source: random.Random, clean: Clean) -> str:
    texts = [text.replace("，", "@@", 1).replace("。", "。@@", 1) for text in clean.paragraphs]
    return clean.html(paragraphs=tuple(texts))


def behind_the_end(source: random.Random, clean: Clean) -> str:
    return clean.html(
        behind=source.choice(
            [_links(source, 1, 3), f"<script src='//{host(source)}/1.js'></script>"]
        )
    )


TUNED: dict[str, Family] = {
    "footer link": footer_links,
    "head or tail banner": banner,
    "hidden block": hidden_block,
    "hidden by style sheet": hidden_by_sheet,
    "font size 0": tiny_font,
    "script redirect": script_redirect,
    "cloaking script": cloaked_script,
    "veil by script": written_veil,
    "pinyin clone": pinyin_clone,
    "byte shift": byte_shift,
    "zero-width splitting": split_words,
    "words set apart": spaced_words,
    "homoglyph host": homoglyph_host,
    "identity number": id_in_page,
    "title and keywords": title_and_meta,
    "brand substitution": brand,
    "frame": frame,
    "random wrappers": wrappers,
    "@@ noise": at_signs,
    "behind the end": behind_the_end,
    **SECOND,
    **THIRD,
    **FOURTH,
    **FIFTH,
    **SIXTH,
    **SEVENTH,
    **EIGHTH,
    **NINTH,
    **SCRIPTS,
}
