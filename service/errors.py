"""What can go wrong, and what happens then.

    WirecoderError
    |- UserError        the command line says what to do and exits 2
    |- PoisonMessage    the same input fails again: dead letter, then ack
    |- TransientError   worth another try after a pause
Anything else is a defect: the worker crashes, is restarted and reads again.
"""

from __future__ import annotations

from schemas.dead_letter import Reason


class WirecoderError(Exception):
    """The root of all expected errors."""


class UserError(WirecoderError):
    """A mistake that the user can mend; the text says how."""


class PoisonMessage(WirecoderError):
    """A message that no retry can help; `reason` names the dead letter's error type."""

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(detail)
        self.reason: Reason = reason


class TransientError(WirecoderError):
    """Something outside that may be back in a moment."""
