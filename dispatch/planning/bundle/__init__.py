"""The bundle: the rows of a station-day, frozen into one routing problem."""

from dispatch.planning.bundle.freezing import Bundle, freeze

__all__ = ["Bundle", "freeze"]
