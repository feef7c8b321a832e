"""What binds the ratings that count in a competition: whoever holds the same tellings finds the same digest.

A telling is how many gave an organisation one to five stars, as services were told at one moment. Its salt keeps small
counts from being found by trying digests, so a digest may be public where the counts are not.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from kernel.digests import digest_of


def digest_of_telling(organisation_id: UUID, stars: Sequence[int], *, salt: str, as_of: datetime) -> str:
    """The SHA-256 that binds one telling."""
    return digest_of({"as_of": as_of, "organisation_id": organisation_id, "salt": salt, "stars": list(stars)})


def digest_of_snapshot(notice_id: UUID, service_code: str, as_of: datetime, tellings: Mapping[UUID, str]) -> str:
    """The SHA-256 that binds the last telling of every organisation, by its digest, for one competition."""
    of_all = {str(organisation): digest for organisation, digest in tellings.items()}
    return digest_of({"as_of": as_of, "notice_id": notice_id, "service_code": service_code, "tellings": of_all})


def service_code_of(cpv: Sequence[str]) -> str:
    """For which kind of service ratings are looked at: the first code of the notice; empty without one."""
    return cpv[0] if cpv else ""
