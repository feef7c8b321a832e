"""A dynamic market."""

from events.tendering import MarketFacts
from transparency.releases.schemas.parties import reference
from transparency.releases.schemas.tenders import PROCUREMENT_ACT, classified
from transparency.releases.schemas.words import Json, filled


def market_of(ocid: str, market: MarketFacts, status: str, standing: str, reason: str | None) -> Json:
    """A market as OCDS tells it: a tender by a dynamic purchasing system, members being tenderers, parts lots."""
    return filled(
        {
            "id": ocid,
            "title": market.title,
            "description": market.description,
            "status": status,
            "statusDetails": reason,
            "legalBasis": PROCUREMENT_ACT,
            "additionalClassifications": classified(*market.cpv),
            "eligibilityCriteria": market.conditions,
            "techniques": {
                "hasDynamicPurchasingSystem": True,
                "dynamicPurchasingSystem": {"type": "closed", "status": standing},
            },
            "lots": [{"id": part.name, "title": part.name} for part in market.parts],
            "tenderers": [reference(each) for each in market.members],
        }
    )
