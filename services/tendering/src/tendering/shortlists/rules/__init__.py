"""Who goes on, what may be refined for them, and what time they get: by the notice and the law, by nothing else."""
