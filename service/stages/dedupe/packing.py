"""Short texts and ids as bytes: a UUID takes 17 instead of 37."""

from __future__ import annotations

import base64
import re
from typing import Final

_UUID: Final = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
#: in place of a length
_IS_UUID: Final = b"\xff\xff\xff"
_LENGTH_BYTES: Final = len(_IS_UUID)
_UUID_BYTES: Final = 16
_NOTHING: Final = bytes(_LENGTH_BYTES)


def pack_text(text: str) -> bytes:
    """Length and UTF-8 bytes, or the mark of a UUID and its 16 bytes."""
    if not text:
        return _NOTHING
    if len(text) == 36 and _UUID.fullmatch(text):
        return _IS_UUID + bytes.fromhex(text.replace("-", ""))
    raw = text.encode("utf-8", "surrogatepass")
    return len(raw).to_bytes(_LENGTH_BYTES, "little") + raw


def unpack_texts(packed: bytes, start: int, count: int) -> list[str]:
    """The texts that `pack_text` wrote one after the other from `start` on."""
    texts: list[str] = []
    for _ in range(count):
        mark, start = packed[start : start + _LENGTH_BYTES], start + _LENGTH_BYTES
        if mark == _NOTHING:
            texts.append("")
        elif mark == _IS_UUID:
            h = packed[start : start + _UUID_BYTES].hex()
            texts.append(f"{h[:8]}-{h[8:12]}-{h[12:16]}-{h[16:20]}-{h[20:]}")
            start += _UUID_BYTES
        else:
            end = start + int.from_bytes(mark, "little")
            texts.append(packed[start:end].decode("utf-8", "surrogatepass"))
            start = end
    return texts


def to_table(packed: bytes) -> str:
    """The bytes as the text of a table value."""
    return base64.b64encode(packed).decode("ascii")


def from_table(value: str) -> bytes:
    """The bytes again."""
    return base64.b64decode(value)
