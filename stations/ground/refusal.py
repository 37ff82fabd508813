"""A refusal: what a person asked for and cannot have, and why."""

from typing import ClassVar


class Refused(Exception):
    """A request that is understood and not granted; nothing has been written.

    `code` is stable and is the key of the text in `eldercare/messages/*/refusals_*.json`.
    `status` is the HTTP status. `fields` maps a field's name to the code of what is wrong with it.
    `facts` fill the text's placeholders and are sent with the answer; never a name or phone number.
    """

    code: ClassVar[str] = "refused"
    status: ClassVar[int] = 422

    def __init__(self, *, fields: dict[str, str] | None = None, **facts: object) -> None:
        super().__init__(self.code)
        self.fields = fields or {}
        self.facts = facts


class NotYours(Refused):
    """The account may not see or do this."""

    code = "not_yours"
    status = 403


class NotFound(Refused):
    """There is no such thing within what the account may see."""

    code = "not_found"
    status = 404


class WrongInput(Refused):
    """One or more fields cannot be taken as they are."""

    code = "wrong_input"
    status = 422
