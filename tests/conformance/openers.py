"""Those who open sealed bids on the walk. All have one key pair, the example of RFC 7748 §6.1, so that it is known."""

from base64 import b64decode, b64encode

import httpx

from tendering.sealing.rules.boxes import unsealed
from tendering.sealing.rules.contexts import of_share

#: Three openers of three organisations, and their roles.
OPENERS = {"officer": ("opener",), "trustee": ("opener",), "outsider": ("opener", "auditor")}
PRIVATE = bytes.fromhex("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb")
PUBLIC = b64encode(bytes.fromhex("de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f")).decode()


def own_share(client: httpx.Client, notice_id: str) -> str:
    """What an opener finds in its share of the notice's key, as it posts it."""
    share = client.get(f"/tendering/v1/notices/{notice_id}/sealing/share").raise_for_status().json()
    context = of_share(share["key_id"], share["opener_id"], share["number"])
    return unsealed(b64decode(share["sealed"]), PRIVATE, context).hex()
