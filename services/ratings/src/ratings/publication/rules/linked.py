"""What users say as schema.org has it, for search engines and whoever reads JSON-LD."""

from collections.abc import Mapping, Sequence
from typing import Any

CONTEXT = "https://schema.org"


def organisation(identifier: str, name: str, summary: Mapping[str, Any], stories: Sequence[Mapping[str, Any]]) -> Any:
    """An organisation with its rating and its stories. What is suppressed has no rating at all."""
    found: dict[str, Any] = {"@context": CONTEXT, "@type": "Organization", "identifier": identifier, "name": name}
    if not summary["suppressed"]:
        found["aggregateRating"] = {
            "@type": "AggregateRating",
            "ratingValue": summary["score"],
            "ratingCount": summary["count"],
            "bestRating": 5,
            "worstRating": 1,
        }
    found["review"] = [review(story) for story in stories]
    return found


def review(story: Mapping[str, Any]) -> Any:
    """A story; its author is nobody that anybody knows."""
    told = {
        "@type": "Review",
        "identifier": story["id"],
        "reviewBody": story["text"],
        "datePublished": story["published_on"],
        "reviewRating": {"@type": "Rating", "ratingValue": story["overall"], "bestRating": 5, "worstRating": 1},
        "itemReviewed": {"@type": "Service", "name": story["service"], "identifier": story["contract_id"]},
        "author": {"@type": "Person", "name": "Somebody who used the service"},
    }
    if story["replies"]:
        told["comment"] = [{"@type": "Comment", "text": reply["text"]} for reply in story["replies"]]
    return told
