"""Registry: who buys, provides and funds, under one identity each.

An organisation registers itself or is registered by a registrar; what other publications name is registered unverified,
with its source. One number in a public register (org-id) belongs to one record.
"""
