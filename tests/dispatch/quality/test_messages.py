"""Every reason, answer and grade can be said in both languages."""

import json
from pathlib import Path

import pytest
from django.conf import settings

from dispatch.quality.criteria import Reason
from dispatch.quality.judging import LeftOut
from dispatch.quality.models import Answer, Criterion, EvidenceGrade


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_whatever_a_verdict_can_say_has_a_sentence(language: str) -> None:
    file = Path(settings.BASE_DIR) / "eldercare" / "messages" / language / "criteria.json"
    said = json.loads(file.read_text(encoding="utf-8"))
    assert set(said["name"]) == set(said["question"]) == set(Criterion.values)
    assert set(said["reason"]) == set(Reason)
    assert set(said["answer"]) == set(Answer.values)
    assert set(said["grade"]) == set(EvidenceGrade.values)
    assert set(said["left_out"]) == set(LeftOut)
