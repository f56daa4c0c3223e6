"""The checks of replay: what each finds, and that it finds nothing else."""
