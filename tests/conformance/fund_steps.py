"""The steps of money that several put together, or that comes back: pooled budgets."""

from tests.conformance.step import PAY, Step

FUNDED = (
    Step("grants_open_pool", "buyer", PAY, keeps="pool_id", but={"partners": []}),
    Step("grants_contribute_to_pool", "buyer", PAY),
    Step("grants_propose_spending", "buyer", PAY, keeps="proposal_id"),
    Step("grants_object_to_spending", "buyer", PAY),
)
