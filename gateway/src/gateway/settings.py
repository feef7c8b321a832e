"""The gateway's own settings, beside those every process has."""

from pydantic import BaseModel, ConfigDict, Field, IPvAnyNetwork

import chassis.settings


class Issuer(BaseModel):
    """An OpenID Connect issuer whose access tokens (RFC 9068) are accepted here."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    #: Its `iss`, to the letter.
    issuer: str
    #: Where its keys are published.
    jwks_url: str
    #: The one audience that its tokens for this platform name.
    audience: str = "commonweal"
    #: The claim that holds the organisation's identifier in the registry.
    organisation_claim: str = "organisation"
    #: The claim that holds the list of roles.
    roles_claim: str = "roles"
    #: The roles it may give; others in its tokens mean nothing, `platform_admin` among them unless it is named here.
    grants: frozenset[str] = frozenset(
        {
            "commissioner",
            "evaluator",
            "citizen_commissioner",
            "opener",
            "provider",
            "funder",
            "assessor",
            "rater_issuer",
        }
    )


class Settings(chassis.settings.Settings):
    """What a deployment decides about its one door."""

    #: Where each service listens: `{"registry": "http://127.0.0.1:8101", …}`.
    routes: dict[str, str] = Field(default_factory=dict)
    #: The service that shows the public site, `/`.
    site: str = "transparency"
    #: The first clients, `{"clients": [{"client_id", "client_secret", "organisation", "roles"}]}`, or a file of them.
    bootstrap_clients: str = ""
    #: OpenID Connect issuers whose tokens are accepted, as a JSON list.
    oidc_issuers: tuple[Issuer, ...] = ()
    #: Requests of one client in a window, unless the client has a quota of its own.
    client_quota: int = Field(default=60_000, ge=1)
    #: Requests of one neighbourhood (/24 or /48) of anonymous callers in a window.
    anonymous_quota: int = Field(default=6_000, ge=1)
    #: How many requests asking for a token weighs: a secret is slow to check, and must not be guessed.
    token_cost: int = Field(default=10, ge=1)
    #: Seconds in a window.
    quota_window: int = Field(default=60, ge=1)
    #: Networks of the proxies in front, such as an ingress's: who asks is then the last address of `X-Forwarded-For`
    #: that is none of theirs. Left out, everybody behind a proxy shares one quota.
    proxies: tuple[IPvAnyNetwork, ...] = ()
    #: Networks whose callers' `traceparent` is continued, such as an ingress's; all other traces begin at the gateway.
    traces_from: tuple[IPvAnyNetwork, ...] = ()
    #: Paths whose requests leave no trace at all: nothing may join a review with who sent it, or when.
    untraced: frozenset[str] = frozenset(
        {
            "/ratings/v1/reviews",
            "/ratings/v1/issuer/signatures",
            "/ratings/v1/issuer/codes",
            "/ratings/v1/credential",
        }
    )
    #: Show `/metrics` to everybody; else to this machine itself, auditors and platform administrators.
    metrics_public: bool = False
    #: Seconds a service may stay silent before the caller hears 504, and a caller may take nothing of its answer.
    patience: float = Field(default=30.0, gt=0)
    #: The largest body that is carried to a service, in bytes; services refuse most of them far below that.
    largest_body: int = Field(default=64 * 1024 * 1024, ge=1)
