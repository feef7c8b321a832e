"""Points that a grant pays for: the recipient reports them with evidence, and the funder agrees."""
