"""What an event says of lots and criteria."""

from events.tendering import CriterionAnnounced, ItemAnnounced, LotAnnounced
from tendering.criteria.domain import Criterion
from tendering.terms.domain import Item, Lot


def lot_announced(lot: Lot) -> LotAnnounced:
    """What an event says of a lot."""
    return LotAnnounced(
        id=lot.id,
        title=lot.title,
        value=str(lot.value),
        description=lot.description,
        starts_on=lot.starts_on,
        ends_on=lot.ends_on,
        extension_months=lot.extension_months,
        renewal=lot.renewal,
        options=lot.options,
        items=[item_announced(each) for each in lot.items],
        reserved=lot.reserved,
        reserved_areas=lot.reserved_areas,
    )


def item_announced(item: Item) -> ItemAnnounced:
    """What an event says of one thing that a lot consists of."""
    quantity = None if item.quantity is None else f"{item.quantity.normalize():f}"
    return ItemAnnounced(cpv=item.cpv, description=item.description, quantity=quantity, unit=item.unit)


def criterion_announced(criterion: Criterion) -> CriterionAnnounced:
    """What an event says of a criterion; old readers go on reading a whole weight."""
    whole = round(criterion.weight)
    return CriterionAnnounced(
        name=criterion.name,
        kind=criterion.kind,
        weight=whole,
        points=None if whole == criterion.weight else str(criterion.weight),
        source=criterion.source,
        unit=criterion.unit,
        topic=criterion.topic,
        relates_because=criterion.relates_because,
    )
