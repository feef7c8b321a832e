"""What a deployment decides: read from `COMMONWEAL_*` environment variables, and from nowhere else.

A comment that begins with `#:` is the setting's line in docs/settings.md.
"""

import os
import secrets
import tempfile
from collections.abc import Mapping
from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """The settings of one service; a service with more of its own extends this class."""

    model_config = SettingsConfigDict(env_prefix="COMMONWEAL_", frozen=True, extra="ignore")

    #: The service's own database, `postgresql+asyncpg://user:password@host:port/name`.
    database_url: str
    #: The most connections that one process opens to its database; it keeps them.
    database_connections: int = 20
    #: By which `migrate` logs in, where a service has logins beside its own and none of them may act for all; left
    #: out, it is the service's own. Give it to no other process.
    migration_database_url: str = ""
    #: The NATS server, or several separated by commas.
    nats_url: str = "nats://127.0.0.1:4222"
    #: The service's user at NATS; empty when the server asks for none.
    nats_user: str = ""
    #: The password of that user.
    nats_password: SecretStr = SecretStr("")
    #: Where that server tells of itself (its monitoring address), so that readiness can see that it writes through.
    nats_monitor_url: str = ""
    #: On how many servers of the cluster each stream is kept: 3 in production.
    nats_replicas: int = 1
    #: Seconds between two looks of the relay for what other processes of its service have committed; what its own
    #: commits, it knows at once. Where one process is the whole service, rarely will do.
    relay_looks_each: float = Field(default=0.02, gt=0)
    #: Where the gateway is reached from inside.
    gateway_url: str = "http://127.0.0.1:8080"
    #: Where the platform is reached from outside, for links inside published files; empty means `gateway_url`.
    public_url: str = ""
    #: The keys that verify the gateway's tokens; empty means `<gateway_url>/.well-known/jwks.json`.
    jwks_url: str = ""
    #: Seals cursors, fingerprints of requests and waiting shares. Give every process of a service the same one;
    #: left out, they end with the process.
    secret: SecretStr = Field(default_factory=lambda: SecretStr(secrets.token_urlsafe(32)))
    #: Send traces over OTLP/HTTP; left out, they are sent if `OTEL_EXPORTER_OTLP_ENDPOINT` says where to.
    tracing: bool = Field(default_factory=lambda: bool(os.environ.get("OTEL_EXPORTER_OTLP_ENDPOINT")))
    #: Accept `Commonweal-Now`, so that a two-year procedure can be played in a minute. Never in production.
    sandbox: bool = False
    #: Where documents are kept: `file:///…`, `s3://bucket/…`, `memory:///`.
    documents_url: str = Field(default_factory=lambda: Path(tempfile.gettempdir(), "commonweal-documents").as_uri())
    #: The address on which the service listens.
    host: str = "127.0.0.1"
    #: The port on which the service listens.
    port: int = 8000
    #: The publisher's prefix for OCIDs, as registered with the Open Contracting Partnership.
    ocid_prefix: str = "ocds-213czf"
    #: The publisher's prefix for 360Giving grant identifiers.
    grant_prefix: str = "360G-commonweal"
    #: Who publishes the open data, as its files name them.
    publisher_name: str = "Commonweal"
    #: The publisher's page.
    publisher_uri: str = "https://commonweal.example"
    #: The org-id scheme of the publisher's own identifier, such as GB-LAE.
    publisher_scheme: str = ""
    #: The publisher's number in that scheme.
    publisher_uid: str = ""

    @property
    def logins(self) -> Mapping[str, str]:
        """The database by each login beside the service's own, by the schema that it alone opens; most have none."""
        return {}

    @property
    def address(self) -> str:
        """The platform's public address, without a slash at its end."""
        return (self.public_url or self.gateway_url).rstrip("/")

    @property
    def keys_url(self) -> str:
        """Where to read the key set that verifies internal tokens."""
        return self.jwks_url or f"{self.gateway_url.rstrip('/')}/.well-known/jwks.json"
