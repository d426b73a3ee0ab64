"""Logs on standard error: JSON lines for machines, short text for a terminal."""

from __future__ import annotations

import logging
import sys
from datetime import UTC, datetime
from typing import Any

import orjson

FIELDS = ("stage", "topic", "partition", "offset", "article_id", "reason", "instance")
NOISY = ("faust", "mode", "aiokafka", "kafka")


class JsonFormatter(logging.Formatter):
    """One JSON object a line, with the fields of `FIELDS` that the record carries."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as a line."""
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        line |= {
            name: value for name in FIELDS if (value := getattr(record, name, None)) is not None
        }
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return orjson.dumps(line, default=str).decode()


class StageFilter(logging.Filter):
    """Marks every record with the stage and instance of this process."""

    def __init__(self, stage: str, instance: int) -> None:
        super().__init__()
        self._stage = stage
        self._instance = instance

    def filter(self, record: logging.LogRecord) -> bool:
        """Always true."""
        record.stage = getattr(record, "stage", self._stage)
        record.instance = getattr(record, "instance", self._instance)
        return True


def configure(
    *, level: str = "INFO", form: str = "auto", stage: str | None = None, instance: int = 0
) -> None:
    """Send this process's logs to standard error; `form` is auto, json or text."""
    as_text = form == "text" or (form == "auto" and sys.stderr.isatty())
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_text_formatter() if as_text else JsonFormatter())
    if stage:
        handler.addFilter(StageFilter(stage, instance))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in NOISY:
        logging.getLogger(name).setLevel(max(logging.getLevelName(level), logging.WARNING))


def _text_formatter() -> logging.Formatter:
    return logging.Formatter(
        "%(asctime)s %(levelname)-7s %(stage)s %(message)s",
        datefmt="%H:%M:%S",
        defaults={"stage": "-"},
    )
