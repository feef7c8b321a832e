"""Stopping when told to. Before Python 3.12 `asyncio.wait_for` forgets a cancellation that comes with its result.

Drivers wait by it, and a task is cancelled but once when its process ends.
"""

import asyncio


def heed() -> None:
    """Raise CancelledError in a task that was cancelled and went on. For the head of whatever runs for ever."""
    task = asyncio.current_task()
    if task is not None and task.cancelling():
        raise asyncio.CancelledError
