"""Which partition a key belongs to: as Kafka's own clients say, in fewer steps than aiokafka."""

from __future__ import annotations

import random
from collections.abc import Sequence
from struct import unpack
from typing import Final

_SEED: Final = 0x9747B28C
_MULTIPLIER: Final = 0x5BD1E995
_BITS: Final = 0xFFFFFFFF
_POSITIVE: Final = 0x7FFFFFFF


def partition(key: bytes | None, every: Sequence[int], available: Sequence[int]) -> int:
    """The partition of a key; without one, any that has a leader."""
    if key is None:
        return random.choice(available or every)  # noqa: S311 - spreads load, keeps no secret
    return every[(murmur2(key) & _POSITIVE) % len(every)]


def murmur2(data: bytes) -> int:
    """MurmurHash2 as `org.apache.kafka.common.utils.Utils.murmur2` computes it, without sign."""
    whole = len(data) & ~3
    mixed = _SEED ^ len(data)
    for word in unpack(f"<{whole >> 2}I", data[:whole]):
        part = word * _MULTIPLIER & _BITS
        mixed = (mixed * _MULTIPLIER & _BITS) ^ ((part ^ part >> 24) * _MULTIPLIER & _BITS)
    if whole < len(data):
        mixed = (mixed ^ int.from_bytes(data[whole:], "little")) * _MULTIPLIER & _BITS
    mixed = (mixed ^ mixed >> 13) * _MULTIPLIER & _BITS
    return mixed ^ mixed >> 15
