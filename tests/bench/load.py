"""`python -m tests.bench.load`: sends one kind of request over some connections and says what came back.

A process of its own, so that it takes nothing from what it measures. The job is a line of JSON on standard input, the
report one on standard output.
"""

import asyncio
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from itertools import count

import uvloop

NUMBER = b"%NUMBER%"  # in a job's body: stands for what makes each request another one


@dataclass(frozen=True)
class Job:
    """One kind of request for so many seconds: `rate` a second, or as many as `connections` at once can have answered.

    `%NUMBER%` in the body is another number in every request.
    """

    port: int
    path: str
    seconds: float
    connections: int = 16
    method: str = "GET"
    headers: Mapping[str, str] = field(default_factory=dict)
    body: str = ""
    rate: float | None = None
    first: int = 0

    def requests(self) -> Iterator[bytes]:
        """The requests' bytes, without end."""
        body = self.body.encode()
        for number in count(self.first):
            sent = body.replace(NUMBER, b"%012d" % number)
            named = {"Host": f"127.0.0.1:{self.port}", **self.headers}
            if body:
                named |= {"Content-Type": "application/json", "Content-Length": str(len(sent))}
            head = "".join(f"{name}: {value}\r\n" for name, value in named.items())
            yield f"{self.method} {self.path} HTTP/1.1\r\n{head}\r\n".encode() + sent


@dataclass
class Report:
    """`statuses` counts the answers by their status, `seconds` is how long they took to come, all of them."""

    statuses: dict[str, int]
    seconds: float
    median_ms: float

    @property
    def answers(self) -> int:
        """How many. Raises ValueError if one of them was no success: the figure would mean nothing."""
        if any(not status.startswith("2") for status in self.statuses):
            raise ValueError(f"Not all went well: {self.statuses}")
        return sum(self.statuses.values())

    @property
    def per_second(self) -> float:
        """Answers a second."""
        return self.answers / self.seconds


class Connection(asyncio.Protocol):
    """One request at a time; an answer ends with its Content-Length or its last chunk."""

    def __init__(self) -> None:
        self.answer: asyncio.Future[int] | None = None
        self.came = b""

    def connection_lost(self, exc: Exception | None) -> None:
        """Whoever waits is told."""
        if self.answer is not None and not self.answer.done():
            self.answer.set_exception(ConnectionResetError("closed before it answered"))

    def data_received(self, data: bytes) -> None:
        """Some of an answer."""
        self.came += data
        if self.answer is not None and not self.answer.done() and is_whole(self.came):
            self.answer.set_result(int(self.came[9:12]))

    async def ask(self, request: bytes, over: asyncio.Transport) -> int:
        """The status of the answer."""
        self.came, self.answer = b"", asyncio.get_running_loop().create_future()
        over.write(request)
        return await self.answer


def is_whole(came: bytes) -> bool:
    """Whether these bytes are an answer to its end."""
    head, found, body = came.partition(b"\r\n\r\n")
    if not found:
        return False
    lower = head.lower()
    _, declared, rest = lower.partition(b"content-length:")
    if declared:
        return len(body) >= int(rest.partition(b"\r\n")[0])
    return body.endswith(b"0\r\n\r\n") if b"transfer-encoding: chunked" in lower else b" 204 " in head[:13]


async def run(job: Job) -> Report:
    """Send them. A connection that breaks breaks the run."""
    loop = asyncio.get_running_loop()
    opened = [await loop.create_connection(Connection, "127.0.0.1", job.port) for _ in range(job.connections)]
    statuses: Counter[str] = Counter()
    took: list[float] = []
    requests = job.requests()
    turns = count()
    began = time.perf_counter()

    async def keep_asking(over: asyncio.Transport, connection: Connection) -> None:
        while True:
            due = began if job.rate is None else began + next(turns) / job.rate
            if max(due, time.perf_counter()) > began + job.seconds:
                return
            if (early := due - time.perf_counter()) > 0:
                await asyncio.sleep(early)
            sent = time.perf_counter()
            statuses[str(await connection.ask(next(requests), over))] += 1
            took.append(time.perf_counter() - sent)

    async with asyncio.TaskGroup() as group:
        for transport, connection in opened:
            group.create_task(keep_asking(transport, connection))
    seconds = time.perf_counter() - began
    for transport, _ in opened:
        transport.close()
    return Report(dict(statuses), seconds, sorted(took)[len(took) // 2] * 1000)


async def play(job: Job) -> Report:
    """The same, in a process of its own."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.bench.load"), stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
    )
    answer, _ = await process.communicate(json.dumps(asdict(job)).encode())
    return Report(**json.loads(answer))


if __name__ == "__main__":
    sys.stdout.write(json.dumps(asdict(uvloop.run(run(Job(**json.loads(sys.stdin.read())))))))
