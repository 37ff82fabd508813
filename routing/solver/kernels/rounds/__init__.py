"""The general kernel: rounds of linked visits under all rules of routing.problem.

Ruin and recreate of whole visits (Christiaens & Vanden Berghe 2020) with annealing.  Given who goes where
in which order, times are the least solution of the difference constraints (windows, ways, two-carer starts,
precedences): every start is the smallest possible at once.
A *turn* is one shift of one carer.  A *node* is a part of a visit, a break, or a kitchen (a kitchen node may
stand in many turns).  A *job* is what is inserted and removed as a whole: a visit with all parts, or a break.
All times are whole seconds, all costs weighted whole numbers of routing.problem.Objective.
"""
