"""Whether a grant subsidises an enterprise, and the steps of the Subsidy Control Act 2022 before and after it does."""
