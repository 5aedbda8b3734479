"""Who could meet whom: scores, exclusions and solvers. Compute only, no I/O."""
