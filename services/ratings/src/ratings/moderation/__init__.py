"""Moderators keep persons out of stories, never criticism: states, reasons, a public log, appeals to somebody else."""
