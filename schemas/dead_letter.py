"""Why a message could not be worked on: the headers of `news.dead-letters.v1`.

The value and the key of a dead letter are the original bytes; these headers say the rest.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from schemas.contract import Contract

Stage = Literal["clean", "dedupe", "extract", "link"]
Reason = Literal[
    "null_value", "too_large", "not_utf8", "not_json", "wrong_shape", "empty_body", "binary",
    "html_too_deep", "deadline", "nlp_crash", "output_too_large", "stage_error",
]  # fmt: skip


class DeadLetter(Contract):
    """All but the original bytes."""

    stage: Stage
    error_type: Reason
    error: Annotated[str, Field(max_length=2000)]
    origin_topic: str
    origin_partition: int
    origin_offset: int
    origin_timestamp: int | None = None
    attempts: Annotated[int, Field(ge=1)] = 1
    service_version: str
    traceparent: str | None = None
