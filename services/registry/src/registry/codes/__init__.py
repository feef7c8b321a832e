"""Codes that registers and notices speak in: areas, CPV, schemes of identifiers."""
