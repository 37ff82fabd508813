"""Where travel matrices come from: an estimate as the crow flies, or a road network."""

from routing.travel.estimate import DETOURS, Mode, estimate

__all__ = ["DETOURS", "Mode", "estimate"]
