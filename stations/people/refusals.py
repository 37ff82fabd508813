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
