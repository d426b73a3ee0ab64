"""The mentions of the last weeks, and the incidents that they form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from schemas.event import EventMention
from service.stages.link.arrivals import ArrivalIndex
from service.stages.link.cues import CueIndex
from service.stages.link.face import Face, face
from service.stages.link.pairing import compatible
from service.stages.link.records import Known, Version, load_known, load_version
from service.stages.link.scores import ScoreIndex

#: mentions that are kept as objects, those asked for last
_READ: Final = 200


class IncidentIndex:
    """All that `link` knows. `apply` in any order of keys rebuilds it from the table."""

    def __init__(self) -> None:
        self.known: dict[str, Known] = {}
        self.versions: dict[str, Version] = {}
        self.scores = ScoreIndex()
        self.cues = CueIndex()
        self._arrivals: dict[str, ArrivalIndex] = {}
        self._members: dict[str, set[str]] = {}
        self._read: dict[str, EventMention] = {}

    def apply(self, key: str, value: str | None) -> None:
        """Take one entry of the table; null deletes it."""
        kind, country, name = key.split(":", 2)
        if kind == "m" and value is None:
            if name in self.known and self.known[name].country == country:
                self.remove(name)
        elif kind == "m" and value is not None:
            self.put(name, load_known(country, value))
        elif value is None:
            self.versions.pop(name, None)
        else:
            self.versions[name] = load_version(country, value)

    def put(self, mention_id: str, known: Known, mention: EventMention | None = None) -> None:
        """Take a mention, new or changed; with the object where it is at hand."""
        earlier = self.known.get(mention_id)
        if earlier is not None and (earlier.raw, earlier.retracted) != (known.raw, known.retracted):
            self._forget(mention_id)
        if mention is not None:
            self.remember(mention)
        if earlier is not None:
            self._leave(mention_id, earlier.incident_id)
        if earlier is not None and earlier.country != known.country:
            self.arrivals(earlier.country).remove()
        if earlier is None or earlier.country != known.country:
            self.arrivals(known.country).add(known.day, known.number, mention_id)
        self.known[mention_id] = known
        if known.retracted:
            return
        self._members.setdefault(known.incident_id, set()).add(mention_id)
        if mention_id not in self.faces:
            self._meet(face(mention or known.mention))

    def remove(self, mention_id: str) -> None:
        """Forget a mention."""
        known = self.known.pop(mention_id, None)
        if known is not None:
            self.arrivals(known.country).remove()
            self._leave(mention_id, known.incident_id)
            self._forget(mention_id)

    def arrivals(self, country: str) -> ArrivalIndex:
        """The order in time of the mentions under a key of the topic."""
        return self._arrivals.setdefault(country, ArrivalIndex())

    def mention(self, mention_id: str) -> EventMention:
        """The mention itself; those asked for lately are remembered."""
        found = self._read.pop(mention_id, None) or self.known[mention_id].mention
        self.remember(found)
        return found

    def remember(self, mention: EventMention) -> None:
        """Keep the object for a while: it need not be read again."""
        if len(self._read) >= _READ:
            del self._read[next(iter(self._read))]
        self._read[mention.mention_id] = mention

    def members(self, incident_id: str) -> frozenset[str]:
        """The mentions of an incident."""
        return frozenset(self._members.get(incident_id, ()))

    @property
    def faces(self) -> dict[str, Face]:
        """The mentions that count, as they are compared."""
        return self.scores.faces

    def incidents(self) -> Iterator[str]:
        """The ids of the incidents that have mentions."""
        yield from self._members

    def component(self, start: Iterable[str], most: int) -> set[str]:
        """Mentions that are linked with the start over any number of likely pairs."""
        found = {m for m in start if m in self.faces}
        frontier = sorted(found)
        while frontier and len(found) <= most:
            reached = {n for m in frontier for n in self.scores.neighbours(m)} - found
            found |= reached
            frontier = sorted(reached)
        return found

    def _meet(self, newcomer: Face) -> None:
        """Compare with the mentions that share cues."""
        self.scores.add(newcomer, self.candidates(newcomer))
        self.cues.add(newcomer)

    def candidates(self, newcomer: Face) -> list[str]:
        """The mentions that a newcomer is compared with."""
        return self.cues.candidates(newcomer, lambda m: compatible(newcomer, self.faces[m]))

    def _forget(self, mention_id: str) -> None:
        self._read.pop(mention_id, None)
        gone = self.scores.remove(mention_id)
        if gone is not None:
            self.cues.remove(gone)

    def _leave(self, mention_id: str, incident_id: str) -> None:
        members = self._members.get(incident_id)
        if members is not None:
            members.discard(mention_id)
            if not members:
                del self._members[incident_id]
