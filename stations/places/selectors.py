"""Questions about places."""

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
