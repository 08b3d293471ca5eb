"""Reading ahead and writing behind, each in a thread of its own: Polars works outside Python's lock."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator, Iterable
from contextlib import suppress
from queue import Empty, Full, Queue
from typing import Any, Generic, TypeVar

T = TypeVar("T")
DEPTH = 2
PATIENCE = 5.0
_END = object()


def ahead(items: Iterable[T]) -> Generator[T, None, None]:
    """The items, made in another thread, a few in advance. What goes wrong there is raised here."""
    queue: Queue[Any] = Queue(DEPTH)
    stop = threading.Event()

    def work() -> None:
        last: Any = _END
        try:
            for item in items:
                queue.put(item)
                if stop.is_set():
                    return
        except BaseException as error:
            last = error
        queue.put(last)

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    try:
        while (item := queue.get()) is not _END:
            if isinstance(item, BaseException):
                raise item
            yield item
    finally:
        stop.set()
        _empty(queue)
        thread.join(1)


class Behind(Generic[T]):
    """Calls ``work`` with what is put, in order, in another thread. What goes wrong there is raised by the next call here."""

    def __init__(self, work: Callable[[T], None]):
        self._work = work
        self._queue: Queue[Any] = Queue(DEPTH)
        self._error: BaseException | None = None
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def put(self, item: T) -> None:
        """Hand over an item; waits while too many are."""
        self._raise()
        self._queue.put(item)

    def finish(self) -> None:
        """Wait until all is done."""
        self._queue.put(_END)
        self._thread.join()
        self._raise()

    def abandon(self) -> None:
        """Let go of what is not done yet, and wait a while for what is being done: a pipe that no one reads would hold it forever."""
        _empty(self._queue)
        with suppress(Full):
            self._queue.put_nowait(_END)
        self._thread.join(PATIENCE)

    def _run(self) -> None:
        while (item := self._queue.get()) is not _END:
            if self._error is None:
                try:
                    self._work(item)
                except BaseException as error:
                    self._error = error

    def _raise(self) -> None:
        if self._error is not None:
            raise self._error


def _empty(queue: Queue[Any]) -> None:
    try:
        while True:
            queue.get_nowait()
    except Empty:
        pass
