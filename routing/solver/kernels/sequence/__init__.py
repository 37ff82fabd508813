"""Annealing over one order of all visits and the carers of each.

Every visit has a key; each carer goes through his visits in rising order of their keys, so that no move can
lead to waiting in a circle. What keys cannot say, rounds in which two visits of two carers each pass one
another, is left to the general kernel.
"""
