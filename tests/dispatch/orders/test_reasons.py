"""Every reason with a code has its words, and every chosen one belongs to a move."""

import json
from pathlib import Path

import pytest
from django.conf import settings

from dispatch.orders.reasons import CHOSEN, MoveReason

FOLDER = Path(settings.BASE_DIR) / "eldercare" / "messages"
OF_THE_SYSTEM = {MoveReason.CAREGIVER_WITHDRAWN, MoveReason.NO_PLACE_IN_PLAN}


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_every_reason_has_its_words_and_no_words_are_left_over(language: str) -> None:
    said = json.loads((FOLDER / language / "reasons.json").read_text(encoding="utf-8"))["why"]
    assert set(said) == set(MoveReason)


def test_every_reason_but_the_systems_own_can_be_chosen_for_some_move() -> None:
    assert frozenset[MoveReason]().union(*CHOSEN.values()) == set(MoveReason) - OF_THE_SYSTEM
