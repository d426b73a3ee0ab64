"""What is proposed for a text, and the proposal on one of its words."""

from __future__ import annotations

from collections.abc import Callable

from service.stages.extract.event import Event

Propose = Callable[[str], list[Event]]


def on(events: list[Event], kind: str, trigger: str) -> Event:
    """The proposal of a type on a word; the test fails where there is none."""
    found = [e for e in events if (e.type, e.candidate.trigger.text) == (kind, trigger)]
    assert found, (
        f"no {kind} on {trigger!r} among {[(e.type, e.candidate.trigger) for e in events]}"
    )
    return found[0]
