"""How often a second everybody can read what users say of a service."""

from tests.bench.figures import Bound, Figure, alternating
from tests.bench.requests import Requests

CONTRACT = "0198c4f2-7a50-7c3e-9c1a-2b1f6d3e4a5b"
PATH = f"/ratings/v1/summaries?contract={CONTRACT}"
SERVICE = """
    insert into services (contract_id, buyer_id, provider_ids, title, starts_on, ends_on)
    values ($1, gen_random_uuid(), array[gen_random_uuid()], 'Homelessness prevention', '2026-07-01', '2027-12-31')
"""
PUBLICATION = """
    insert into publications
        (contract_id, stars, recommend, published_at, version, levels, stars_told, recommend_told, levels_told, recent)
    values ($1, '{1,2,9,18,34}', '{50,8,6}', now(), 1, '{40,24,0}',
        '{null,null,null,18,34}', '{50,8,6}', '{40,24,0}', 4.1)
"""


async def measure(asked: Requests) -> dict[str, Figure]:
    """Reads through the gateway, which keeps an answer for a second, beside Caddy before the service as it is."""
    connection = await asked.stage.connected("ratings")
    for statement in (SERVICE, PUBLICATION):
        await connection.execute(statement, CONTRACT)
    await connection.close()
    caddy = asked.caddy_before(asked.ratings, PATH)
    summaries = await alternating(asked.reads(asked.gateway, PATH), asked.reads(caddy, PATH))
    return {
        "summaries_vs_caddy": Figure(
            *summaries, "requests/s", "Caddy before the service, which keeps nothing", Bound(least=3.0)
        )
    }
