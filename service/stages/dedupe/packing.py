"""Short texts and ids as bytes: a UUID takes 17 instead of 37."""

from __future__ import annotations

import base64
import re
from typing import Final

_UUID: Final = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
#: in place of a length
_IS_UUID: Final = b"\xff\xff\xff"
_LENGTH_BYTES: Final = len(_IS_UUID)
_NOTHING: Final = bytes(_LENGTH_BYTES)


def pack_text(text: str) -> bytes:
    """Length and UTF-8 bytes, or the mark of a UUID and its 16 bytes."""
    if not text:
        return _NOTHING
    if len(text) == 36 and _UUID.fullmatch(text):
        return _IS_UUID + bytes.fromhex(text.replace("-", ""))
    raw = text.encode("utf-8", "surrogatepass")
    return len(raw).to_bytes(_LENGTH_BYTES, "little") + raw


def unpack_text(packed: bytes, start: int) -> tuple[str, int]:
    """The text that `pack_text` wrote at `start`, and where it ends."""
    mark, start = packed[start : start + _LENGTH_BYTES], start + _LENGTH_BYTES
    if mark == _IS_UUID:
        h = packed[start : start + 16].hex()
        return f"{h[:8]}-{h[8:12]}-{h[12:16]}-{h[16:20]}-{h[20:]}", start + 16
    end = start + int.from_bytes(mark, "little")
    return packed[start:end].decode("utf-8", "surrogatepass"), end


def to_table(packed: bytes) -> str:
    """The bytes as the text of a table value."""
    return base64.b64encode(packed).decode("ascii")


def from_table(value: str) -> bytes:
    """The bytes again."""
    return base64.b64decode(value)
