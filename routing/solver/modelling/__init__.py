"""From a Problem to the arrays of the kernels, and from the arrays back to a Plan."""
