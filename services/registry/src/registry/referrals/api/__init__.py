"""Open Referral UK over HTTP."""
