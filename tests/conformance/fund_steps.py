"""The steps of money that several put together, or that comes back: pools, investments, packages, repayable grants."""

from tests.conformance.step import PAY, Step

#: All that the walk's package waits for.
CONDITION = {"name": "Planning permission", "after": []}
FUNDED = (
    Step("grants_open_pool", "buyer", PAY, keeps="pool_id", but={"partners": []}),
    Step("grants_contribute_to_pool", "buyer", PAY),
    Step("grants_propose_spending", "buyer", PAY, keeps="proposal_id"),
    Step("grants_object_to_spending", "buyer", PAY),
    Step("grants_agree_investment", "buyer", PAY, keeps="investment_id"),
    Step("grants_pay_for_outcomes", "buyer", PAY),
    Step("grants_settle_investment", "buyer", PAY),
    Step("grants_open_blended_fund", "buyer", PAY, keeps="fund_id"),
    Step("grants_draw_on_pledge", "buyer", PAY),
    Step("grants_propose_package", "buyer", PAY, keeps="package_id", but={"conditions": [CONDITION]}),
    Step("grants_meet_condition", "buyer", PAY),
    Step("grants_close_package", "buyer", PAY),
)
REPAID = (
    Step("grants_agree_repayment", "buyer", PAY),
    Step("grants_report_revenue", "provider", PAY),
    Step("grants_receive_repayment", "buyer", PAY),
    Step("grants_approve_write_off", "buyer", PAY),
    Step("grants_convert_repayable", "buyer", PAY),
)
