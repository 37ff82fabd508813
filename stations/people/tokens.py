"""Bearer tokens: 256 random bits, shown once; the table holds their digest only."""

import hashlib
import secrets


def fresh_token() -> str:
    """Draw a token."""
    return secrets.token_urlsafe(32)


def digest_of(token: bytes | str) -> str:
    """What is kept of a token: its SHA-256, which needs no salt as the token is random."""
    return hashlib.sha256(token.encode() if isinstance(token, str) else token).hexdigest()
