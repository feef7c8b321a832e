"""From statements of ownership to the tree above an organisation, and what it holds itself."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import groupby
from uuid import UUID

from events.registry import OwnershipStated
from events.registry.owners import BodyTold, InterestTold, PositionTold
from pages.shelf import day
from transparency.lineage.domain import Holder
from transparency.wording.rules.countries import country, in_country
from transparency.wording.rules.sentences import together

STOREYS = 6  # that are shown
ORDER = ("joint_venture", "parent", "shareholding", "voting_rights", "appointment_of_board", "other_influence")
RANK = {kind: rank for rank, kind in enumerate(ORDER)}
NAMELESS = {
    "person": "A person",
    "unknown_entity": "A body that nobody knows",
    "anonymous_entity": "A body that the law lets withhold its name",
}
Names = Mapping[UUID, str]
NOWHERE: Mapping[UUID, str] = {}


def tree_of(
    organisation: UUID,
    stated: Mapping[UUID, OwnershipStated],
    names: Names,
    on: date,
    countries: Mapping[UUID, str] = NOWHERE,
) -> Holder:
    """The organisation, its owners on that day, theirs, and so on. Nobody stands above himself."""
    return Growth(stated, names, on, countries).body(BodyTold(id=organisation, type="organisation"))


@dataclass(frozen=True, slots=True)
class Growth:
    """What a tree grows from."""

    stated: Mapping[UUID, OwnershipStated]
    names: Names
    on: date
    countries: Mapping[UUID, str]  # of bodies whose own statement does not say it

    def body(self, told: BodyTold, held: Sequence[InterestTold] = (), below: Sequence[UUID] = ()) -> Holder:
        """A body that holds something in the last of those `below`, with everybody above it."""
        known, path = self.stated.get(told.id), (*below, told.id)
        live = [each for each in known.interests if is_live(each, self.on)] if known and len(path) < STOREYS else []
        higher = [each for each in live if each.owner.id not in path]
        code = told.country or self.countries.get(told.id)
        above = [self.body(owner, interests, path) for owner, interests in by_owner(higher)]
        return Holder(
            id=told.id,
            name=name_of(told, self.names),
            place=country(code) if code else "",
            listed=told.id in self.names,
            holds=[holding(each) for each in held],
            sources=sorted({source(each) for each in held}),
            above=above,
            top="" if above or not below else top(told, known),
        )


def by_owner(interests: Iterable[InterestTold]) -> Iterable[tuple[BodyTold, Sequence[InterestTold]]]:
    """What each owner holds, the largest share first."""
    ordered = sorted(interests, key=lambda each: (str(each.owner.id), RANK.get(each.kind, len(RANK))))
    owners = [list(group) for _, group in groupby(ordered, key=lambda each: each.owner.id)]
    owners.sort(key=lambda group: (-max(Fraction(each.minimum or 0) for each in group), str(group[0].owner.id)))
    return [(group[0].owner, group) for group in owners]


def holdings_of(organisation: UUID, owned: Iterable[OwnershipStated], names: Names, on: date) -> Sequence[Holder]:
    """The bodies in which it holds something on that day."""
    found = []
    for each in owned:
        live = [held for held in each.interests if held.owner.id == organisation and is_live(held, on)]
        if live:
            it = each.organisation_id
            said, sources = list(map(holding, live)), sorted(set(map(source, live)))
            found.append(Holder(it, names.get(it, "An organisation"), "", it in names, said, sources))
    return sorted(found, key=lambda each: each.name)


def is_live(interest: InterestTold, on: date) -> bool:
    """Whether it is held that day."""
    begun = interest.starts_on is None or interest.starts_on <= on
    return begun and (interest.ceased_on is None or on < interest.ceased_on)


def name_of(body: BodyTold, names: Names) -> str:
    """As the register calls it; a person is never named."""
    return names.get(body.id) or body.name or NAMELESS.get(body.type, "A body whose name nobody has told")


def holding(interest: InterestTold) -> str:
    """One interest: `holds 60 % of the shares, since 1 May 2020`."""
    share = portion(interest)
    said = {
        "shareholding": f"holds {share or 'shares'}" + (" of the shares" if share else ""),
        "voting_rights": f"has {share or 'votes'}" + (" of the votes" if share else ""),
        "appointment_of_board": "appoints the board",
        "other_influence": "has influence in another way",
        "parent": "is its parent",
        "joint_venture": f"holds {share or 'a part'} of this joint venture",
    }.get(interest.kind, "holds an interest")
    return said + (f", since {day(interest.starts_on)}" if interest.starts_on else "")


def portion(interest: InterestTold) -> str:
    """How much, exactly or from and to; empty where nobody has said it."""
    least, most = (Fraction(each) if each else None for each in (interest.minimum, interest.maximum))
    if least is None or most is None:
        return ""
    if least == most:
        return percent(least)
    if most == 1:
        return f"{'more than' if interest.exclusive_minimum else 'at least'} {percent(least)}"
    if least == 0:
        return f"{'less than' if interest.exclusive_maximum else 'at most'} {percent(most)}"
    return f"between {percent(least)} and {percent(most)}"


def percent(share: Fraction) -> str:
    """`1/3` reads `33.3%`."""
    return f"{float(share * 100):.1f}".removesuffix(".0") + "%"


def source(interest: InterestTold) -> str:
    """Where it was read, and when."""
    return f"{interest.source}, read on {day(interest.retrieved_on)}"


def top(told: BodyTold, known: OwnershipStated | None) -> str:
    """Why nobody stands above."""
    if told.type == "person":
        return ""
    return "Nobody is known to own it." if known else "Nobody has told us who owns it."


def position_on(stated: OwnershipStated | None, on: date) -> PositionTold | None:
    """Who stood above it that day."""
    for each in stated.positions if stated else ():
        if (each.first is None or each.first <= on) and (each.last is None or on <= each.last):
            return each
    return None


def sentence_of(
    organisation: UUID, stated: OwnershipStated | None, names: Names, on: date, evidenced: str | None = None
) -> str:
    """Who controls it, in one or two sentences. `evidenced` is the country of its controller, whoever that is."""
    position = position_on(stated, on)
    if position is None:
        only = f", only that whoever does is {in_country(evidenced)}" if evidenced else ""
        return f"Nobody has told us who owns or controls it{only}."
    live = [each for each in stated.interests if is_live(each, on)] if stated else []
    if position.controller.id == organisation:
        owned = "nobody who owns a part of it controls it alone" if live else "nobody is known to own it"
        said = f"It stands by itself: {owned}."
    else:
        code = position.controller.country or evidenced
        where = f", {in_country(code)}" if code else ""
        said = f"It is ultimately controlled by {name_of(position.controller, names)}{where}."
    if position.group.id not in (organisation, position.controller.id):
        said += f" Its group is that of {name_of(position.group, names)}."
    ventures = [each for each in live if each.kind == "joint_venture"]
    if ventures:
        partners = [f"{name_of(each.owner, names)} ({portion(each)})" for each in ventures]
        said += f" It is a joint venture of {together(partners)}."
    return said


def told(tree: Holder) -> str:
    """The tree in sentences, for those who listen."""
    sentences = []
    for each in tree.above:
        place = f" ({each.place})" if each.place else ""
        sentences.append(f"Above {tree.name}: {each.name}{place} {together(each.holds)}.")
        sentences.append(told(each))
    return " ".join(filter(None, sentences))
