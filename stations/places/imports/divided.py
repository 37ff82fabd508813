"""The division that a table names by its code."""

from collections.abc import Sequence
from datetime import date

from stations.ground.imports.lookup import rows_by
from stations.ground.imports.rows import Row
from stations.places.models import AdminDivision, DivisionLevel

LOW_ENOUGH = (DivisionLevel.SUBDISTRICT, DivisionLevel.COMMUNITY)


class Divided:
    """The divisions that the rows of a table name, read in few queries and judged by today's validity."""

    def __init__(self, rows: Sequence[Row], today: date) -> None:
        self.today = today
        self.there = rows_by(AdminDivision.objects.all(), "code", (row.text("division") for row in rows))

    def division_in(self, row: Row) -> AdminDivision | None:
        """The subdistrict or community of a row, in force today."""
        code = row.text("division")
        division = self.there.get(code)
        if not code:
            row.wrong("division", "cell_missing")
        elif division is None:
            row.wrong("division", "division_unknown")
        elif division.level not in LOW_ENOUGH:
            row.wrong("division", "division_too_high", name=division.name)
        elif division.valid_until and division.valid_until <= self.today:
            row.wrong("division", "division_revoked", day=division.valid_until.isoformat())
        elif division.valid_from and division.valid_from > self.today:
            row.wrong("division", "division_not_yet", day=division.valid_from.isoformat())
        return division if row.sound else None
