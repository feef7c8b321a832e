"""The words of OCDS 1.1.5 for what tendering's events tell, in the profile of Find a Tender.

Pure: the same part of an event is always the same JSON. Empty fields are left out, as the schema asks.
"""
