"""Which marks lie far from those of the same panel: a reason to look again, and for nothing else."""
