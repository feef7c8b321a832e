"""The catalogue of facts: every name that a rule asks for, the form of its values and what it means."""
