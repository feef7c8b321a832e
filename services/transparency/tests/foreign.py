"""Other portals' files, made up, and the platform's own ways of reading what it gave back."""

import json
from typing import Any

PACKAGE = {
    "uri": "https://portal.example/releases",
    "version": "1.1",
    "publishedDate": "2026-04-10T10:50:13+01:00",
    "publisher": {"name": "Portal of Example"},
    "license": "https://portal.example/licence",
}


def a_release(number: int = 1, **changes: Any) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "ocid": f"ocds-b5fd17-{number:04}",
        "id": f"{number:06}-2026",
        "date": f"2026-04-{number % 28 + 1:02}T10:50:13+01:00",
        "tag": ["tender"],
        "initiationType": "tender",
        "parties": [
            {
                "id": "GB-COH-9506232",
                "name": "Northbridge Council",
                "identifier": {"scheme": "GB-COH", "id": "9506232"},
                "additionalIdentifiers": [{"scheme": "GB-XXX", "id": "?"}, {"scheme": "GB-LAE", "id": "NBR"}],
                "address": {"streetAddress": "Town Hall", "postalCode": "NB1 1AA", "countryName": "England"},
                "contactPoint": {"name": "Mo Person", "email": "mo@example.org"},
                "roles": ["buyer", "procuringEntity"],
            }
        ],
        "buyer": {"id": "GB-COH-9506232", "name": "Northbridge Council"},
        "tender": {"id": str(number), "title": "Home care", "value": {"amount": 40465.20, "currency": "GBP"}},
    }
    return facts | changes


def a_package(*releases: Any, **changes: Any) -> str:
    return json.dumps(PACKAGE | {"releases": list(releases)} | changes)


def a_record_package(*records: Any) -> str:
    return json.dumps(PACKAGE | {"records": list(records)})
