"""Grants: from an offer of money to the last payment.

The register's organisations may take part (parties). A funder says which rules it keeps to (adoptions), opens a scheme
with a budget and dates (schemes), or first plans one and meets or explains the standard's requirements (gates).
Providers apply (applications), assessors score and recommend (assessment). The funder awards within what was asked and
what is left (agreements), and pays within what it awarded (claims).
"""
