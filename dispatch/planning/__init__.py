"""Rows become a problem, the problem a plan, the plan rounds; the only door to routing."""
