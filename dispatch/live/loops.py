"""One of a thing for each event loop: a server process has one loop, a test run has many."""

from asyncio import AbstractEventLoop, get_running_loop
from collections.abc import Callable
from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

Thing = TypeVar("Thing")


class OnePerLoop(Generic[Thing]):
    """Makes a thing when a loop first asks for it, and gives that loop the same one ever after."""

    def __init__(self, make: Callable[[], Thing]) -> None:
        self._make = make
        self._things: WeakKeyDictionary[AbstractEventLoop, Thing] = WeakKeyDictionary()

    def here(self) -> Thing:
        """The running loop's own."""
        loop = get_running_loop()
        if loop not in self._things:
            self._things[loop] = self._make()
        return self._things[loop]
