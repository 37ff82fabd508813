"""How large a city is."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Size:
    """Numbers of one size; `orders_a_day` over all stations, `days_lived` before the day seeded.

    Places are made only where none were imported: districts, subdistricts over all of them, communities.
    """

    name: str
    districts: int
    subdistricts: int
    stations: int
    orders_a_day: int
    communities: int = 0
    days_lived: int = 0
    menu_days: int = 2

    def orders_of_station(self, position: int) -> int:
        """Orders a day of the station at a position from 0; over all stations they sum to `orders_a_day`."""
        each, left_over = divmod(self.orders_a_day, self.stations)
        return each + (1 if position < left_over else 0)


SIZES: Mapping[str, Size] = {
    size.name: size
    for size in (
        Size(
            "demo",
            districts=1,
            subdistricts=2,
            communities=4,
            stations=4,
            orders_a_day=150,
            days_lived=3,
            menu_days=4,
        ),
        # City, districts and subdistricts: 98 divisions, as Ordos has.
        Size("ordos", districts=9, subdistricts=88, stations=66, orders_a_day=2_000),
        Size("beijing", districts=16, subdistricts=349, stations=1_000, orders_a_day=100_000),
    )
}
