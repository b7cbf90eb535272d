"""Scripts in disguise: escapes, character codes, base64 and packed words turned into plain text."""

import base64
import binascii
import re
from html import unescape
from urllib.parse import unquote

CODE_MAX = 200_000
LAYERS = 3
CODES_MIN = 6  # numbers of a list of character codes
ESCAPES_MIN = 12
HEX = re.compile(r"\\x([0-9a-fA-F]{2})")
UNICODE = re.compile(r"\\u\{?([0-9a-fA-F]{4,6})\}?")
OCTAL = re.compile(r"\\([0-3][0-7]{2})")
CODES = re.compile(
    r"fromCharCode\s*(?:\.apply\s*\(\s*\w+\s*,\s*\[?|\()\s*([0-9a-fA-FxX,\s]{8,50000})", re.I
)
NUMBERS = re.compile(
    r"\[((?:\s*(?:0x[0-9a-fA-F]{2,4}|\d{2,5})\s*,){9,20000}\s*(?:0x[0-9a-fA-F]{2,4}|\d{2,5})\s*)\]"
)
BASE64 = re.compile(r"(?<![A-Za-z0-9+/])([A-Za-z0-9+/]{20,100000}={0,2})(?![A-Za-z0-9+/])")
JOINED = re.compile(r"""["']\s*\+\s*["']""")
LIST = re.compile(
    r"""\[((?:\s*(?:"[^"\n]{0,300}"|'[^'\n]{0,300}')\s*,?){2,200})\]\s*\.join\(\s*["']([^"']{0,5})["']\s*\)"""
)
QUOTED = re.compile(r"""["']([^"'\n]{8,2000})["']""")
PACKED = re.compile(
    r"""\}\s*\(\s*'((?:[^'\\]|\\.){1,100000})'\s*,\s*(\d{1,3})\s*,\s*(\d{1,5})\s*,\s*'((?:[^'\\]|\\.){0,100000})'\s*\.split\('\|'\)"""
)


def layers(code: str) -> list[str]:
    """Return what a script says under its disguises, one text for each layer that came off."""
    found: list[str] = []
    at = [code[:CODE_MAX]]
    for _ in range(LAYERS):
        opened = [text for one in at for text in _open(one)]
        opened = [text for text in opened if text.strip() and text not in found]
        if not opened:
            break
        found += opened
        at = opened
        if sum(map(len, found)) > CODE_MAX:
            break
    return found


def _open(code: str) -> list[str]:
    found = []
    if (
        len(HEX.findall(code)) + len(UNICODE.findall(code)) + len(OCTAL.findall(code))
        >= ESCAPES_MIN
    ):
        plain = HEX.sub(lambda match: chr(int(match[1], 16)), code)
        plain = UNICODE.sub(lambda match: _char(int(match[1], 16)), plain)
        found.append(OCTAL.sub(lambda match: chr(int(match[1], 8)), plain))
    if len(re.findall(r"%[0-9a-fA-F]{2}|%u[0-9a-fA-F]{4}", code)) >= ESCAPES_MIN:
        wide = re.sub(r"%u([0-9a-fA-F]{4})", lambda match: _char(int(match[1], 16)), code)
        found.append(unquote(wide))
    for numbers in (*CODES.findall(code), *NUMBERS.findall(code)):
        text = _characters(numbers)
        if text:
            found.append(text)
    if len(re.findall(r"&#", code)) >= CODES_MIN:
        found.append(unescape(code))
    found += [text for blob in BASE64.findall(code) if (text := base64_text(blob))]
    if JOINED.search(code):
        found.append(JOINED.sub("", code))
    if ".join(" in code:
        found.append(LIST.sub(_listed, code))
    if "reverse()" in code:
        found += [text[::-1] for text in QUOTED.findall(code)]
    return found + [_unpacked(match) for match in PACKED.finditer(code)]


def _listed(match: "re.Match[str]") -> str:
    parts = re.findall(r"""["']([^"'\n]*)["']""", match[1])
    return '"' + match[2].join(parts) + '"'


def _char(code: int) -> str:
    return chr(code) if code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else ""


def _characters(numbers: str) -> str:
    codes = []
    for word in re.findall(r"0x[0-9a-fA-F]+|\d+", numbers, re.I):
        code = int(word, 16) if word.lower().startswith("0x") else int(word)
        if not 9 <= code <= 0xFFFF:
            return ""
        codes.append(_char(code))
    return "".join(codes) if len(codes) >= CODES_MIN else ""


def base64_text(blob: str) -> str:
    try:
        content = base64.b64decode(blob + "=" * (-len(blob) % 4), validate=True)
        text = content.decode("utf-8")
    except (binascii.Error, ValueError):
        return ""
    readable = sum(one.isprintable() or one.isspace() for one in text)
    return text if readable == len(text) and len(text) >= 12 else ""


def _unpacked(match: "re.Match[str]") -> str:
    """Undo the common packer that replaces words by their numbers in a base up to 62."""
    payload, base, count, words = match[1], int(match[2]), int(match[3]), match[4].split("|")
    if not 2 <= base <= 62 or count > len(words) + 1:
        return ""
    digits = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"

    def named(word: "re.Match[str]") -> str:
        number = 0
        for one in word.group():
            place = digits.find(one)
            if not 0 <= place < base:
                return word.group()
            number = number * base + place
        return words[number] if number < len(words) and words[number] else word.group()

    return re.sub(r"\b\w{1,6}\b", named, payload.replace("\\'", "'"))
