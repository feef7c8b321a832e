"""The settings of ratings: those that every service has, and the issuer's own secret."""

from pydantic import SecretStr

import chassis.settings


class Settings(chassis.settings.Settings):
    """What a deployment decides about ratings."""

    #: Seals the keys under which credentials are signed, and keys the digests of contacts; known to those who run the
    #: issuer, and to nobody who runs the rest. Left out, it is `COMMONWEAL_SECRET`.
    issuer_secret: SecretStr | None = None
