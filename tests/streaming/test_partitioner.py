"""Keys go where other clients of Kafka send them."""

from __future__ import annotations

import random

import pytest
from aiokafka.partitioner import DefaultPartitioner
from aiokafka.partitioner import murmur2 as reference

from service.streaming.partitioner import murmur2, partition


@pytest.mark.parametrize("length", [*range(10), 36, 37, 500])
def test_the_hash_is_that_of_other_clients(length: int) -> None:
    draw = random.Random(length)  # noqa: S311
    for _ in range(20):
        data = draw.randbytes(length)
        assert murmur2(data) == reference(data)


@pytest.mark.parametrize("count", [1, 4, 12])
def test_a_key_has_the_partition_that_other_clients_give_it(count: int) -> None:
    every = list(range(count))
    for number in range(50):
        key = b"Kisangani-%d" % number
        assert partition(key, every, []) == DefaultPartitioner()(key, every, [])


@pytest.mark.parametrize(
    ("available", "expected"), [([2], {2}), ([], {0, 1, 2})], ids=["one leader", "none known"]
)
def test_without_a_key_any_partition_with_a_leader_will_do(
    available: list[int], expected: set[int]
) -> None:
    assert {partition(None, [0, 1, 2], available) for _ in range(100)} == expected
