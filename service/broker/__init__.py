"""A real Apache Kafka on this machine, for development, the demo and the tests.

with EmbeddedBroker(folder) as broker:
    broker.bootstrap_servers  # "127.0.0.1:53119"
"""

from service.broker.embedded import EmbeddedBroker

__all__ = ["EmbeddedBroker"]
