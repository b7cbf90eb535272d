"""Tables as offices send them: UTF-8 or the old Chinese encoding."""

from gongkai.channels.rules.feeds import UnreadableError


def decoded(content: bytes) -> str:
    """Return the text of a table.

    Raises:
        UnreadableError: It is neither UTF-8 nor GB 18030.
    """
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableError("1")
