"""The pure core: values in, values out. No Kafka, Faust, asyncio, Prometheus, clock or env."""
