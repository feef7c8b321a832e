"""Transparency's settings: those that every service has, and the prefixes it publishes under."""

from pydantic_settings import BaseSettings, SettingsConfigDict

from chassis.settings import Settings

__all__ = ["Prefixes", "Settings"]


class Prefixes(BaseSettings):
    """The registered prefixes, read when the worker is put together and there is no database to speak of yet.

    They become part of what projections keep: whoever changes one rebuilds `releases` and `grants`.
    """

    model_config = SettingsConfigDict(env_prefix="COMMONWEAL_", frozen=True, extra="ignore")

    ocid_prefix: str = Settings.model_fields["ocid_prefix"].default
    grant_prefix: str = Settings.model_fields["grant_prefix"].default
