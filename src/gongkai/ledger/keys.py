"""The log's key, the policy that names its witnesses, and the record of what was signed last.

All three lie in `GONGKAI_KEYS`, outside the database and its backup: the key because whoever reads
the database must not be able to sign, the record because a restored database must be caught.
"""

import os
import secrets
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings

from gongkai.ledger import durable
from gongkai.ledger.refusals import KeyMissingError, KeyUnreadableError, OriginChangedError
from gongkai.ledger.rules.note import (
    ED25519,
    Note,
    NoteError,
    Signer,
    Verifier,
    parse_note,
    parse_signer,
    require_name,
)
from gongkai.ledger.rules.policy import Policy, PolicyError, parse_policy
from gongkai.ledger.store import log

KEY = "log.key"
SIGNED = "log.signed"
POLICY = "log.policy"
CLOCK = "log.clock"


def folder() -> Path:
    return Path(settings.GONGKAI_KEYS)


def origin() -> str:
    """Return the name that a new log gets: the setting, or the site's host and `/log`."""
    if settings.GONGKAI_LOG_ORIGIN:
        return require_name(settings.GONGKAI_LOG_ORIGIN)
    parts = urlsplit(settings.GONGKAI_BASE_URL)
    return require_name(f"{parts.netloc}{parts.path.rstrip('/')}/log")


def make_key(path: Path, name: str, algorithm: int) -> Signer:
    """Make a key that only its owner may read; an existing file is read, never replaced."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    signer = Signer(name, algorithm, secrets.token_bytes(32))
    draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    handle = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            out.write(signer.text + "\n")
            out.flush()
            os.fsync(out.fileno())
        # A link, unlike a rename, fails when another process was quicker.
        path.hardlink_to(draft)
    except FileExistsError:
        return read_key(path)
    finally:
        draft.unlink(missing_ok=True)
    durable.flush_folder(path.parent)
    return signer


def read_key(path: Path) -> Signer:
    """Return the key of a file.

    Raises:
        KeyUnreadableError: The file is not a key.
        FileNotFoundError: There is none.
    """
    try:
        return parse_signer(path.read_text(encoding="utf-8"))
    except (NoteError, UnicodeDecodeError) as error:
        raise KeyUnreadableError(f"{path.name}: {error}") from error


def signer() -> Signer:
    """Return the log's key, making it where there is no log yet.

    Raises:
        KeyMissingError: There is a log, but not its key.
        OriginChangedError: The setting names another log.
        KeyUnreadableError: The file is not a key.
    """
    path = folder() / KEY
    try:
        key = read_key(path)
    except FileNotFoundError:
        if log().checkpoint() is not None or (folder() / SIGNED).exists():
            raise KeyMissingError(str(path)) from None
        key = make_key(path, origin(), ED25519)
    if settings.GONGKAI_LOG_ORIGIN and key.name != settings.GONGKAI_LOG_ORIGIN:
        raise OriginChangedError(f"{key.name} ≠ {settings.GONGKAI_LOG_ORIGIN}")
    return key


def verifier() -> Verifier:
    """Return the log's public key."""
    return signer().verifier


def policy() -> Policy:
    """Return the policy that names the witnesses; without a file, nobody.

    Raises:
        KeyUnreadableError: The file is malformed.
    """
    try:
        return parse_policy((folder() / POLICY).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Policy()
    except (PolicyError, UnicodeDecodeError) as error:
        raise KeyUnreadableError(f"{POLICY}: {error}") from error


def last_signed() -> Note | None:
    """Return the checkpoint that was signed last; None before the first.

    Raises:
        KeyUnreadableError: The record is malformed.
    """
    try:
        return parse_note((folder() / SIGNED).read_bytes())
    except FileNotFoundError:
        return None
    except NoteError as error:
        raise KeyUnreadableError(f"{SIGNED}: {error}") from error


def record_signed(note: Note) -> None:
    """Write down what is about to be published, before it is."""
    durable.place_one(folder() / SIGNED, note.content.encode(), mode=0o600)


def confirmed_clock() -> datetime | None:
    """Return the last signed instant after which a person confirmed the clock; None if nobody."""
    try:
        return datetime.fromisoformat((folder() / CLOCK).read_text(encoding="ascii").strip())
    except FileNotFoundError:
        return None
    except ValueError as error:
        raise KeyUnreadableError(f"{CLOCK}: {error}") from error


def confirm_clock(last: datetime) -> None:
    """Let the next signature state whatever the clock says, once.

    Args:
        last: The instant that the newest leaf states.
    """
    content = last.isoformat().encode("ascii")
    durable.place_one(folder() / CLOCK, content, mode=0o600)


def policy_text() -> str:
    """Return the policy for others: the log's own key first, then what the file says.

    Raises:
        RefusedError: The key or the policy cannot be read.
    """
    own = verifier()
    known = policy()
    lines = [] if own in {one.verifier for one in known.logs} else [f"log {own.vkey}"]
    try:
        lines.append((folder() / POLICY).read_text(encoding="utf-8").rstrip("\n"))
    except FileNotFoundError:
        lines.append("quorum none")
    return "\n".join(lines) + "\n"
