"""What becomes of a spend file when nobody asks: it is read, without the names that came down before."""

from sqlalchemy.ext.asyncio import AsyncEngine

from chassis.documents import store_at
from chassis.incoming.reading import reading
from chassis.settings import Settings
from tendering.takedowns.commands.withholding import key_under, withholding


async def read_spend_files(settings: Settings, engine: AsyncEngine) -> None:
    """Read whatever waits; until cancelled."""
    kind = withholding(key_under(settings.secret.get_secret_value()), store_at(settings.documents_url))
    await reading(kind, "tendering", "spend files")(settings, engine)
