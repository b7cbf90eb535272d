"""The strings that a script puts together, read without running it.

Sums of strings and names, lists that are joined, words turned round, cut, replaced, undone from
base64, percent signs or character codes. What cannot be known is a gap. Each script has so many
steps and no more, by its length.
"""

import re
from urllib.parse import unquote

from gongkai.audits.rules.pages.decoding import base64_text
from gongkai.audits.rules.pages.tokens import Token, tokens

GAP = "\ue000"
LENGTH_MAX = 4000
SIZE_MAX = 200_000
BUILT_MAX = 400
DEPTH_MAX = 12
SKIPPED_MAX = 60
PLAIN_PATTERN = re.compile(r"(?:\[\^?[^\]\\\[]{1,30}\]|\\[^\w\s]|[^\\\[\](){}*+?|^$.])++")
INSERTED = re.compile(r"\$\{([^{}]{0,200})\}")
DECODERS = frozenset("atob unescape decodeURIComponent decodeURI".split())
Value = str | float | list[str] | None


def built(code: str) -> list[str]:
    """Return the strings that a script builds from parts or decodes, without repeats."""
    if not any(sign in code for sign in "+(["):
        return []
    return Builder(tokens(code)).run()


class Builder:
    """Walks over the tokens once; names keep what was last assigned to them."""

    def __init__(self, given: list[Token]) -> None:
        self.tokens = given
        self.names: dict[str, Value] = {}
        self.steps = 500 + 10 * len(given)
        self.depth = 0
        self.found: dict[str, None] = {}

    def run(self) -> list[str]:
        at = 0
        while at < len(self.tokens) and self.steps > 0 and len(self.found) < BUILT_MAX:
            at = self.step(at)
        return list(self.found)

    def step(self, at: int) -> int:
        """Read what begins at a place: an assignment, a value, or a token of no interest."""
        token = self.tokens[at]
        sign = self.sign(at + 1)
        if token.kind == "w" and sign in {"=", "+="}:
            value, end = self.sum(at + 2)
            if sign == "+=":
                value = added(self.names.get(token.text), value)
            self.keep(value, end - at > 3 or sign == "+=")
            self.names[token.text] = value
            return end if value is not None and end > at + 2 else at + 2
        if token.kind == "s" or token.text in DECODERS or token.text in {"[", "String"} or (
            token.kind == "w" and token.text in self.names
        ):  # fmt: skip
            value, end = self.sum(at)
            self.keep(value, end - at > 1 or bool(token.flags))
            return end if isinstance(value, str) and end > at else at + 1
        return at + 1

    def keep(self, value: Value, made: bool) -> None:
        if made and isinstance(value, str) and len(value) >= 4 and value.strip(GAP):
            self.found[value] = None

    def sign(self, at: int) -> str:
        """Return the sign at a place, empty where there is none."""
        here = self.tokens[at] if at < len(self.tokens) else None
        return here.text if here and here.kind == "p" else ""

    def sum(self, at: int) -> tuple[Value, int]:
        """Return the value of a sum and the place behind it."""
        self.depth += 1
        try:
            value, at = self.term(at)
            while self.sign(at) == "+" and self.steps > 0:
                more, end = self.term(at + 1)
                if end == at + 1:
                    break
                value, at = added(value, more), end
            return value, at
        finally:
            self.depth -= 1

    def term(self, at: int) -> tuple[Value, int]:
        """Return one operand with what is called on it."""
        self.steps -= 1
        if at >= len(self.tokens) or self.depth > DEPTH_MAX or self.steps <= 0:
            return None, at
        token = self.tokens[at]
        value: Value = None
        end = at + 1
        if token.kind == "s":
            value = self.template(token.text) if token.flags else token.text
        elif token.kind == "n":
            value = (
                float(int(token.text, 16)) if token.text[:2] in {"0x", "0X"} else float(token.text)
            )
        elif token.kind == "w":
            value, end = self.named(token.text, at)
        elif token.text in {"[", "("}:
            parts, end = self.parts(at + 1, "]" if token.text == "[" else ")")
            value = texts(parts) if token.text == "[" else (parts[0] if len(parts) == 1 else None)
        else:
            return None, at
        return self.suffixes(value, end)

    def template(self, words: str) -> str:
        """Return a template with the names in it replaced by what they hold."""
        return INSERTED.sub(lambda match: text(self.names.get(match[1].strip())), words)[
            :LENGTH_MAX
        ]

    def named(self, name: str, at: int) -> tuple[Value, int]:
        """Return what a name holds, or what a known function makes of its argument."""
        if name in DECODERS and self.sign(at + 1) == "(":
            parts, end = self.parts(at + 2, ")")
            return decoded(name, parts), end
        after = [token.text for token in self.tokens[at + 1 : at + 4]]
        if name == "String" and after == [".", "fromCharCode", "("]:
            parts, end = self.parts(at + 4, ")")
            return characters(parts), end
        return self.names.get(name), at + 1

    def parts(self, at: int, closing: str) -> tuple[list[Value], int]:
        """Return the values of a list or of arguments, and the place behind its end."""
        found: list[Value] = []
        while at < len(self.tokens) and self.steps > 0:
            if self.sign(at) == closing:
                return found, at + 1
            value, end = self.sum(at)
            if self.sign(end) not in {",", closing}:
                return [None], self.skip(end, closing)
            found.append(value)
            at = end + 1 if self.sign(end) == "," else end
        return [None], at

    def skip(self, at: int, closing: str) -> int:
        """Return the place behind the end of brackets whose inside is not understood."""
        opening, open_ones = "[" if closing == "]" else "(", 1
        for place in range(at, min(at + SKIPPED_MAX, len(self.tokens))):
            self.steps -= 1
            sign = self.sign(place)
            open_ones += (sign == opening) - (sign == closing)
            if not open_ones:
                return place + 1
        return at

    def suffixes(self, value: Value, at: int) -> tuple[Value, int]:
        """Apply the methods called on a value; an unknown one makes it unknown."""
        while self.steps > 0:
            self.steps -= 1 + (len(value) // 50 if isinstance(value, str | list) else 0)
            sign = self.sign(at)
            if sign == "." and at + 1 < len(self.tokens):
                name = self.tokens[at + 1].text
                if self.sign(at + 2) == "(":
                    pattern = self.tokens[at + 3] if at + 3 < len(self.tokens) else None
                    if name == "replace" and pattern and pattern.kind == "r":
                        value, at = self.replaced(value, pattern, at + 4)
                        continue
                    parts, at = self.parts(at + 3, ")")
                    value = called(value, name, parts)
                else:
                    value, at = None, at + 2
            elif sign == "[":
                parts, at = self.parts(at + 1, "]")
                value = indexed(value, parts)
            elif sign == "(":
                _, at = self.parts(at + 1, ")")
                value = None
            else:
                break
        return value, at

    def replaced(self, value: Value, pattern: Token, at: int) -> tuple[Value, int]:
        """Replace by a pattern, where it is so plain that it cannot take long."""
        parts, end = self.parts(at + 1, ")") if self.sign(at) == "," else ([None], at)
        by = parts[0] if parts else None
        if not isinstance(value, str) or not isinstance(by, str):
            return None, end
        if len(value) * len(by) > SIZE_MAX or not PLAIN_PATTERN.fullmatch(pattern.text):
            return None, end
        count = 0 if "g" in pattern.flags else 1
        try:
            return re.sub(pattern.text, lambda _: by, value, count=count), end
        except re.error:
            return None, end


def added(one: Value, other: Value) -> Value:
    """Return a sum; a gap stands where one side is not known."""
    if isinstance(one, float) and isinstance(other, float):
        return one + other
    if isinstance(one, str) or isinstance(other, str):
        return (text(one) + text(other))[:LENGTH_MAX]
    return None


def text(value: Value) -> str:
    """Return a value as it is written into a string."""
    if isinstance(value, float):
        return str(int(value)) if value == int(value) else str(value)
    if isinstance(value, list):
        return ",".join(value)[:LENGTH_MAX]
    return GAP if value is None else value


def texts(parts: list[Value]) -> Value:
    return [text(part) for part in parts]


def decoded(name: str, parts: list[Value]) -> Value:
    """Return what a decoding function makes of its argument."""
    given = parts[0] if parts else None
    if not isinstance(given, str) or GAP in given:
        return None
    if name == "atob":
        return base64_text(given) or None
    wide = re.sub(r"%u([0-9a-fA-F]{4})", lambda match: chr(int(match[1], 16)), given)
    return unquote(wide, errors="ignore").encode("utf-8", "ignore").decode()


def characters(parts: list[Value]) -> Value:
    codes = [int(part) for part in parts if isinstance(part, float)]
    if not codes or len(codes) != len(parts) or any(code >= 0xD800 for code in codes):
        return None
    return "".join(map(chr, codes))


def indexed(value: Value, parts: list[Value]) -> Value:
    place = parts[0] if len(parts) == 1 else None
    if isinstance(value, str | list) and isinstance(place, float) and 0 <= place < len(value):
        return value[int(place)]
    return None


def called(value: Value, name: str, parts: list[Value]) -> Value:
    """Return what a method makes of a string or a list."""
    if isinstance(value, list):
        return _of_list(value, name, parts)
    return _of_string(value, name, parts) if isinstance(value, str) else None


def _of_list(value: list[str], name: str, parts: list[Value]) -> Value:
    if name == "reverse":
        return value[::-1]
    if name == "join":
        between = text(parts[0]) if parts else ","
        return between.join(value)[:LENGTH_MAX] if len(between) * len(value) < SIZE_MAX else None
    return [*value, *map(text, parts)] if name == "concat" else None


def _of_string(value: str, name: str, parts: list[Value]) -> Value:
    numbers = [int(part) for part in parts if isinstance(part, float)]
    words = [part for part in parts if isinstance(part, str)]
    if name == "concat":
        return (value + "".join(map(text, parts)))[:LENGTH_MAX]
    if name == "split" and words:
        return value.split(words[0]) if words[0] else list(value)
    if name == "replace" and len(words) == 2:
        return value.replace(words[0], words[1], 1)[:LENGTH_MAX]
    if name in {"slice", "substring"} and numbers:
        return value[numbers[0] : numbers[1] if len(numbers) > 1 else None]
    if name == "substr" and numbers:
        return value[numbers[0] : numbers[0] + numbers[1] if len(numbers) > 1 else None]
    same = {"toString": value, "trim": value.strip(), "toLowerCase": value.lower()}
    return same.get(name)
