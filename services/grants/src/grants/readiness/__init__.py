"""Everything that a funder's own rules still put between an application and its award, in one place."""
