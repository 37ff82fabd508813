"""Questions about places."""

from django.db.models import QuerySet

from stations.places.models import AdminDivision, CareStation

# 2 province, 2 city, 2 district, 3 subdistrict, 3 community.
GROUP_ENDS = (2, 4, 6, 9, 12)


def code_prefix(code: str) -> str:
    """The digits a division shares with everything under it: its code without the trailing all-zero groups.

    A municipality such as Beijing (110000000000) keeps its province digits only; its districts start 1101.
    """
    ends = list(GROUP_ENDS)
    while len(ends) > 1 and int(code[ends[-2] : ends[-1]]) == 0:
        ends.pop()
    return code[: ends[-1]]


def divisions_under(division: AdminDivision) -> QuerySet[AdminDivision]:
    """The division itself and all below it, by code prefix."""
    return AdminDivision.objects.filter(code__startswith=code_prefix(division.code))


def stations_under(division: AdminDivision) -> QuerySet[CareStation]:
    """Stations in the division or below it."""
    return CareStation.objects.filter(division__code__startswith=code_prefix(division.code))
