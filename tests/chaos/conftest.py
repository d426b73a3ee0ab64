"""The broker and topics of the Kafka tests."""

from tests.kafka.conftest import broker, kafka, topics

__all__ = ["broker", "kafka", "topics"]
