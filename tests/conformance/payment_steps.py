"""The steps of the walk that tell where the money of a contract went."""

from tests.conformance.step import Step

PAYMENTS = (
    Step("tendering_announce_spend_file", "buyer", keeps="import_id"),
    Step("tendering_send_spend_file_part", "buyer"),
    Step("tendering_begin_spend_file", "buyer"),
)
