"""Transparency's settings: those that every service has, and the prefixes it publishes under."""

from pydantic_settings import BaseSettings, SettingsConfigDict

from chassis.settings import Settings

__all__ = ["Prefixes", "Settings"]


class Prefixes(BaseSettings):
    """The registered prefixes, and the publisher's page, read when the worker is put together without a database.

    They become part of what projections keep: whoever changes one rebuilds `releases` and `grant_awards`.
    """

    model_config = SettingsConfigDict(env_prefix="COMMONWEAL_", frozen=True, extra="ignore")

    ocid_prefix: str = Settings.model_fields["ocid_prefix"].default
    grant_prefix: str = Settings.model_fields["grant_prefix"].default
    publisher_uri: str = Settings.model_fields["publisher_uri"].default
