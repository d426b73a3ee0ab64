"""Our own contracts read back from the wire."""

from __future__ import annotations

from typing import TypeVar

from pydantic import ValidationError

from schemas.contract import Contract
from schemas.dead_letter import Reason
from service.errors import PoisonMessage

C = TypeVar("C", bound=Contract)


def read(contract: type[C], value: bytes) -> C:
    """The contract's value; PoisonMessage says what is wrong with it, without quoting it.

    Fields that only a later release knows are left out: while releases change, stages of both run.
    """
    try:
        return contract.model_validate_json(value, extra="ignore")
    except ValidationError as error:
        problems = error.errors(include_url=False, include_input=False, include_context=False)
        first = problems[0]
        where = ".".join(str(part) for part in first["loc"]) or "message"
        reason: Reason = "not_json" if first["type"] == "json_invalid" else "wrong_shape"
        raise PoisonMessage(reason, f"{where}: {first['msg']}") from error
