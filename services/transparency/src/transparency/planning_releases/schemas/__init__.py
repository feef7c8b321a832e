"""The words of OCDS for what is announced."""
