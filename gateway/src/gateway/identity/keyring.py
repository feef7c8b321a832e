"""The keys that are in use: read from the database, renewed before they end, the same in every gateway process."""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from joserfc.jwk import OKPKey
from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from chassis.stopping import heed
from gateway.identity.domain import SIGNS, SigningKey, next_start
from gateway.identity.sealing import Seal
from gateway.identity.tables import signing_keys
from kernel.identifiers import new_id

EVERY = 3600.0
ONE_AT_A_TIME = text("select pg_advisory_xact_lock(hashtext('signing keys'))")
log = logging.getLogger(__name__)


class Keyring:
    """Signs with one key at a time and shows all whose tokens may still be about."""

    def __init__(self, sessions: async_sessionmaker[AsyncSession], seal: Seal) -> None:
        self.sessions, self.seal = sessions, seal
        self.held: Sequence[tuple[SigningKey, OKPKey]] = ()

    async def renew(self, *, now: datetime) -> None:
        """Read the keys, and make the next one if it is time. Raises WrongSecret."""
        async with self.sessions.begin() as session:
            await session.execute(ONE_AT_A_TIME)
            keys = list(await session.scalars(select(SigningKey).order_by(signing_keys.c.signs_from)))
            start = next_start(keys, now=now)
            if start is not None:
                session.add(made := self._new_key(start))
                keys.append(made)
        self.held = [(key, self._opened(key)) for key in keys if key.is_shown(now=now)]

    async def keep_renewing(self) -> None:
        """Until cancelled. A database that is away for a while does no harm: keys are made a day ahead."""
        while True:
            heed()
            await asyncio.sleep(EVERY)
            try:
                await self.renew(now=datetime.now(UTC))
            except Exception as error:  # whatever it was: who gave up here would have no key a month from now
                log.error("signing keys cannot be read: %s", type(error).__name__)

    def signing(self, *, now: datetime) -> OKPKey:
        """The key that signs now."""
        return next(opened for key, opened in self.held if key.signs(now=now))

    async def published(self) -> Mapping[str, Any]:
        """The public halves, as a JSON Web Key Set (RFC 7517 §5)."""
        public = {"use": "sig", "alg": "EdDSA"}
        return {"keys": [{**opened.as_dict(private=False), **public} for _, opened in self.held]}

    def _new_key(self, start: datetime) -> SigningKey:
        kid = new_id().hex
        opened = OKPKey.generate_key("Ed25519")
        return SigningKey(kid, self.seal.close(opened.as_pem(private=True), kid), start, start + SIGNS)

    def _opened(self, key: SigningKey) -> OKPKey:
        return OKPKey.import_key(self.seal.open(key.sealed, key.kid), {"kid": key.kid})
