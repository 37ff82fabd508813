"""CP-SAT on a day or a part of it: proof that a plan is best, with the judge's own terms as the objective."""
