"""Annealing over one order of all visits and the carers of each.

Every order can be timed: visit after visit is put at the end of its carers' rounds, so that no move can
lead to waiting in a circle. What the order cannot say, rounds in which two visits of two carers each pass
one another, is left to the general kernel.
"""
