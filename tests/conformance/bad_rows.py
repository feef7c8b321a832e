"""The list of bad inputs, and where each row of it is tried: on a field (`bad_places`), at the door, or elsewhere.

A row is never left out in silence: what is not tried here names the test that tries it, or why nothing does yet.
"""

import ast
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
LIST = ROOT.parent / "shared/scenario/bad_inputs.jsonl"


@dataclass(frozen=True)
class Row:
    """One bad input: `where` in its `area` it is sent, or a `scenario` in words."""

    id: int
    area: str
    where: str
    value: Any

    @property
    def place(self) -> tuple[str, str]:
        return self.area, self.where


def read() -> Iterator[Row]:
    """Every row, its value as it is to be sent. Nothing where the list is not at hand."""
    for line in LIST.read_text().splitlines() if LIST.exists() else []:
        row = json.loads(line)
        if "value_repeat" in row:
            text, times = row["value_repeat"]
            value = text * times
        else:
            value = ast.literal_eval(row["value_escaped"]) if "value_escaped" in row else row["value"]
        yield Row(row["id"], row["area"], row["where"], value)


ROWS = tuple(read())
BIDS = "services/tendering/tests/integration/bids"
GRANTS = "services/grants/tests/integration"
RATINGS = "services/ratings/tests/integration"
CHASSIS = "libs/chassis/tests"
FORGED = f"{CHASSIS}/test_forged_events.py"

#: Scenarios that need another stage than one request through the gateway, each with the test that plays it.
ELSEWHERE: Mapping[tuple[str, str], str] = {
    ("registry", "register twice same company number, two councils, concurrently"): (
        "services/registry/tests/integration/organisations/test_api.py::"
        "test_of_many_who_register_one_number_at_once_one_succeeds"
    ),
    ("registry", "self-verify own accreditation"): (
        "services/registry/tests/integration/organisations/test_api.py::test_a_registrar_verifies_and_nobody_else"
    ),
    ("registry", "merge provider into itself"): (
        "services/registry/tests/unit/duplicates/test_merging.py::test_no_record_is_merged_twice_nor_into_itself_nor_around"
    ),
    ("registry", "suspended provider edits profile"): (
        "services/registry/tests/integration/suspensions/test_suspensions.py::"
        "test_a_suspended_organisation_changes_nothing_that_is_said_of_it_until_that_has_ended"
    ),
    ("registry", "delete provider with open bid"): (
        "services/registry/tests/integration/suspensions/test_suspensions.py::"
        "test_nothing_of_an_organisation_is_ever_deleted"
    ),
    ("tendering", "bid, withdraw, bid after deadline"): (
        f"{BIDS}/test_api.py::test_who_withdraws_cannot_bid_again_after_the_deadline"
    ),
    (
        "tendering",
        "GET bid before deadline as: officer, admin, other bidder, auditor, DB role, event consumer, log reader, "
        "backup reader, export",
    ): f"{BIDS}/test_secrecy.py::test_nothing_that_anybody_else_hears_betrays_a_bid_before_the_deadline",
    ("tendering", "tender cloned with bids"): (
        "services/tendering/tests/integration/copies/test_api.py::"
        "test_a_copy_says_the_same_under_ids_of_its_own_and_nobody_has_bid_for_it"
    ),
    ("tendering", "two bids, one supplier, concurrent"): (
        f"{BIDS}/test_races.py::test_of_ten_bids_of_one_provider_at_once_one_is_taken"
    ),
    ("tendering", "award two suppliers concurrently"): (
        f"{BIDS}/test_races.py::test_of_ten_awards_of_one_lot_to_two_bidders_at_once_one_is_made"
    ),
    ("tendering", "shorten deadline after bids exist"): (
        "services/tendering/tests/integration/notices/test_api.py::"
        "test_a_published_notice_can_be_cancelled_with_a_reason_and_not_changed"
    ),
    ("tendering", "change criteria/weights after bids"): (
        "services/tendering/tests/integration/notices/test_api.py::"
        "test_a_published_notice_can_be_cancelled_with_a_reason_and_not_changed"
    ),
    ("tendering", "bid ciphertext copied under other supplier"): (
        "services/tendering/tests/integration/openings/test_ceremony.py::test_an_envelope_put_in_anothers_place_is_found"
    ),
    ("tendering", "open with forged share"): (
        "services/tendering/tests/integration/openings/test_ceremony.py::"
        "test_a_wrong_share_is_named_and_the_right_one_still_taken"
    ),
    ("tendering", "score after award"): (
        "services/tendering/tests/integration/evaluation/test_api.py::test_no_mark_is_given_once_the_quality_is_settled"
    ),
    ("ratings", "same token twice"): (
        f"{RATINGS}/reviews/test_reviews.py::test_of_many_who_spend_one_credential_at_once_one_is_counted"
    ),
    ("ratings", "token of other contract"): (
        f"{RATINGS}/credentials/test_signed.py::test_what_is_forged_or_transplanted_is_refused_and_nothing_is_counted"
    ),
    ("ratings", "blinded value 0, 1, n-1, n, n+1"): (
        f"{RATINGS}/issuance/test_issuer.py::test_what_would_sign_itself_is_refused_and_the_invitation_stays_good"
    ),
    ("ratings", "50 tokens for one user"): (
        f"{RATINGS}/issuance/test_issuer.py::test_each_contact_is_invited_once_and_no_more_of_them_than_there_are"
    ),
    ("ratings", "diff of aggregates before/after reveals one rating"): (
        f"{RATINGS}/scores/test_summaries.py::test_a_summary_changes_when_five_are_new_and_a_week_has_passed"
    ),
    ("ratings", "text with phone/NHS/NI number/name/postcode"): (
        f"{RATINGS}/stories/test_stories.py::test_what_is_one_persons_own_is_refused_before_anything_is_kept"
    ),
    ("ratings", "provider reply quoting identity"): (
        f"{RATINGS}/changes/test_replies_and_changes.py::test_a_reply_that_points_to_a_person_is_refused"
    ),
    ("ratings", "IP, UA, cookie, trace id stored next to rating?"): (
        f"{RATINGS}/reviews/test_reviews.py::test_what_is_kept_of_reviews_has_no_place_for_a_person"
    ),
    ("ratings", "review-bomb 10k from one IP/device"): (  # nobody knows an IP: what comes at once is set apart
        f"{RATINGS}/quarantine/test_quarantine.py::test_ten_thousand_of_one_morning_wait_and_move_no_summary"
    ),
    ("ratings", "rating of suspended provider"): (
        f"{RATINGS}/reviews/test_reviews.py::test_users_of_a_suspended_provider_are_heard_as_before"
    ),
    ("grants", "pay twice same key"): f"{GRANTS}/claims/test_api.py::test_a_retry_with_the_same_key_pays_once",
    ("grants", "pay then crash before ack"): (  # a payment and its answer are kept in one transaction, or neither is
        f"{GRANTS}/claims/test_api.py::test_a_retry_with_the_same_key_pays_once"
    ),
    ("grants", "payment during restore"): (
        f"{GRANTS}/claims/test_api.py::"
        "test_nothing_is_paid_while_a_restored_ledger_stands_still_and_the_retry_pays_once"
    ),
    ("grants", "sum of instalments > award by 1p (rounding)"): (
        f"{GRANTS}/claims/test_api.py::test_payments_at_the_same_instant_do_not_overpay"
    ),
    ("grants", "split payment under approval threshold"): (  # a claim of any size takes two people
        f"{GRANTS}/claims/test_claims.py::test_a_claim_goes_through_two_pairs_of_hands_and_is_told_of_without_them"
    ),
    ("grants", "currency switch"): (
        f"{GRANTS}/claims/test_api.py::test_a_payment_that_cannot_be_meant_is_refused_where_it_stands"
    ),
    ("publishing", "publish notice with bid amounts before award"): (
        f"{BIDS}/test_secrecy.py::test_nothing_that_anybody_else_hears_betrays_a_bid_before_the_deadline"
    ),
    ("publishing", "republish altered notice under same id"): (
        "services/transparency/tests/integration/release_imports/test_imports.py::"
        "test_rows_are_taken_or_rejected_one_by_one_with_their_reasons"
    ),
    ("publishing", "unpublish without tombstone"): (  # only names are ever taken down
        "services/tendering/tests/integration/takedowns/test_takedowns.py::"
        "test_it_is_told_why_by_whom_and_when_but_never_who"
    ),
    ("publishing", "two different heads same size"): (
        f"{CHASSIS}/test_relay.py::test_a_restored_database_is_found_out_even_when_it_has_caught_up"
    ),
    ("publishing", "consistency proof from future size"): (
        f"{CHASSIS}/test_feed.py::test_who_asks_from_a_place_that_has_not_come_hears_nothing_and_the_head_as_it_is"
    ),
    ("publishing", "empty log root"): f"{CHASSIS}/test_feed.py::test_a_feed_ends_where_numbering_has_come_to",
    ("publishing", "ETag reveals sealed change"): (
        f"{BIDS}/test_secrecy.py::test_nothing_that_anybody_else_hears_betrays_a_bid_before_the_deadline"
    ),
    ("publishing", "scrape 1 req/ms, cursors shared over 100 IPs"): (
        "gateway/tests/integration/test_limits.py::test_no_spelling_and_no_header_opens_a_second_quota"
    ),
    ("gateway", "slowloris header 1 B/10 s"): (
        "gateway/tests/integration/test_smuggling.py::test_who_takes_too_long_for_a_header_is_not_waited_for"
    ),
    ("events", "unknown type"): (
        f"{CHASSIS}/test_projections.py::test_an_unknown_word_waits_until_this_deployment_learns_it"
    ),
    ("events", "known type + extra field"): f"{FORGED}::test_a_field_that_a_later_writer_adds_is_passed_over",
    ("events", "version 0"): f"{FORGED}::test_what_is_no_event_stops_its_reader_even_if_it_were_sealed",
    ("events", "version -1"): f"{FORGED}::test_what_is_no_event_stops_its_reader_even_if_it_were_sealed",
    ("events", "payload 0 bytes"): f"{FORGED}::test_what_is_no_event_stops_its_reader_even_if_it_were_sealed",
    ("events", "Nats-TTL: 1s"): f"{FORGED}::test_the_broker_refuses_what_would_make_events_go_away",
    ("events", "wildcard in aggregate id (*)"): f"{FORGED}::test_a_subject_says_nothing_that_a_reader_believes",
    ("events", "dot in aggregate id"): f"{FORGED}::test_a_subject_says_nothing_that_a_reader_believes",
    ("events", "signature missing"): (
        f"{FORGED}::test_an_event_without_its_seal_stops_who_reads_it_and_is_gone_once_the_stream_is_refilled"
    ),
    ("events", "1e6 distinct subjects"): (  # fewer, all alike: each costs the broker half a kilobyte until then
        f"{FORGED}::test_five_hundred_invented_subjects_stop_relay_and_readers_and_go_with_the_stream"
    ),
    ("events", "command disguised as event"): (
        f"{FORGED}::test_a_command_in_an_events_clothes_is_parked_and_obeyed_by_nobody"
    ),
    ("events", "consumer create with deliver_all by other tenant"): (
        "deploy/local/tests/integration/test_broker.py::"
        "test_a_consumer_of_all_that_another_said_takes_nothing_away_and_is_no_way_to_speak_to_others"
    ),
    ("events", "poison: handler hangs 10 min"): (
        f"{CHASSIS}/test_reactions.py::test_what_hangs_is_parked_and_holds_up_nobody_else"
    ),
    ("events", "consumer clock -1 day"): f"{CHASSIS}/test_reactions.py::test_an_effect_never_comes_before_its_cause",
    ("events", "event for erased subject"): (
        f"{CHASSIS}/test_erasure.py::"
        "test_an_event_that_comes_after_its_text_was_forgotten_is_taken_once_and_says_nothing"
    ),
    ("events", "version repeat, same id"): (
        f"{CHASSIS}/test_projections.py::test_a_batch_is_applied_once_however_often_it_arrives"
    ),
    ("events", "id reused, different payload"): (
        f"{CHASSIS}/test_projections.py::test_a_hole_is_read_again_and_a_changed_event_stops_the_reader"
    ),
    ("events", "Nats-Msg-Id duplicate"): f"{CHASSIS}/test_relay.py::test_two_leaders_at_once_write_every_event_once",
    ("events", "epoch lower than known"): f"{CHASSIS}/test_relay.py::test_a_restored_database_stops_the_relay",
    ("events", "published by user with sub-only rights"): (
        "deploy/local/tests/integration/test_broker.py::test_no_service_speaks_for_another_nor_unmakes_a_stream"
    ),
    ("events", "tenant in subject != payload"): (
        "deploy/local/tests/integration/test_broker.py::test_no_service_speaks_for_another_nor_unmakes_a_stream"
    ),
    ("events", "stream delete by service account"): (
        "deploy/local/tests/integration/test_broker.py::test_no_service_speaks_for_another_nor_unmakes_a_stream"
    ),
    ("events", "handler commits then dies before ack"): (
        f"{CHASSIS}/test_planted_bugs.py::test_a_crash_before_the_checkpoint_moves_undoes_the_effects"
    ),
    ("events", "redelivery after 30 days"): (
        f"{CHASSIS}/test_projections.py::test_a_batch_is_applied_once_however_often_it_arrives"
    ),
    ("events", "two consumers same durable"): (
        f"{CHASSIS}/test_projections.py::test_a_batch_is_applied_once_however_often_it_arrives"
    ),
    ("events", "occurred_at before previous"): (
        f"{CHASSIS}/test_ledger.py::test_a_clock_that_is_a_little_behind_is_taken_for_the_later_one"
    ),
    ("events", "duplicate JSON keys"): f"{CHASSIS}/test_strict.py::test_a_fault_is_named_with_its_place",
    ("events", "deep nesting"): f"{CHASSIS}/test_strict.py::test_a_fault_is_named_with_its_place",
    ("events", "PII in rating event"): (
        f"{RATINGS}/reviews/test_reviews.py::test_what_is_kept_of_reviews_has_no_place_for_a_person"
    ),
    ("events", "A1 lost (gap forever)"): (
        f"{CHASSIS}/test_projections.py::test_a_hole_is_read_again_and_a_changed_event_stops_the_reader"
    ),
    ("events", "broker stream emptied"): (
        f"{CHASSIS}/test_relay.py::test_a_wiped_stream_is_filled_again_to_the_same_sequences"
    ),
}

#: Scenarios of machinery that this house does not have.
NOT_YET: Mapping[str, tuple[tuple[str, str], ...]] = {
    "payments are recorded, not made: there is no payment provider and no bank account": (
        ("grants", "PSP callback twice / out of order / forged / replayed after 1 day / other tenant"),
        ("grants", "change bank account then pay same minute"),
    ),
    "there are no webhooks": (
        ("body_generic", "webhook signature missing"),
        ("body_generic", "webhook timestamp -6 min"),
        ("body_generic", "webhook id replay"),
    ),
}
