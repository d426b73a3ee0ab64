"""wirecoder: news articles in, coded events and incidents out."""

__version__ = "0.1.0"
