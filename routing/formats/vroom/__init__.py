"""VROOM's API (github.com/VROOM-Project/vroom, docs/API.md, version 1.14): JSON in, JSON out."""

from routing.formats.vroom.reading import read, warm_start
from routing.formats.vroom.writing import objective, write

__all__ = ["objective", "read", "warm_start", "write"]
