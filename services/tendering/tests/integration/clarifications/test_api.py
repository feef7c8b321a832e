"""Questions and reasons not to bid over HTTP: answers are for all, and nobody learns who spoke."""

from typing import Any

import pytest
from services.tendering.tests.builders import AFTERWARDS, NOW, at
from services.tendering.tests.integration.line import V1, Line, done

from events.tendering import ClarificationGiven
from kernel.identifiers import new_id

pytestmark = pytest.mark.integration
TEXT = "May two small providers bid together?"


async def asked(line: Line, notice: Any, text: str = TEXT, status: int = 201, when: Any = NOW) -> Any:
    path = f"{V1}/notices/{notice['id']}/questions"
    return done(await line.provider.post(path, json={"text": text}, headers=at(when)), status)


async def test_an_answer_is_for_everybody_and_until_then_the_question_is_for_the_buyer_and_its_asker(
    line: Line,
) -> None:
    notice = await line.published()
    question = await asked(line, notice)
    path = f"{V1}/notices/{notice['id']}/questions"
    for reader, sees in ((line.buyer, 1), (line.provider, 1), (line.competitor, 0), (line.public, 0)):
        assert len(done(await reader.get(path, headers=at(NOW)))["items"]) == sees
    reply = {"answer": "Yes; name all members."}
    answered = done(await line.buyer.post(f"{path}/{question['id']}/answer", json=reply, headers=at(NOW)))
    for reader in (line.buyer, line.provider, line.competitor, line.public, line.auditor):
        assert done(await reader.get(path, headers=at(NOW)))["items"] == [answered]
    problem = await line.buyer.post(f"{path}/{question['id']}/answer", json=reply, headers=at(NOW))
    assert problem.status_code == 409


async def test_nobody_hears_who_asked_neither_before_the_deadline_nor_after(line: Line) -> None:
    notice = await line.published()
    question = await asked(line, notice)
    silent = await line.service.emitted()
    path = f"{V1}/notices/{notice['id']}/questions"
    reply = f"{path}/{question['id']}/answer"
    done(await line.buyer.post(reply, json={"answer": "Yes."}, headers=at(NOW)))
    for reader in (line.buyer, line.competitor, line.public, line.auditor, line.provider):
        for when in (NOW, AFTERWARDS):
            for place in (path, f"{V1}/notices/{notice['id']}", f"{V1}/events"):
                heard = await reader.get(place, headers=at(when))
                assert str(line.trust) not in heard.text
                assert "Ashgate" not in heard.text
    [told] = (await line.service.emitted())[len(silent) :]
    assert isinstance(told, ClarificationGiven)
    assert (told.question, told.answer) == (TEXT, "Yes.")


async def test_a_question_that_names_its_asker_is_sent_back(line: Line) -> None:
    notice = await line.published()
    problem = await asked(line, notice, "We, ashgate homeless trust, would like to know more.", 422)
    assert problem["errors"][0]["path"] == "/text"


async def test_questions_and_answers_end_with_the_deadline_and_what_was_not_answered_is_shown(line: Line) -> None:
    notice = await line.published()
    question = await asked(line, notice)
    await asked(line, notice, status=409, when=AFTERWARDS)
    path = f"{V1}/notices/{notice['id']}/questions"
    late = await line.buyer.post(f"{path}/{question['id']}/answer", json={"answer": "Yes."}, headers=at(AFTERWARDS))
    assert late.status_code == 409
    [shown] = done(await line.public.get(path, headers=at(AFTERWARDS)))["items"]
    assert (shown["id"], shown["answer"]) == (question["id"], None)


async def test_three_providers_to_whom_the_price_is_unviable_warn_the_buyer_and_the_public(line: Line) -> None:
    notice = await line.published()
    path = f"{V1}/notices/{notice['id']}"
    providers = [new_id() for _ in range(3)]
    for place, provider in enumerate(providers):
        await line.knows(provider, f"Provider {place}", "provider")
        client = line.service.client("provider", organisation=provider)
        for reason in ("no_capacity", "price_unviable", "price_unviable"):
            done(await client.put(f"{path}/no-bid", json={"reason": reason}, headers=at(NOW)))
        figures = done(await line.public.get(f"{path}/no-bids", headers=at(NOW)))
        assert figures["providers"] == {"price_unviable": place + 1}
        assert bool(figures["warnings"]) is (place == 2)
    stands = done(await line.buyer.get(path))
    [added] = [each for each in stands["decisions"] if each not in notice["decisions"]]
    decision = done(await line.public.get(f"{V1}/decisions/{added}"))
    assert (decision["rule"], decision["outcome"]) == ("procedure.no_bid_warning", True)
    heard = await line.buyer.get(f"{path}/no-bids", headers=at(NOW))
    assert not any(str(provider) in heard.text for provider in providers)
