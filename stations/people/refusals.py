"""What this room refuses; the sentences are in eldercare/messages/*/refusals_people.json."""

from stations.ground.refusal import Refused


class UsernameTaken(Refused):
    """Another account has that user name."""

    code = "username_taken"


class WeakPassword(Refused):
    """The password is too short, too common, only digits, or like the user name."""

    code = "weak_password"


class WrongScope(Refused):
    """The role needs another scope (elder, caregiver, station or division) than was given."""

    code = "wrong_scope"


class AlreadyRegistered(Refused):
    """Somebody with that identity number or phone is there already."""

    code = "already_registered"
    status = 409


class ShiftOverlaps(Refused):
    """The caregiver already works in a part of that period."""

    code = "shift_overlaps"
    status = 409


class ShiftOver(Refused):
    """The shift has ended or was withdrawn; nothing of it is left to withdraw."""

    code = "shift_over"
    status = 409


class CredentialTwice(Refused):
    """The caregiver already has that credential under that number."""

    code = "credential_twice"
    status = 409


class BindingGone(Refused):
    """The family binding was revoked."""

    code = "binding_gone"
    status = 409


class ReasonMissing(Refused):
    """Seeing what is masked needs a reason."""

    code = "reason_missing"


class WrongCredentials(Refused):
    """User name, password or one-time password is wrong; which one is not told."""

    code = "wrong_credentials"
    status = 401


class OtpNeeded(Refused):
    """The password is right and the one-time password is still to come."""

    code = "otp_needed"
    status = 401


class SecondFactorMissing(Refused):
    """The role may not sign in without a second factor and the account has none."""

    code = "second_factor_missing"
    status = 403


class Locked(Refused):
    """Too many failures; `seconds` tells for how long."""

    code = "locked"
    status = 423


class KeyTooLong(Refused):
    """The Idempotency-Key has more than 80 characters."""

    code = "key_too_long"


class KeyUsedDifferently(Refused):
    """The Idempotency-Key came before with another content."""

    code = "key_used_differently"
