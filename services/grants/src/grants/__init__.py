"""Grants: from an offer of money to the last payment.

The register's organisations may take part (parties). A funder opens a scheme with a budget and dates (schemes).
Providers apply (applications), assessors score and recommend (assessment). The funder awards within what was asked and
what is left (agreements), and pays within what it awarded (claims).
"""
