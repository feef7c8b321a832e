"""OCDS records: all releases of one procurement, merged into its latest state."""
