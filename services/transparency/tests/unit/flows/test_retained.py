"""Nothing of the money is lost on its way down, whatever way it takes."""

from fractions import Fraction
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as some

from transparency.flows.domain import Flow, looked_through, retained

ORG = [UUID(int=number) for number in range(1, 7)]
A, B, C, D, E, H = ORG
HOLDERS = some.sampled_from([*ORG, None])
FLOWS = some.lists(
    some.builds(Flow, HOLDERS, HOLDERS, some.integers(-10_000, 10_000).map(Fraction), some.booleans()), max_size=12
)
ANSWERS = some.dictionaries(
    some.sampled_from(ORG), some.fixed_dictionaries({"vcse": some.sampled_from(["yes", "no", "unknown"])})
)


def prime(payee: UUID | None, pounds: int) -> Flow:
    return Flow(None, payee, Fraction(100 * pounds), is_prime=True)


def below(payer: UUID, payee: UUID, pounds: int) -> Flow:
    return Flow(payer, payee, Fraction(100 * pounds), is_prime=False)


@given(FLOWS)
def test_what_all_retained_is_what_was_paid_at_the_top(flows: list[Flow]) -> None:
    found = retained(flows)
    assert sum(found.of(each) for each in found.holders) == found.total
    assert found.total == sum(flow.pence for flow in flows if flow.is_prime)


@given(FLOWS, some.randoms())
def test_the_order_of_payments_moves_nothing(flows: list[Flow], chance: object) -> None:
    shuffled = sorted(flows, key=lambda _: chance.random())  # type: ignore[attr-defined]
    assert retained(shuffled) == retained(flows)
    assert retained(shuffled).holders == retained(flows).holders


@given(FLOWS, ANSWERS)
def test_who_is_of_a_class_who_is_not_and_who_is_unknown_are_the_whole(
    flows: list[Flow], answers: dict[UUID, dict[str, str]]
) -> None:
    found = retained(flows)
    turned = {"yes": "no", "no": "yes", "unknown": "unknown"}
    others = {each: {"vcse": turned[said["vcse"]]} for each, said in answers.items()}
    of, rest = (looked_through(flows, found, each, "vcse") for each in (answers, others))
    if found.total == 0:
        assert (of.direct, of.look_through, of.unknown) == (None, None, None)
    else:
        assert of.unknown == rest.unknown
        assert (of.look_through or 0) + (rest.look_through or 0) + (of.unknown or 0) == 1


def test_a_year_of_three_contracts_and_their_subcontracts() -> None:
    flows = [
        *(prime(A, 344_000), prime(E, 288_000), prime(B, 176_000)),
        *(below(A, C, 36_000), below(A, D, 19_000), below(E, H, 48_000)),
    ]
    found = retained(flows)
    assert [found.of(each) / 100 for each in ORG] == [289_000, 176_000, 36_000, 19_000, 240_000, 48_000]
    user_led = {each: {"user_led": "no"} for each in ORG} | {C: {"user_led": "yes"}, H: {"user_led": "unknown"}}
    looked = looked_through(flows, found, user_led, "user_led")
    assert (looked.direct, looked.look_through, looked.unknown) == (Fraction(), Fraction(36, 808), Fraction(48, 808))


def test_who_pays_on_more_than_it_had_is_named_and_the_untraced_are_of_no_class() -> None:
    flows = [prime(None, 100), prime(A, 50), below(A, B, 60)]
    found = retained(flows)
    assert found.over_paid_down == [A]
    assert looked_through(flows, found, {A: {"sme": "yes"}, B: {"sme": "yes"}}, "sme").unknown == Fraction(100, 150)
