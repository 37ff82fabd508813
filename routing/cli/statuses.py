"""How a command ends when it does not succeed."""

INFEASIBLE, UNUSABLE = 1, 2
