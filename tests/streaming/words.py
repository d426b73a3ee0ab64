"""What the counting stage makes of a message; loads nothing heavy, for pool processes."""

from __future__ import annotations

from service.streaming.stage import Poison


def prepare_word(value: bytes) -> str | Poison:
    text = value.decode()
    return Poison("not_json", f"{len(text)} characters") if text.startswith("bad") else text
