"""The mentions of the last weeks, and the incidents that they form."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from typing import Final

from schemas.event import EventMention
from service.stages.link.arrivals import ArrivalIndex, Report
from service.stages.link.cues import CueIndex
from service.stages.link.face import Face, face
from service.stages.link.pairing import worth_comparing
from service.stages.link.records import Known, Version, load_known, load_reached, load_version
from service.stages.link.scores import ScoreIndex
from service.stages.link.twins import TwinIndex

#: mentions that are kept as objects, those asked for last
_READ: Final = 2_000


class IncidentIndex:
    """All that `link` knows. `apply` in any order of keys rebuilds it from the table.

    Whom a mention is compared with depends on who was there when it came, so the table keeps the
    likely partners: after a restart, incidents are the same as without it.
    """

    def __init__(self) -> None:
        self.known: dict[str, Known] = {}
        self.versions: dict[str, Version] = {}
        self.scores = ScoreIndex()
        self.twins = TwinIndex(self.scores.faces)
        self.cues = CueIndex()
        self.arrivals = ArrivalIndex()
        self._members: dict[str, set[str]] = {}
        self._read: dict[str, EventMention] = {}
        self._loaded: dict[str, tuple[str, ...]] = {}
        self._last_met = 0

    def apply(self, key: str, value: str | None) -> None:
        """Take one entry of the table; null deletes it."""
        kind, country, name = key.split(":", 2)
        if kind == "m" and value is None:
            if name in self.known and self.known[name].country == country:
                self.remove(name)
        elif kind == "m" and value is not None:
            self.remove(name)
            known, self._loaded[name] = load_known(country, value)
            self.put(name, known)
        elif kind == "c" and value is not None:
            self.arrivals.of(country).reach(*load_reached(value))
        elif value is None:
            self.versions.pop(name, None)
        else:
            self.versions[name] = load_version(country, value)

    def meet_again(self) -> None:
        """Make those partners that were such before the restart; call it after `apply`."""
        if not self._loaded:
            return
        loaded, self._loaded = self._loaded, {}
        present = (m for m in loaded if m in self.faces)
        for mention_id in sorted(present, key=lambda m: (self.known[m].met, self.known[m].day, m)):
            met = self.known[mention_id].met
            if not met:
                self._meet(mention_id)
                continue
            for other in loaded[mention_id]:
                if other in self.faces and self.known[other].met < met:
                    self._partner(mention_id, other)
        self._last_met = max((known.met for known in self.known.values()), default=0)

    def likely(self, mention_id: str) -> list[str]:
        """The likely partners among the mentions that came before, and their twins."""
        met = self.known[mention_id].met
        partners = self.scores.neighbours(self.twins.leader(mention_id))
        return [m for m in self.with_twins(partners) if self.known[m].met < met]

    def leaders(self, mentions: Iterable[str]) -> frozenset[str]:
        """Of those that count, who is compared in their place."""
        return frozenset(self.twins.leader(m) for m in mentions if m in self.faces)

    def with_twins(self, leaders: Iterable[str]) -> Iterator[str]:
        """All of their sets."""
        return (m for leader in leaders for m in self.twins.of(leader))

    def is_last(self, mention_id: str) -> bool:
        """Whether no other mention was met after it: a crash may have cut off some of its writes.

        A retracted one meets nobody, so that of it nothing is known.
        """
        return self.known[mention_id].met in {0, self._last_met}

    def put(self, mention_id: str, known: Known, mention: EventMention | None = None) -> None:
        """Take a mention, new or changed; with the object where it is at hand.

        It meets the others unless it comes from the table.
        """
        earlier = self.known.get(mention_id)
        if earlier is not None and (earlier.raw, earlier.retracted) != (known.raw, known.retracted):
            self._forget(mention_id)
        if mention is not None:
            self.remember(mention)
        if earlier is not None:
            self._leave(mention_id, earlier.incident_id)
        self._arrive(mention_id, earlier, known)
        self.known[mention_id] = known
        if known.retracted:
            return
        self._members.setdefault(known.incident_id, set()).add(mention_id)
        if mention_id not in self.faces:
            self._enter(face(mention or known.mention))

    def remove(self, mention_id: str) -> None:
        """Forget a mention."""
        known = self.known.pop(mention_id, None)
        if known is not None:
            self._arrive(mention_id, known, None)
            self._leave(mention_id, known.incident_id)
            self._forget(mention_id)

    def settle(self) -> None:
        """Make up for each incident when it was told last."""
        self.arrivals.settle(
            lambda incident: [
                Report(known.met, known.number, known.country, known.day)
                for known in map(self.known.__getitem__, self.told_by(incident))
            ]
        )

    def told_by(self, incident: str) -> Collection[str]:
        """The mentions of an incident; a retracted mention stands for itself."""
        members = self._members.get(incident)
        if members is not None:
            return members
        known = self.known.get(incident)
        return (incident,) if known is not None and not known.incident_id else ()

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

    def _arrive(self, mention_id: str, earlier: Known | None, known: Known | None) -> None:
        """Count the mention for its country, and for the incident when that was told last."""
        was, now = ((k.country, k.day, k.number) if k else None for k in (earlier, known))
        if was is not None and was != now:
            self.arrivals.of(was[0]).leave(*was[1:])
        if now is not None and was != now:
            self.arrivals.of(now[0]).enter(*now[1:])
        for each in (earlier, known):
            if each is not None:
                self.arrivals.change(each.incident_id or mention_id)

    def _enter(self, newcomer: Face) -> None:
        own = newcomer.mention_id
        self.scores.add(newcomer)
        led = self.twins.join(newcomer)
        if self.twins.leader(own) == own:
            self._lead(own, () if led == own else self._withdraw(led))
        else:
            self.cues.add_copy(newcomer)
        if own not in self._loaded:
            self._meet(own)

    def _lead(self, mention_id: str, partners: Iterable[str]) -> None:
        """Be found by others; `partners` are those of the twin that led before."""
        self.cues.add(self.faces[mention_id])
        for other in partners:
            self.scores.compare(mention_id, other)

    def _withdraw(self, mention_id: str) -> list[str]:
        """Be found no more, for a twin leads; who the partners were."""
        self.cues.remove(self.faces[mention_id])
        self.cues.add_copy(self.faces[mention_id])
        return self.scores.release(mention_id)

    def _meet(self, mention_id: str) -> None:
        """Compare with the mentions that share cues, unless a twin leads."""
        self._last_met += 1
        self.known[mention_id] = replace(self.known[mention_id], met=self._last_met)
        if self.twins.leader(mention_id) == mention_id:
            for other in self.candidates(self.faces[mention_id]):
                self.scores.compare(mention_id, other)

    def _partner(self, one: str, other: str) -> None:
        """Compare those who lead, two that were likely partners before the restart."""
        one, other = self.twins.leader(one), self.twins.leader(other)
        if one != other:
            self.scores.compare(one, other)

    def candidates(self, newcomer: Face) -> list[str]:
        """The mentions that a newcomer is compared with."""
        own = newcomer.mention_id
        return self.cues.candidates(
            newcomer, lambda m: m != own and worth_comparing(newcomer, self.faces[m])
        )

    def _forget(self, mention_id: str) -> None:
        self._read.pop(mention_id, None)
        self._loaded.pop(mention_id, None)
        gone = self.faces.get(mention_id)
        if gone is None:
            return
        others, heir = self.scores.release(mention_id), self.twins.leave(gone)
        self.scores.remove(mention_id)
        self.cues.remove(gone)
        if heir is not None:
            self._lead(heir, others)

    def _leave(self, mention_id: str, incident_id: str) -> None:
        members = self._members.get(incident_id)
        if members is not None:
            members.discard(mention_id)
            if not members:
                del self._members[incident_id]
