"""The fast path for problems without links between rounds: one depot, one fleet, hard windows.

Slack Induction by String Removals: Christiaens & Vanden Berghe (2020), Transportation Science 54(2),
417-433.  Times and distances are integers of one unit; timing by forward and backward slack.
"""
