"""Which imports there are, and who may run which, for which stations."""

from datetime import date
from enum import StrEnum

from stations.ground.imports.kind import Kind
from stations.people.authority import demand
from stations.people.imports.caregivers import caregivers_kind
from stations.people.imports.elders import elders_kind
from stations.people.models import Account
from stations.people.permissions import Right
from stations.people.selectors import stations_visible_to
from stations.places.imports.divisions import divisions_kind
from stations.places.imports.stations import stations_kind


class ImportName(StrEnum):
    """The tables that can be imported."""

    DIVISIONS = "divisions"
    STATIONS = "stations"
    ELDERS = "elders"
    CAREGIVERS = "caregivers"


def import_for(account: Account, name: ImportName, today: date) -> Kind:
    """The import as an account may run it; raises NotYours."""
    of_places = name in (ImportName.DIVISIONS, ImportName.STATIONS)
    demand(account, Right.MANAGE_PLACES if of_places else Right.IMPORT_PEOPLE)
    match name:
        case ImportName.DIVISIONS:
            return divisions_kind()
        case ImportName.STATIONS:
            return stations_kind(today=today)
        case ImportName.ELDERS:
            return elders_kind(today=today, reach=stations_visible_to(account))
        case ImportName.CAREGIVERS:
            return caregivers_kind(today=today, reach=stations_visible_to(account))
