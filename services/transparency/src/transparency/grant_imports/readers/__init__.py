"""Funders' files, one format a module."""
