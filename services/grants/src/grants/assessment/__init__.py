"""Assessors of the funder score an application, each once, and recommend; they do not decide."""
