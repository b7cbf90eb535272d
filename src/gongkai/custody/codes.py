"""Query codes: what finds a record by the paper in somebody's hand, and nothing else does.

A code is made from the token of one form, so each sending of that form has the same code; it is
stored nowhere. A record keeps only its fingerprint.
"""

import base64
import hmac
import secrets
from hashlib import sha256

from gongkai.custody import envelope, keys

CODE_BYTES = 10  # 80 bits, 16 letters in four groups
# Crockford's letters: none that is mistaken for another when read from paper.
LETTERS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", "0123456789ABCDEFGHJKMNPQRSTVWXYZ")


def new_submission() -> str:
    """Return a token for a form about to be shown."""
    return secrets.token_urlsafe(32)


def code_of(submission: str, purpose: str) -> str:
    """Return the query code of a submission.

    Args:
        submission: The form's token.
        purpose: What sort of record it is; codes of one sort open no other.
    """
    said = f"{purpose}\0{submission}".encode()
    digest = hmac.new(keys.fingerprint_key(), said, sha256).digest()
    text = base64.b32encode(digest[:CODE_BYTES]).decode("ascii").translate(LETTERS)
    return "-".join(text[place : place + 4] for place in range(0, len(text), 4))


def code_print(code: str, purpose: str) -> str:
    """Return what a record is found by; forgiving of case, hyphens and mistaken letters."""
    return envelope.fingerprint(purpose, code.upper().translate(str.maketrans("OIL", "011")))
