"""The base of every message that goes over a topic, and nothing else."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Offset = Annotated[int, Field(ge=0, description="Python str index into Article.text")]


class Contract(BaseModel):
    """A frozen value that wirecoder writes; unknown fields are an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def to_bytes(self) -> bytes:
        """UTF-8 JSON as it goes on the wire."""
        return self.model_dump_json().encode("utf-8")


class Span(Contract):
    """A piece of `Article.text`; `end` is exclusive."""

    text: str
    start: Offset
    end: Offset
