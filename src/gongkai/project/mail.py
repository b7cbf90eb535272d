"""Where e-mails go: to the server that an address names, else into files of the home folder."""

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

TIMEOUT_SECONDS = 10
PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}


class MailAddressError(ValueError):
    """The address of the mail server cannot be read."""


def read(url: str, home: Path) -> dict[str, Any]:
    """Return Django's settings for e-mails.

    Args:
        url: `smtp://`, `smtp+tls://` (STARTTLS) or `smtps://`, with `user:password@host:port`;
            empty for files under `home/mail`, where nothing leaves the machine.
        home: The home folder.

    Raises:
        MailAddressError: The address names no such kind of server or no host.
    """
    if not url:
        backend = "django.core.mail.backends.filebased.EmailBackend"
        return {"EMAIL_BACKEND": backend, "EMAIL_FILE_PATH": str(home / "mail")}
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        msg = "GONGKAI_MAIL_URL: the port is no number"
        raise MailAddressError(msg) from error
    if parts.scheme not in PORTS or not parts.hostname:
        # The address itself is not repeated: it holds a password.
        msg = f"GONGKAI_MAIL_URL must be one of {', '.join(PORTS)}, then ://user:password@host:port"
        raise MailAddressError(msg)
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": port or PORTS[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_TIMEOUT": TIMEOUT_SECONDS,
    }
