"""A walk through every operation that takes a body, sending the examples of the document and nothing else.

What an example cannot know, such as which notice is bid for, is put in from the answers before. So every example is
proved to work, and afterwards there is a record of every kind for other tests to ask about.
"""

import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import httpx
from tests.conformance.allies import ALLIANCE, HEARD, allies
from tests.conformance.callers import COLLEAGUES, PARTIES, newcomer, told_once
from tests.conformance.delivery_steps import CHANGED, MEASURED, of_a_contract
from tests.conformance.description import Description, Operation
from tests.conformance.evidence import BREACH, LIMBS, OTHERWISE
from tests.conformance.framework_steps import FRAMED, REOPENED
from tests.conformance.grant_steps import GRANTED
from tests.conformance.in_public import IN_PUBLIC
from tests.conformance.kinds_of_procedure import DIRECT, PHASED, PLANNED, TRADED
from tests.conformance.moderation_steps import MODERATED
from tests.conformance.openers import OPENERS, PUBLIC, own_share
from tests.conformance.payment_steps import PAYMENTS
from tests.conformance.petition_steps import PETITION
from tests.conformance.rating_steps import RATERS
from tests.conformance.step import AWARD, BID, END, PAY, PUBLISH, RATE, SIGN, Step
from tests.conformance.story_steps import STORY
from tests.conformance.terms_steps import brought

from commonweal.testing import Platform, eventually

#: What is known under a second name too.
ALSO = {"organisation_id": "supplier_id", "sha256": "document_sha256", "rival_id": "incumbent_id"} | REOPENED
#: What is remembered each time.
LISTED = {"opener_id": "openers", "award_id": "award_ids"}

#: Of what is numbered in its own place, the first.
FIRST = {"part": 0, "phase": 1, "match_number": 1, "milestone_number": 1}

STEPS = (
    Step("gateway_register_client", "platform_admin", keeps="client_id"),
    Step("gateway_issue_api_key", "platform_admin"),
    Step("gateway_issue_token", "public"),
    Step("registry_register_organisation", "buyer", keeps="authority_id", but={"roles": ["buyer", "funder"]}),
    Step("registry_register_organisation", "provider", keeps="organisation_id"),
    Step("registry_restate_organisation", "provider"),
    Step("registry_reconcile", "public"),
    Step("registry_verify_organisation", "registrar"),
    Step("registry_register_organisation", "registrar", keeps="survivor_id"),
    Step("registry_register_organisation", "registrar", keeps="merged_id"),
    Step("registry_merge_organisations", "registrar", keeps="merge_id"),
    Step("registry_part_organisations", "registrar"),
    Step("registry_register_organisation", "registrar", keeps="one_id"),
    Step("registry_register_organisation", "registrar", keeps="other_id"),
    Step("registry_report_duplicate", "buyer", keeps="candidate_id"),
    Step("registry_dismiss_duplicate", "registrar"),
    Step("registry_register_organisation", "registrar", keeps="predecessor"),
    Step("registry_register_organisation", "registrar", keeps="successor"),
    Step("registry_plan_succession", "registrar", keeps="succession_id"),
    Step("registry_restate_succession", "registrar"),
    Step("registry_withdraw_succession", "registrar"),
    Step("registry_offer_service", "provider", keeps="service_id"),
    Step("registry_restate_service", "provider"),
    Step("registry_withdraw_service", "provider"),
    Step("registry_state_evidence", "provider"),
    Step("registry_withdraw_fact", "provider"),
    Step("registry_state_evidence", "provider"),
    Step("registry_state_evidence", "provider", but={"facts": [OTHERWISE]}),
    Step("registry_settle_dispute", "registrar"),
    Step("tendering_compile_obligations", "public"),
    Step("tendering_find_routes", "public"),
    Step("registry_state_interest", "provider", keeps="interest_id"),
    Step("registry_correct_interest", "provider"),
    Step("registry_withdraw_interest", "provider"),
    Step("registry_state_joint_venture", "provider"),
    Step("registry_import_statements", "registrar"),
    Step("registry_import_feed", "registrar", query={"publisher": "A directory"}),
    Step("registry_announce_register_file", "registrar", keeps="import_id"),
    Step("registry_send_part", "registrar"),
    Step("registry_begin_import", "registrar"),
    Step("registry_declare_reserved_contract", "provider", keeps="contract_id"),
    Step("registry_withdraw_reserved_contract", "registrar"),
    Step("registry_state_evidence", "registrar", but={"facts": BREACH}),
    Step("registry_state_evidence", "registrar", but={"facts": LIMBS}),
    Step("registry_verify_organisation", "registrar", but={"status": "active"}),
    *IN_PUBLIC,
    Step("tendering_keep_document", "buyer", keeps="sha256"),
    Step("tendering_open_engagement", "buyer", keeps="engagement_id"),
    Step("tendering_revise_engagement", "buyer"),
    Step("tendering_log_contact", "buyer"),
    Step("tendering_share_document", "buyer"),
    Step("tendering_assess_advantage", "buyer"),
    Step("tendering_hear_users", "buyer", keeps="contribution_id"),
    Step("tendering_answer_users", "buyer"),
    Step("tendering_consider_well_being", "buyer"),
    Step("tendering_consider_subsidiarity", "buyer"),
    Step("tendering_assess_conflicts", "buyer"),
    Step("tendering_announce_engagement", "buyer"),
    *PLANNED,
    *TRADED,
    *DIRECT,
    *PHASED,
    *FRAMED,
    Step("tendering_draft_notice", "buyer", keeps="notice_id"),
    Step("tendering_publish_notice", "buyer", PUBLISH),
    Step("tendering_cancel_notice", "buyer", PUBLISH),
    *(Step("tendering_register_opener", who, keeps="opener_id", but={"public_key": PUBLIC}) for who in OPENERS),
    Step("tendering_draft_notice", "buyer", keeps="notice_id"),
    Step("tendering_seal_notice", "buyer"),
    Step("tendering_publish_notice", "buyer", PUBLISH),
    Step("tendering_submit_bid", "provider", BID, keeps="bid_id"),
    *(Step("tendering_post_share", who, AWARD) for who in ("officer", "outsider")),
    Step("tendering_draft_notice", "buyer", keeps="notice_id"),
    Step("tendering_copy_notice", "buyer"),
    Step("tendering_tell_of_staff", "buyer"),
    Step("tendering_revise_notice", "buyer"),
    Step("tendering_publish_notice", "buyer", PUBLISH),
    Step("tendering_amend_notice", "buyer", PUBLISH),
    Step("tendering_ask_question", "provider", PUBLISH, keeps="question_id"),
    Step("tendering_answer_question", "buyer", PUBLISH),
    Step("tendering_state_no_bid", "provider", PUBLISH),
    Step("tendering_write_draft", "provider", BID),
    Step("tendering_discard_draft", "provider", BID),
    Step("tendering_write_draft", "provider", BID),
    Step("tendering_submit_draft", "provider", BID),
    *ALLIANCE,
    *MODERATED,
    Step("tendering_draft_notice", "buyer", keeps="notice_id"),
    Step("tendering_set_method", "buyer", but={"technical_quorum": 1}),
    Step("tendering_publish_notice", "buyer", PUBLISH),
    *HEARD,
    Step("tendering_draw_citizens", "buyer", PUBLISH),
    Step("tendering_appoint_member", "buyer", PUBLISH, keeps="member_id"),
    Step("tendering_declare_interests", "buyer", PUBLISH),
    Step("tendering_submit_bid", "provider", BID, keeps="bid_id"),
    Step("tendering_replace_bid", "provider", BID),
    Step("tendering_give_marks", "buyer", AWARD),
    Step("tendering_settle_quality", "buyer", AWARD),
    Step("tendering_ask_about_price", "buyer", AWARD),
    Step("tendering_explain_price", "provider", AWARD),
    Step("tendering_decide_about_price", "buyer", AWARD),
    Step("tendering_award_lots", "buyer", AWARD, keeps="award_id"),
    Step("tendering_recuse_member", "buyer", AWARD),
    Step("tendering_simulate", "buyer", AWARD),
    Step("tendering_lodge_complaint", "provider", AWARD, keeps="complaint_id"),
    Step("tendering_answer_complaint", "buyer", AWARD),
    Step("tendering_notify_claim", "provider", AWARD, keeps="claim_id"),
    Step("tendering_end_claim", "buyer", SIGN),
    Step("tendering_propose_contract", "buyer", SIGN, keeps="contract_id"),
    Step("tendering_revise_contract", "buyer", SIGN),
    Step("tendering_sign_contract", "provider", SIGN),
    Step("tendering_publish_details", "buyer", SIGN),
    *MEASURED,
    Step("tendering_amend_contract", "buyer", PAY),
    *CHANGED,
    Step("ratings_state_contacts", "buyer", RATE, but={"eligible": 400}),
    Step("ratings_issue_credentials", "buyer", RATE),
    Step("ratings_count_review", "public", RATE),
    *STORY,
    *RATERS,
    *PETITION,
    *PAYMENTS,
    Step("tendering_return_quarter", "provider", END),
    Step("tendering_end_contract", "buyer", END),
    *GRANTED,
    Step("registry_reply_to_label", "provider", END),
    Step("registry_lodge_appeal", "provider", END, keeps="appeal_id"),
    Step("registry_decide_appeal", "platform_admin", END),
    Step("transparency_import_releases", "platform_admin"),
    Step("transparency_import_grants", "platform_admin"),
    *(
        Step(f"{service}_keep_document", "provider", keeps="sha256")
        for service in ("registry", "tendering", "ratings", "grants", "transparency")
    ),
)


@dataclass
class Walk:
    """The walk as it goes. `made` holds what later steps need, under the names that paths and bodies use."""

    platform: Platform
    description: Description
    made: dict[str, Any] = field(default_factory=lambda: {**FIRST, "label": "conduct_within_grade"})
    faults: list[str] = field(default_factory=list)
    clients: dict[str, httpx.Client] = field(default_factory=dict)
    last: dict[str, str] = field(default_factory=dict)

    def client(self, who: str) -> httpx.Client:
        """A client of one of the two organisations, of the platform's own people, or nobody's."""
        if who == "public":
            return self.platform.public
        if who not in PARTIES:
            return self.platform.client(who)
        if who not in self.clients:
            own = self.made["authority_id"] if who in COLLEAGUES else ""
            self.clients[who] = made = newcomer(self.platform, *PARTIES[who], organisation=own)
            if who == "buyer":
                self.made["subject"] = made.id
        return self.clients[who]

    def go(self, steps: Sequence[Step] = STEPS) -> None:
        """The steps; what an answer did not keep of the document's promises is among `faults`."""
        for step in steps:
            operation = self.description.operation(step.operation)
            self.prepare(step)
            for kind in [*operation.bodies] or [""]:
                for example in self.examples(operation, kind):
                    self.take(step, operation, kind, {**example, **self.fitted(step.but)} if step.but else example)

    def prepare(self, step: Step) -> None:
        """Put in what no answer before has said by itself."""
        if "lots_in_order" in self.made:
            self.made["lot_id"] = self.made["lots_in_order"][step.lot]
        if step.operation == "tendering_post_share":
            self.made["share"] = own_share(self.client(step.who), self.made["notice_id"])
        if step.operation == "ratings_lead_investigation":
            self.wait_for("public", "/ratings/v1/petitions/{petition_id}/investigation", lambda it: it.is_success)
        if step.operation == "tendering_announce_spend_file":
            self.made.pop("sha256", None)  # a document's; the file has its own
        if step.operation == "tendering_take_down_name":
            self.wait_for("buyer", "/tendering/v1/spend-files/{import_id}", lambda it: it.json()["finished_at"])
        if step.operation == "ratings_decide_suspicion":
            self.made["suspicion_id"] = self.client(step.who).get("/ratings/v1/quarantine").json()["items"][0]["id"]
        for name in ("members", "match"):
            self.made.pop(name, None)
        if step.operation == "grants_set_terms":
            self.made["match"] = brought()
        if step.operation == "tendering_propose_alliance_award":
            self.made["members"] = allies(self.made)

    def examples(self, operation: Operation, kind: str) -> Iterator[Any]:
        if not kind:
            yield None
        for example in self.description.examples_of(operation.bodies.get(kind, {})):
            yield self.fitted(example)

    def take(self, step: Step, operation: Operation, kind: str, body: Any) -> None:
        """One request; it must succeed, and be answered as described."""
        sent: dict[str, Any] = {"headers": {"Commonweal-Now": step.now, **self.last}, "params": step.query}
        if kind.endswith("urlencoded"):
            sent["data"] = body
        elif isinstance(body, str):
            sent["content"] = body
            sent["headers"]["Content-Type"] = kind
        elif body is not None:
            sent["json"] = body
        answer = self.client(step.who).request(operation.method.upper(), self.path_of(operation, step), **sent)
        self.faults += self.description.faults_of(operation, answer)
        if not answer.is_success:
            self.faults.append(f"the example of {operation.id} {kind}: {answer.status_code} {answer.text[:400]}")
            return
        if "commonweal-event" in answer.headers:
            self.last = {"Commonweal-After": answer.headers["commonweal-event"]}
        if answer.content:
            self.remember(step, answer.json())

    def wait_for(self, who: str, path: str, happened: Callable[[httpx.Response], object]) -> None:
        """Until what goes on in the background shows."""
        eventually(lambda: happened(self.client(who).get(path.format_map(self.made))))

    def path_of(self, operation: Operation, step: Step) -> str:
        path = operation.path
        for name, value in self.made.items():
            path = path.replace(f"{{{name}}}", str(value))
        return path

    def remember(self, step: Step, answer: Any) -> None:
        """The identifiers and codes of an answer."""
        if not isinstance(answer, Mapping):
            return  # a list, of which no later step needs anything
        if step.keeps:
            self.made[step.keeps] = self.made[ALSO.get(step.keeps, step.keeps)] = answer.get("id") or answer[step.keeps]
        if step.keeps in LISTED:
            self.made.setdefault(LISTED[step.keeps], []).append(answer["id"])
        if "lots" in answer:
            self.made["lots_in_order"] = [lot["id"] for lot in answer["lots"]]
            self.made["lot_id"] = self.made["lots_in_order"][0]
        for kind in ("fact", "dispute"):
            if f"{kind}s" in answer:
                self.made.update((f"{kind}_id", each["id"]) for each in answer[f"{kind}s"][:1])
        self.made |= told_once(answer)
        self.made |= of_a_contract(answer)

    def fitted(self, example: Any, *, within: bool = False) -> Any:
        """The example with this walk's identifiers. A `code` is somebody's own; `within` a body, a word of a list."""
        if isinstance(example, list):
            return [self.fitted(each, within=True) for each in example]
        if not isinstance(example, Mapping):
            return example
        made = {name: value for name, value in self.made.items() if not (within and name == "code")}
        fitted = {name: made.get(name, self.fitted(value, within=True)) for name, value in example.items()}
        if "lot_ids" in fitted:
            fitted["lot_ids"] = [self.made.get("lot_id")]
        if "org_ids" in fitted:  # each organisation has a number of its own
            fitted["org_ids"] = [f"GB-COH-{secrets.randbelow(10**8):08}"]
        return fitted
