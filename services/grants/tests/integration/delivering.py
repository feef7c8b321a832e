"""A grant with terms, and the steps by which it is earned and paid, each checked to have worked."""

from typing import Any

from services.grants.tests.builders import NOW, at, outcome_body, pounds, terms_body
from services.grants.tests.integration.line import V1, Json, Line, done


class Delivery:
    """One grant of the line's, from its terms to its closing."""

    def __init__(self, line: Line, grant: Json) -> None:
        self.line, self.grant = line, grant
        self.path = f"{V1}/grants/{grant['id']}"

    async def agreed(self, **terms: Any) -> "Delivery":
        """Its terms set and accepted."""
        done(await self.line.funder.post(f"{self.path}/terms", json=terms_body(**terms), headers=at(NOW)), 201)
        done(await self.line.provider.post(f"{self.path}/terms/acceptance", headers=at(NOW)))
        return self

    async def claim(self, amount: str, basis: str = "on_account", **said: Any) -> Json:
        """A claim of the recipient's."""
        body = {"basis": basis, "amount": pounds(amount), "evidence": "A letter", **said}
        return done(await self.line.provider.post(f"{self.path}/claims", json=body, headers=at(NOW)), 201)

    async def approved(self, amount: str, basis: str = "on_account", **said: Any) -> str:
        """A claim that two people have looked at: its path."""
        path = f"{self.path}/claims/{(await self.claim(amount, basis, **said))['claim_number']}"
        done(await self.line.assessor.post(f"{path}/verification", headers=at(NOW)))
        done(await self.line.funder.post(f"{path}/approval", headers=at(NOW)))
        return path

    async def paid(self, amount: str, basis: str = "on_account", **said: Any) -> None:
        """A claim from the letter to the bank."""
        path = await self.approved(amount, basis, **said)
        done(await self.line.funder.post(f"{path}/payment", json={}, headers=at(NOW)))

    async def outcomes(self, *persons: str) -> None:
        """One outcome for each of them."""
        body = {"claims": [outcome_body(n, person) for n, person in enumerate(persons, 1)]}
        done(await self.line.provider.post(f"{self.path}/outcome-claims", json=body, headers=at(NOW)), 201)

    async def verdicts(self, **holds: bool) -> Json:
        """What the funder's assessor says of claims by their numbers, such as `n1`."""
        said = [
            {"reference": f"claim-{int(name[1:]):03}", "holds": it} | ({} if it else {"reason": "No letter"})
            for name, it in holds.items()
        ]
        answer = await self.line.assessor.post(
            f"{self.path}/outcome-verdicts", json={"verdicts": said}, headers=at(NOW)
        )
        return done(answer, 201)["claims"]

    async def close(self, cost: str, **said: Any) -> Json:
        """The end, and the account."""
        body = {"actual_eligible_cost": pounds(cost), "evidence": "Accounts", **said}
        return done(await self.line.funder.post(f"{self.path}/closure", json=body, headers=at(NOW)), 201)

    async def account(self) -> Json:
        """How it stands."""
        return done(await self.line.public.get(f"{self.path}/account"))


async def delivery(line: Line, amount: str = "250000.00", **terms: Any) -> Delivery:
    """A grant whose terms are accepted."""
    return await Delivery(line, await line.grant(amount)).agreed(**terms)
