"""What judging can say fits where it is kept, on a database that measures it."""

from dispatch.quality.judging import LeftOut
from dispatch.quality.models import Verdict


def test_every_reason_for_leaving_an_order_out_fits_its_column() -> None:
    longest = max(len(reason) for reason in LeftOut)
    assert longest <= (Verdict._meta.get_field("left_out_because").max_length or 0)
