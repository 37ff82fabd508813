"""The tree of divisions by its codes."""

import pytest

from stations.places.selectors import code_prefix


@pytest.mark.parametrize(
    ("code", "prefix"),
    [
        ("150600000000", "1506"),
        ("110000000000", "11"),
        ("150602000000", "150602"),
        ("150602001000", "150602001"),
        ("150602001007", "150602001007"),
        ("441900003000", "441900003"),
    ],
)
def test_a_code_without_its_empty_groups_is_the_prefix_of_all_below(code: str, prefix: str) -> None:
    assert code_prefix(code) == prefix
