"""The settings of ratings: those that every service has, and the issuer's own secret and login."""

from collections.abc import Mapping

from pydantic import SecretStr

import chassis.settings


class Settings(chassis.settings.Settings):
    """What a deployment decides about ratings."""

    #: Seals the keys under which credentials are signed, and keys the digests of contacts; known to those who run the
    #: issuer, and to nobody who runs the rest. Left out, it is `COMMONWEAL_SECRET`.
    issuer_secret: SecretStr | None = None
    #: The issuer's own login to the service's database, which alone opens the schema `issuer`. Left out, the issuer
    #: logs in as the service does.
    issuer_database_url: str = ""

    @property
    def logins(self) -> Mapping[str, str]:
        """The issuer's."""
        return {"issuer": self.issuer_database_url or self.database_url}
