"""Figures made of counts: rates with their intervals; counts are summed, rates never averaged."""

import math
from collections import Counter
from dataclasses import dataclass

from dispatch.quality.counts import ACCURATE, FIRST_FAIL, POPULATION
from dispatch.quality.models import Answer, Criterion, EvidenceGrade

# Two-sided 95 % of the standard normal distribution.
Z_95 = 1.959963984540054
# Fewer orders than this are shown but never ranked.
LEAST_RANKED = 30


def wilson(hits: int, population: int) -> tuple[float, float] | None:
    """The 95 % score interval of a share (Wilson 1927); None without a population."""
    if population == 0:
        return None
    share, z2 = hits / population, Z_95 * Z_95
    middle = share + z2 / (2 * population)
    half = Z_95 * math.sqrt(share * (1 - share) / population + z2 / (4 * population * population))
    scale = 1 + z2 / population
    return max(0.0, (middle - half) / scale), min(1.0, (middle + half) / scale)


@dataclass(frozen=True, slots=True)
class Share:
    """So many hits out of a population."""

    hits: int
    population: int

    @property
    def rate(self) -> float | None:
        """Hits ÷ population; None, never 0 or 1, without a population."""
        return self.hits / self.population if self.population else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """The 95 % Wilson interval of the rate."""
        return wilson(self.hits, self.population)

    @property
    def ranked(self) -> bool:
        """Whether there are enough orders to be compared with others."""
        return self.population >= LEAST_RANKED


@dataclass(frozen=True, slots=True)
class Figures:
    """All that is told of a group of orders."""

    counts: Counter[str]

    @property
    def accuracy(self) -> Share:
        """Orders meeting every applicable criterion, out of the population D."""
        return Share(self.counts[ACCURATE], self.counts[POPULATION])

    @property
    def first_fails(self) -> dict[str, int]:
        """Orders by the first criterion they fail; together they are all orders that are not accurate."""
        return {criterion.value: self.counts[f"{criterion.value}.{FIRST_FAIL}"] for criterion in Criterion}

    @property
    def grades(self) -> dict[str, int]:
        """Orders by the grade of their evidence."""
        return {grade.value: self.counts[f"grade.{grade.value}"] for grade in EvidenceGrade}

    @property
    def criteria(self) -> dict[str, dict[str, float | None]]:
        """For each criterion the orders by answer, in small letters, and the rate."""
        return {criterion.value: self._told(criterion) for criterion in Criterion}

    def _told(self, criterion: Criterion) -> dict[str, float | None]:
        answers = {answer.value.lower(): number for answer, number in self.answers(criterion).items()}
        return {**answers, "rate": self.of_criterion(criterion).rate}

    def answers(self, criterion: Criterion) -> dict[Answer, int]:
        """Orders by what the criterion came to."""
        return {answer: self.counts[f"{criterion.value}.{answer.value}"] for answer in Answer}

    def of_criterion(self, criterion: Criterion) -> Share:
        """Orders meeting one criterion, out of those it applies to."""
        answers = self.answers(criterion)
        applicable = sum(answers.values()) - answers[Answer.NOT_APPLICABLE]
        return Share(answers[Answer.PASS], applicable)
