"""The catalogue as linked data: DCAT-AP 3.0.1 in JSON-LD, one dataset for each standard and publisher."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any
from urllib.parse import quote
from uuid import UUID

from chassis.settings import Settings
from transparency.catalogue.domain import STANDARDS, Holding, Publication
from transparency.catalogue.schemas.publications import address_of
from transparency.exports.domain import Publisher
from transparency.publication.schemas import LICENCE
from transparency.releases.schemas.words import filled

Json = dict[str, Any]
_EU = "http://publications.europa.eu/resource/authority"
_MEDIA = "http://www.iana.org/assignments/media-types"
CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
MEDIA_TYPES = {"CSV": "text/csv", "JSON": "application/json"}
BULK = {
    "ocds": "/transparency/v1/bulk/ocds?format=package&buyer={}",
    "360giving": "/transparency/v1/bulk/360giving?format=package&funder={}",
}


def catalogue_of(
    settings: Settings, made: Iterable[Publication], known: Mapping[UUID, Publisher], holdings: Iterable[Holding]
) -> Json:
    """Everything that is published here. `made` is in order of table and publisher."""
    base = settings.address
    tables = [
        _of_tables(base, known[publisher_id], list(editions))
        for (_, publisher_id), editions in groupby(made, key=lambda it: (it.table, it.publisher_id))
        if publisher_id in known
    ]
    return {
        "@context": CONTEXT,
        "@id": f"{base}/transparency/v1/catalogue.jsonld",
        "@type": "dcat:Catalog",
        "dct:title": _words(f"What {settings.publisher_name} publishes"),
        "dct:description": _words("Public contracts, spending and grants, in the standards that others use."),
        "dct:publisher": _agent(settings.publisher_uri, settings.publisher_name),
        "dct:license": _licence(),
        "dct:language": {"@id": f"{_EU}/language/ENG", "@type": "dct:LinguisticSystem"},
        "foaf:homepage": {"@id": f"{base}/open-data", "@type": "foaf:Document"},
        "dcat:dataset": [*tables, *(_of_holding(base, it) for it in holdings)],
    }


def _of_tables(base: str, publisher: Publisher, editions: Sequence[Publication]) -> Json:
    """One of the Code's tables, with two files for each quarter or year."""
    name = editions[0].table
    period = (editions[0].span.days.first, editions[-1].span.days.last)
    issued, modified = min(it.modified_on for it in editions), max(it.modified_on for it in editions)
    files = [file for it in editions for file in _files(base, publisher, it)]
    return _dataset(
        f"{base}/transparency/v1/published/{name}", name, publisher, (issued, modified), period, files=files
    )


def _files(base: str, publisher: Publisher, made: Publication) -> Iterator[Json]:
    address = f"{base}{address_of(made.table, publisher, made.span)}"
    for form in MEDIA_TYPES:
        yield _distribution(f"{address}.{form.lower()}", f"{made.span.name}, {form}", form, made.modified_on)


def _of_holding(base: str, held: Holding) -> Json:
    """Procurements or grants of a publisher, in one package."""
    address = f"{base}{BULK[held.standard].format(quote(held.publisher.reference, safe=''))}"
    file = _distribution(address, "All in one package", "JSON", held.modified_on)
    name = f"{base}/transparency/v1/bulk/{held.standard}"
    days = (held.issued_on, held.modified_on)
    return _dataset(name, held.standard, held.publisher, days, days, files=[file])


def _dataset(
    address: str,
    standard: str,
    publisher: Publisher,
    days: tuple[date, date],
    period: tuple[date, date | None],
    *,
    files: Sequence[Json],
) -> Json:
    told, reference = STANDARDS[standard], quote(publisher.reference, safe="")
    first, last = period
    return {
        "@id": f"{address}?publisher={reference}#dataset",
        "@type": "dcat:Dataset",
        "dct:identifier": f"{standard}/{publisher.reference}",
        "dct:title": _words(f"{told.title}: {publisher.name}"),
        "dct:description": _words(told.about),
        "dct:publisher": _agent(f"urn:uuid:{publisher.id}", publisher.name),
        "dct:issued": _day(days[0]),
        "dct:modified": _day(days[1]),
        "dct:temporal": filled(
            {"@type": "dct:PeriodOfTime", "dcat:startDate": _day(first), "dcat:endDate": last and _day(last)}
        ),
        "dct:conformsTo": {"@id": told.address, "@type": "dct:Standard"},
        "dct:accrualPeriodicity": {"@id": f"{_EU}/frequency/{told.frequency}", "@type": "dct:Frequency"},
        "dcat:distribution": list(files),
    }


def _distribution(address: str, title: str, form: str, modified_on: date) -> Json:
    return {
        "@id": f"{address}#distribution",
        "@type": "dcat:Distribution",
        "dct:title": _words(title),
        "dcat:accessURL": {"@id": address},
        "dcat:downloadURL": {"@id": address},
        "dct:format": {"@id": f"{_EU}/file-type/{form}", "@type": "dct:MediaTypeOrExtent"},
        "dcat:mediaType": {"@id": f"{_MEDIA}/{MEDIA_TYPES[form]}", "@type": "dct:MediaType"},
        "dct:license": _licence(),
        "dct:modified": _day(modified_on),
    }


def _agent(address: str, name: str) -> Json:
    return {"@id": address, "@type": "foaf:Agent", "foaf:name": name}


def _licence() -> Json:
    return {"@id": LICENCE, "@type": "dct:LicenseDocument"}


def _words(text: str) -> Json:
    return {"@value": text, "@language": "en"}


def _day(day: date) -> Json:
    return {"@value": day.isoformat(), "@type": "xsd:date"}
