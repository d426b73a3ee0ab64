"""What the table keeps of mentions and incidents."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import orjson

from schemas.event import EventMention

#: key and text of the table; null deletes
Writes = tuple[tuple[str, str | None], ...]


@dataclass(frozen=True, slots=True)
class Known:
    """A mention; `touched` are the incidents that it changed last.

    `raw` is its JSON, `day` the ordinal day of its publication, `number` counts the arrivals of its
    country, `country` is its key on the topic. `met` counts all mentions that were compared with
    those before them; 0 before that.
    """

    raw: str
    day: int
    number: int
    incident_id: str = ""
    touched: tuple[str, ...] = ()
    retracted: bool = False
    country: str = ""
    met: int = 0

    @property
    def mention(self) -> EventMention:
        """The mention itself."""
        return EventMention.model_validate_json(self.raw)


@dataclass(frozen=True, slots=True)
class Version:
    """The last published revision of an incident; `digest` is that of its content.

    `country` is the key on the topic of the mention that began it.
    """

    revision: int
    digest: str
    merged_into: str | None = None
    country: str = ""


def mention_key(country: str, mention_id: str) -> str:
    """The table's key of a mention."""
    return f"m:{country}:{mention_id}"


def dump_known(mention_id: str, known: Known, likely: Iterable[str] = ()) -> tuple[str, str]:
    """Key and value for the table; `likely` are its likely partners among those it met."""
    value = [
        known.raw, known.day, known.number, known.incident_id, known.touched, known.retracted,
        known.met, sorted(likely),
    ]  # fmt: skip
    return mention_key(known.country, mention_id), orjson.dumps(value).decode()


def load_known(country: str, value: str) -> tuple[Known, tuple[str, ...]]:
    """The mention that `dump_known` wrote, and its likely partners.

    Values of before have no partners: such a mention has met nobody.
    """
    raw, day, number, incident_id, touched, retracted, *meeting = orjson.loads(value)
    met, likely = meeting or (0, ())
    return Known(raw, day, number, incident_id, tuple(touched), retracted, country, met), likely


def version_key(country: str, incident_id: str) -> str:
    """The table's key of an incident."""
    return f"i:{country}:{incident_id}"


def dump_version(incident_id: str, version: Version) -> tuple[str, str]:
    """Key and value for the table."""
    value = [version.revision, version.digest, version.merged_into]
    return version_key(version.country, incident_id), orjson.dumps(value).decode()


def load_version(country: str, value: str) -> Version:
    """The version that `dump_version` wrote."""
    revision, digest, merged_into = orjson.loads(value)
    return Version(revision, digest, merged_into, country)


def dump_reached(country: str, latest_day: int, next_number: int) -> tuple[str, str]:
    """Key and value that keep how far a country's mentions came when the last one is forgotten.

    Three values, as a version has them: what was here before reads it as one, of no incident.
    """
    return f"c:{country}:", orjson.dumps([latest_day, next_number, None]).decode()


def load_reached(value: str) -> tuple[int, int]:
    """Latest day and next number."""
    latest_day, next_number, _ = orjson.loads(value)
    return latest_day, next_number
