"""What this room refuses; the sentences are in eldercare/messages/*/refusals_catalogue.json."""

from stations.ground.refusal import Refused


class ServiceTaken(Refused):
    """A service with that code is there already."""

    code = "service_taken"
    status = 409
