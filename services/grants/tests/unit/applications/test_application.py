"""The rules of an application, each as a sentence."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from services.grants.tests.builders import NOW, a_scheme, an_application

from grants.applications.domain import Application, Status
from kernel.errors import RuleBroken, Unacceptable
from kernel.money import ZERO, Money


def test_an_application_asks_for_something_and_for_no_more_than_the_whole_scheme() -> None:
    scheme = a_scheme("100.00")
    an_application(scheme, "100.00").must_fit(scheme)
    for requested in ("0.00", "100.01"):
        with pytest.raises(Unacceptable) as refused:
            an_application(scheme, requested).must_fit(scheme)
        assert refused.value.path == "/requested"


def test_no_more_is_awarded_than_was_asked_for() -> None:
    application = an_application(a_scheme(), "100.00")
    with pytest.raises(RuleBroken, match=r"asks for £100\.00"):
        application.award(Money.parse("100.01"))
    with pytest.raises(Unacceptable, match="more than nothing"):
        application.award(ZERO)
    application.award(Money.parse("99.00"))
    assert application.status is Status.AWARDED


DECISIONS: list[Callable[[Application], None]] = [
    lambda application: application.withdraw(),
    lambda application: application.decline("Not this year.", by="A", now=NOW),
    lambda application: application.award(Money(1)),
]


@pytest.mark.parametrize("first", DECISIONS)
@pytest.mark.parametrize("second", DECISIONS)
def test_an_application_is_decided_once(
    first: Callable[[Application], None], second: Callable[[Application], None]
) -> None:
    application = an_application(a_scheme())
    first(application)
    stands = (application.status, application.version)
    with pytest.raises(RuleBroken, match=f"is {application.status}"):
        second(application)
    assert (application.status, application.version) == stands


def test_an_application_is_between_its_applicant_the_funders_people_and_auditors() -> None:
    application = an_application(a_scheme())
    readers = [(application.applicant_id, "provider"), (application.funder_id, "funder")]
    readers += [(application.funder_id, "assessor"), (uuid4(), "auditor")]
    strangers = [(uuid4(), "provider"), (uuid4(), "funder"), (application.funder_id, "provider")]
    assert all(application.may_be_read(organisation, {role}) for organisation, role in readers)
    assert not any(application.may_be_read(organisation, {role}) for organisation, role in strangers)
    assert not application.may_be_read(None, set())
