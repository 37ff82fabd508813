"""What this room refuses; the sentences are in eldercare/messages/*/refusals_places.json."""

from stations.ground.refusal import Refused


class CodeTaken(Refused):
    """A division or station with that code is there already."""

    code = "code_taken"
    status = 409
