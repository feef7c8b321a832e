"""Backups of one machine's instance: all databases at one instant, documents, and apart from them what unseals."""
