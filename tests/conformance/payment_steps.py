"""The steps of the walk that tell where the money of a contract went."""

from tests.conformance.step import PAY, Step

REFUGE = {"ground": "personal", "explanation": "Who runs the refuge tells where it is.", "until": "2027-12-31"}
PAYMENTS = (
    Step("tendering_announce_spend_file", "buyer", keeps="import_id"),
    Step("tendering_send_spend_file_part", "buyer"),
    Step("tendering_begin_spend_file", "buyer"),
    Step("tendering_take_down_name", "buyer", PAY),
    Step("registry_register_organisation", "registrar", PAY, keeps="payee_id"),
    Step("tendering_declare_subcontract", "provider", PAY, keeps="subcontract_id", but={"withheld": REFUGE}),
    Step("tendering_post_invoices", "buyer", PAY),
    Step("tendering_post_payments", "buyer", PAY),
    Step("tendering_dispute_invoice", "buyer", PAY),
    Step("tendering_settle_dispute", "buyer", PAY),
    Step("tendering_confirm_payment", "provider", PAY),
    Step("tendering_publish_payments_notice", "buyer", PAY),
    Step("tendering_open_dataset", "buyer", PAY, keeps="dataset_id"),
    Step("tendering_tell_payments", "buyer", PAY),
    Step("transparency_simulate", "public", PAY),
    Step("transparency_estimate_leakage", "public", PAY),
    Step("transparency_reckon_local_multiplier", "public", PAY),
    Step("tendering_end_subcontract", "provider", PAY),
    Step("tendering_disclose_payee", "buyer", PAY),
)
