"""What contracts are measured by."""

from uuid import UUID

from events import Part


class IndicatorAgreed(Part):
    """One measure of a contract. `direction` is higher_is_better or lower_is_better; `target` a decimal."""

    indicator_id: UUID
    reference: str
    title: str
    unit: str
    direction: str
    target: str
