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


def joined(path: str, name: str) -> str:
    """Path of a field of the record at a path."""
    return f"{path}.{name}" if path else name


def spelled(value: object) -> str:
    """A value as it is quoted in a refusal, cut where it is long."""
    quoted = repr(value)
    return quoted if len(quoted) <= 60 else quoted[:57] + "..."
