"""Long contracts against churn: what tendering again costs, and reviews at which a contract may be broken off."""
