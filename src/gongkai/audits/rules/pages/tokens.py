"""A script's source in tokens: what is a string, a number, a name, a sign; comments fall away.

No grammar: enough to tell strings from comments and patterns, in time linear in the length.
"""

import re
from typing import NamedTuple

TOKENS_MAX = 60_000
SPACE = re.compile(r"(?:\s+|//[^\n]*|/\*.*?(?:\*/|\Z)|<!--[^\n]*)+", re.S)
TOKEN = re.compile(
    r"""(?P<s>"(?:[^"\\\n]|\\.)*+"|'(?:[^'\\\n]|\\.)*+'|`(?:[^`\\]|\\.)*+`)"""
    r"|(?P<n>0[xX][0-9a-fA-F]{1,8}|\d{1,15}(?:\.\d{1,15})?)|(?P<w>[^\W\d][\w$]*|\$[\w$]*)"
    r"|(?P<p>=>|[=!]==?|[<>]=|\+[+=]|&&|\|\||.)",
    re.S,
)
PATTERN = re.compile(r"/((?:[^/\\\n\[]|\\.|\[(?:[^\]\\\n]|\\.)*+\])++)/([a-z]*)")
BEFORE_PATTERN = frozenset("( , = : [ ! & | ? { } ; + && || == === != !== =>".split())
ESCAPE = re.compile(
    r"\\(?:x([0-9a-fA-F]{2})|u\{?([0-9a-fA-F]{4,6})\}?|([0-3][0-7]{2})|(\r?\n)|(.))", re.S
)
NAMED = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "0": ""}
LAST_CHARACTER = 0x10FFFF


class Token(NamedTuple):
    """One token: kind `s` string, `n` number, `w` name, `r` pattern, `p` sign; text undone.

    `flags` are a pattern's, or "`" for a template that names may stand in.
    """

    kind: str
    text: str
    flags: str = ""


def tokens(code: str) -> list[Token]:
    """Return the tokens of a script, strings without their quotes and escapes."""
    found: list[Token] = []
    at, before = 0, "("
    while len(found) < TOKENS_MAX:
        if space := SPACE.match(code, at):
            at = space.end()
        regular = PATTERN.match(code, at) if before in BEFORE_PATTERN else None
        if regular is not None:
            found.append(Token("r", regular[1], regular[2]))
            at, before = regular.end(), ""
            continue
        match = TOKEN.match(code, at)
        if match is None:
            break
        at = match.end()
        kind, text = match.lastgroup or "p", match.group()
        before = text if kind == "p" else ""
        if kind == "s":
            found.append(Token(kind, plain(text[1:-1]), "`" if text[0] == "`" else ""))
        else:
            found.append(Token(kind, text))
    return found


def plain(text: str) -> str:
    """Return what stands in a string with its escapes undone."""
    return ESCAPE.sub(_character, text) if "\\" in text else text


def _character(match: "re.Match[str]") -> str:
    for group, base in ((1, 16), (2, 16), (3, 8)):
        if match[group]:
            code = int(match[group], base)
            return chr(code) if code <= LAST_CHARACTER and not 0xD800 <= code <= 0xDFFF else ""
    return "" if match[4] else NAMED.get(match[5], match[5])
