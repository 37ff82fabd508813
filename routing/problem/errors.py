"""What is said when a problem or a plan cannot be read."""


class ProblemError(ValueError):
    """Input that cannot be planned with, told before any solving starts.

    `field` is the path of the offending field, `subject` the id of the carer, visit, … it belongs to.
    """

    def __init__(self, field: str, subject: str, text: str) -> None:
        self.field = field
        self.subject = subject
        self.text = text
        super().__init__(f"{field} of {subject!r}: {text}" if subject else f"{field}: {text}")
