"""A tender's key is dealt out to people who need one another, and nobody keeps it."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from services.tendering.tests.builders import NOW, a_notice, a_published_notice

from kernel.errors import Conflict, NotFound, RuleBroken, Unacceptable
from tendering.sealing.domain import Capacity, Opener, SealingKey, Share
from tendering.sealing.rules import contexts
from tendering.sealing.rules.boxes import Tampered, key_pair, sealed, unsealed
from tendering.sealing.rules.quorum import deal, must_be_dealt, private_key_of
from tendering.terms.domain import Lot

COUNCIL, TRUSTEES, AUDITORS = uuid4(), uuid4(), uuid4()
HOUSES = (COUNCIL, TRUSTEES, AUDITORS)


def openers(*houses: UUID) -> tuple[list[Opener], dict[UUID, bytes]]:
    """One opener of each house, and their private keys."""
    made, keys = [], {}
    for place, house in enumerate(houses):
        private, public = key_pair()
        opener = Opener(
            subject=f"opener-{place}",
            organisation_id=house,
            capacity=Capacity.OFFICIAL,
            public_key=public,
            registered_at=NOW,
        )
        made.append(opener)
        keys[opener.id] = private
    return made, keys


def part_of(key: SealingKey, share: Share, private: bytes) -> bytes:
    """What an opener finds in the share that was dealt to them."""
    return unsealed(share.sealed, private, contexts.of_share(key.id, share.opener.id, share.number))


def test_the_openers_together_open_what_was_sealed_even_if_one_lost_its_share() -> None:
    people, keys = openers(*HOUSES)
    key = deal(uuid4(), people, threshold=2, now=NOW)
    box = sealed(b"homes", key.public_key, b"")
    for lost in (1, 2, 3):
        parts = {each.number: part_of(key, each, keys[each.opener.id]) for each in key.shares if each.number != lost}
        assert unsealed(box, private_key_of(key, parts), b"") == b"homes"


def test_one_opener_alone_is_no_quorum() -> None:
    people, keys = openers(*HOUSES)
    key = deal(uuid4(), people, threshold=2, now=NOW)
    [first, *_] = key.shares
    with pytest.raises(RuleBroken, match="takes 2 shares; 1 are here"):
        private_key_of(key, {first.number: part_of(key, first, keys[first.opener.id])})


def test_a_share_opens_for_its_own_opener_only() -> None:
    people, keys = openers(*HOUSES)
    key = deal(uuid4(), people, threshold=2, now=NOW)
    first, second, _ = key.shares
    with pytest.raises(Tampered):
        part_of(key, first, keys[second.opener.id])


def test_a_wrong_share_is_named_and_a_right_one_is_taken_once() -> None:
    people, keys = openers(*HOUSES)
    key = deal(uuid4(), people, threshold=2, now=NOW)
    first, second, _ = key.shares
    part = part_of(key, first, keys[first.opener.id])
    with pytest.raises(Unacceptable, match="not share 2"):
        must_be_dealt(key, second, part)
    must_be_dealt(key, first, part)
    first.held = b"sealed anew"
    with pytest.raises(Conflict, match="Share 1 is here already"):
        must_be_dealt(key, first, part)


def test_who_was_dealt_no_share_holds_none() -> None:
    people, _ = openers(*HOUSES)
    key = deal(uuid4(), people, threshold=2, now=NOW)
    assert key.share_of("opener-1").number == 2
    with pytest.raises(NotFound):
        key.share_of("somebody")


@pytest.mark.parametrize(
    ("houses", "threshold", "why"),
    [
        ((COUNCIL, COUNCIL, COUNCIL), 2, "by itself"),
        ((COUNCIL, COUNCIL, TRUSTEES), 2, "by itself"),
        ((COUNCIL, TRUSTEES), 2, "can be spared"),
        ((COUNCIL, TRUSTEES, AUDITORS), 1, "can be spared"),
        ((COUNCIL, TRUSTEES, AUDITORS), 3, "can be spared"),
    ],
)
def test_a_quorum_takes_two_houses_and_can_spare_somebody(houses: tuple[UUID, ...], threshold: int, why: str) -> None:
    with pytest.raises(Unacceptable, match=why):
        deal(uuid4(), openers(*houses)[0], threshold=threshold, now=NOW)


def test_nobody_holds_two_shares() -> None:
    people, _ = openers(*HOUSES)
    with pytest.raises(Unacceptable, match="one share"):
        deal(uuid4(), [people[0], *people], threshold=2, now=NOW)


def test_an_opener_opens_in_the_capacity_that_its_other_roles_give() -> None:
    assert Capacity.of({"opener", "auditor"}) is Capacity.AUDITOR
    assert Capacity.of({"opener", "citizen_commissioner"}) is Capacity.CITIZEN
    assert Capacity.of({"opener"}) is Capacity.OFFICIAL


def test_sealing_is_chosen_before_publication_or_not_at_all() -> None:
    draft = a_notice()
    draft.seal(uuid4())
    assert draft.version == 2
    with pytest.raises(RuleBroken, match="before the notice is published"):
        a_published_notice().seal(uuid4())


def test_a_sealed_notice_shows_its_bids_once_they_are_opened_and_not_when_time_is_up() -> None:
    notice = a_notice()
    notice.seal(uuid4())
    notice.publish(now=NOW)
    after = notice.closes_at + timedelta(days=1)
    assert (notice.is_closed(now=after), notice.opens_bids(now=after)) == (True, False)
    notice.bids_opened_at = after
    assert notice.opens_bids(now=after)


def test_any_change_of_what_bidders_compete_on_changes_the_terms() -> None:
    notice = a_notice()
    before = contexts.terms_of(notice)
    notice.description = "Told at greater length."
    notice.closes_at += timedelta(seconds=1)  # more time alone leaves bids as they are
    assert contexts.terms_of(notice) == before
    notice.method_digest = "0" * 64
    later = contexts.terms_of(notice)
    notice.lots = [*notice.lots, Lot(title="Outreach", value=notice.lots[0].value)]
    assert len({before, later, contexts.terms_of(notice)}) == 3
