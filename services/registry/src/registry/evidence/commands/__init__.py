"""What one may do to the evidence: load, decide, record. Nothing is changed; what no longer counts is set aside."""

from registry.evidence.commands.disputing import settle_dispute
from registry.evidence.commands.expiring import let_evidence_expire
from registry.evidence.commands.recording import record_fact, record_readings, state_evidence, withdraw_fact

__all__ = [
    "let_evidence_expire",
    "record_fact",
    "record_readings",
    "settle_dispute",
    "state_evidence",
    "withdraw_fact",
]
