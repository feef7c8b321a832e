"""Where lots are kept, each with the notice that asks for it."""

from dataclasses import asdict
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Column,
    Date,
    ForeignKey,
    Identity,
    Integer,
    String,
    Table,
    TypeDecorator,
    Uuid,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import composite

from chassis.database import mapper_of, word
from kernel.money import Money
from rulebook.limbs import Reservation
from tendering.terms.domain import CallOff, Framework, Item, Justification, Lot, LotLimit, Mechanism, Under

mapper = mapper_of("tendering")


class Limit(TypeDecorator[LotLimit]):
    """A lot limit as one JSON object: it is read and replaced whole."""

    impl = JSONB(none_as_null=True)
    cache_ok = True

    def process_bind_param(self, value: LotLimit | None, dialect: Dialect) -> dict[str, Any] | None:
        return None if value is None else {"lots": list(value.lots), "maximum": value.maximum}

    def process_result_value(self, value: dict[str, Any] | None, dialect: Dialect) -> LotLimit | None:
        return None if value is None else LotLimit(tuple(value["lots"]), value["maximum"])


class Framed(TypeDecorator[Framework]):
    """A framework as one JSON object: it is read and replaced whole."""

    impl = JSONB(none_as_null=True)
    cache_ok = True

    def process_bind_param(self, value: Framework | None, dialect: Dialect) -> dict[str, Any] | None:
        return None if value is None else asdict(value) | {"buyers": [str(each) for each in value.buyers]}

    def process_result_value(self, value: dict[str, Any] | None, dialect: Dialect) -> Framework | None:
        if value is None:
            return None
        mechanism = value.get("mechanism") and Mechanism(value["mechanism"])
        words = {"call_off": CallOff(value["call_off"]), "mechanism": mechanism}
        return Framework(**value | words | {"buyers": tuple(UUID(each) for each in value.get("buyers", ()))})


class Placed(TypeDecorator[Under]):
    """Under what a contract is called off, as one JSON object: it is written once and read whole."""

    impl = JSONB(none_as_null=True)
    cache_ok = True

    def process_bind_param(self, value: Under | None, dialect: Dialect) -> dict[str, Any] | None:
        if value is None:
            return None
        ids = {name: str(getattr(value, name)) for name in ("framework_id", "lot_id", "procurement_id")}
        return ids | {"criteria": list(value.criteria)}

    def process_result_value(self, value: dict[str, Any] | None, dialect: Dialect) -> Under | None:
        if value is None:
            return None
        ids = {name: UUID(value[name]) for name in ("framework_id", "lot_id", "procurement_id")}
        return Under(**ids, criteria=tuple(value["criteria"]))


class Justified(TypeDecorator[Justification]):
    """A justification as one JSON object: it is read and replaced whole."""

    impl = JSONB(none_as_null=True)
    cache_ok = True

    def process_bind_param(self, value: Justification | None, dialect: Dialect) -> dict[str, Any] | None:
        return None if value is None else asdict(value) | {"supplier_id": str(value.supplier_id)}

    def process_result_value(self, value: dict[str, Any] | None, dialect: Dialect) -> Justification | None:
        return None if value is None else Justification(**value | {"supplier_id": UUID(value["supplier_id"])})


class Items(TypeDecorator[list[Item]]):
    """What a lot consists of as one JSON list: it is read and replaced whole."""

    impl = JSONB
    cache_ok = True

    def process_bind_param(self, value: list[Item] | None, dialect: Dialect) -> list[dict[str, Any]]:
        return [asdict(each) | {"quantity": each.quantity and str(each.quantity)} for each in value or []]

    def process_result_value(self, value: list[dict[str, Any]] | None, dialect: Dialect) -> list[Item]:
        return [Item(**each | {"quantity": each["quantity"] and Decimal(each["quantity"])}) for each in value or []]


lots = Table(
    "lots",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("place", BigInteger, Identity(), nullable=False),  # lots stay in the order in which they were written
    Column("notice_id", ForeignKey("notices.id"), nullable=False, index=True),
    Column("title", String, nullable=False),
    Column("pence", BigInteger, nullable=False),
    Column("reference", String),
    Column("description", String),
    Column("starts_on", Date),
    Column("ends_on", Date),
    Column("extension_months", Integer, nullable=False, server_default="0"),
    Column("renewal", String),
    Column("options", String),
    Column("items", Items, nullable=False, server_default="[]"),
    Column("reserved", word(Reservation)),
    Column("reserved_areas", ARRAY(String), nullable=False, server_default="{}"),
    Column("award_id", Uuid),
)

mapper.map_imperatively(Lot, lots, properties={"value": composite(Money, lots.c.pence)})
