"""Unified home health care routing (Ceschia et al., ITOR 2026), JSON form of iolab-uniud/uhhc.

One unit of the problem is a minute, or a thousandth of one where an instance has broken minutes.
"""

from routing.formats.uhhc.reading import read
from routing.formats.uhhc.writing import objective, write

__all__ = ["objective", "read", "write"]
