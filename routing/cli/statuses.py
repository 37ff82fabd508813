"""How a command ends when it does not succeed; STOPPED is what shells expect after Ctrl-C."""

INFEASIBLE, UNUSABLE, STOPPED = 1, 2, 130
