"""What counts: which events are in force, and an order-free digest of a set of events."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

__all__ = ["add_to_state", "states_after", "undone"]

_MODULUS = 1 << 256


def undone(undoes: Mapping[str, str | None]) -> frozenset[str]:
    """The events that are not in force, given for each event the one that it undoes.

    An event is in force unless an event that undoes it is in force. So an undo takes back, and its own undo brings back:

    >>> sorted(undone({"a": None, "undo": "a"}))
    ['a']
    >>> sorted(undone({"a": None, "undo": "a", "redo": "undo"}))
    ['undo']
    """
    against: dict[str, list[str]] = defaultdict(list)
    for event, target in undoes.items():
        if target is not None:
            against[target].append(event)
    in_force: dict[str, bool] = {}
    for event in against:
        _settle(event, against, in_force)
    return frozenset(event for event in undoes if not in_force.get(event, True))


def _settle(event: str, against: Mapping[str, list[str]], in_force: dict[str, bool]) -> None:
    """By a stack, not by recursion: somebody may undo and redo a thousand times. A circle counts as in force."""
    stack, entered = [event], set[str]()
    while stack:
        current = stack[-1]
        waiting = [undo for undo in against.get(current, ()) if undo not in in_force and undo not in entered]
        entered.add(current)
        if waiting:
            stack.extend(waiting)
            continue
        in_force[current] = not any(in_force.get(undo, True) for undo in against.get(current, ()))
        stack.pop()


def add_to_state(state: str, events: Iterable[str]) -> str:
    """The digest of a set of events, grown by some more: a sum, so that order does not matter.

    >>> add_to_state(add_to_state("", ["a"]), ["b"]) == add_to_state("", ["b", "a"])
    True
    """
    total = int(state or "0", 16)
    for event in events:
        total += _number(event)
    return f"{total % _MODULUS:064x}"


def states_after(state: str, events: Iterable[str]) -> Iterator[str]:
    """The digest after each of some more events.

    >>> list(states_after("", ["a", "b"]))[-1] == add_to_state("", ["a", "b"])
    True
    """
    total = int(state or "0", 16)
    for event in events:
        total = (total + _number(event)) % _MODULUS
        yield f"{total:064x}"


def _number(event: str) -> int:
    return int.from_bytes(hashlib.sha256(event.encode()).digest())
