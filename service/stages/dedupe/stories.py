"""Which articles tell one story: online clustering with ids that do not depend on the run."""

from __future__ import annotations

from dataclasses import dataclass
from heapq import heappop, heappush
from math import exp
from typing import Final
from uuid import NAMESPACE_URL, uuid5

from service.stages.dedupe import members
from service.stages.dedupe.clock import GRACE_SECONDS
from service.stages.dedupe.members import Member, similarities
from service.stages.dedupe.postings import Hits, PostingsIndex
from service.stages.dedupe.story_terms import FULL, Vector

StoryWrites = tuple[tuple[str, str | None], ...]

STORY_PREFIX: Final = "s:"
#: half the mean similarity to the members and half that to the best three; fitted on ECB+
JOIN: Final = 0.25
BEST: Final = 3
MEMBERS_KEPT: Final = 12
FADING_SECONDS: Final = 3 * 86_400
QUIET_SECONDS: Final = 7 * 86_400
TOP_TERMS: Final = 12
_STORIES_COMPARED: Final = 2
#: of the article's heaviest terms, whose weights are up to 45,000
_SHARED_WEIGHT: Final = 20_000
#: a term among the heaviest of so many articles does not lead to their stories
_FREQUENT: Final = 50
_SWEPT_PER_CALL: Final = 2


@dataclass(frozen=True, slots=True)
class Telling:
    """An article that looks for its story; `number` counts arrivals, times are Unix seconds."""

    number: int
    time: int
    now: int
    drawn: Vector


class StoryIndex:
    """The open stories, each with its latest articles."""

    def __init__(self) -> None:
        self._stories: dict[str, tuple[int, ...]] = {}
        self._members: dict[int, Member] = {}
        self._postings = PostingsIndex(frequent=_FREQUENT)
        self._expiry: list[tuple[int, str]] = []

    def __len__(self) -> int:
        return len(self._stories)

    def apply(self, key: str, value: str | None) -> None:
        """Take one entry of the table; null deletes it."""
        story_id, number = key.removeprefix(STORY_PREFIX).rsplit(":", 1)
        if value is None:
            self._remove(int(number))
        else:
            self._put(int(number), Member(story_id, members.load(value)))

    def join(
        self, telling: Telling, *, article_id: str, known: str | None
    ) -> tuple[str, StoryWrites]:
        """The article's story, `known` or found or new, and what to write; the index has it."""
        top = telling.drawn.terms[:TOP_TERMS].tolist()
        hits = self._postings.find(top)
        story_id = known or self._nearest(telling, hits) or story_id_of(article_id)
        expires = max(telling.time + QUIET_SECONDS, telling.now + GRACE_SECONDS)
        leading = [term in hits.usual for term in top]
        packed = members.pack(telling.time, expires, leading, telling.drawn)
        self._put(telling.number, Member(story_id, packed))
        gone = [*self._stories[story_id][:-MEMBERS_KEPT], *self._over(telling.now)]
        keys = [_key(self._members[n].story_id, n) for n in gone]
        for number in gone:
            self._remove(number)
        entry = _key(story_id, telling.number), members.dump(packed)
        return story_id, (entry, *((key, None) for key in keys))

    def written_again(self, story_id: str) -> StoryWrites:
        """The story's entries as they are."""
        numbers = self._stories.get(story_id, ())
        return tuple((_key(story_id, n), members.dump(self._members[n].packed)) for n in numbers)

    def _nearest(self, telling: Telling, hits: Hits) -> str | None:
        """The story that the article fits best, if it fits one."""
        stories = self._candidates(telling.drawn, hits)
        if not stories:
            return None
        numbers = [n for s in stories for n in self._stories[s]]
        alike = similarities(telling.drawn, [self._members[n].packed for n in numbers])
        by_number = dict(zip(numbers, alike, strict=True))
        best = max((self._fit(s, by_number, telling.time), s) for s in stories)
        return best[1] if best[0] > JOIN else None

    def _candidates(self, drawn: Vector, hits: Hits) -> list[str]:
        """The stories of articles that share most of the heaviest terms."""
        top = zip(drawn.terms[:TOP_TERMS].tolist(), drawn.weights[:TOP_TERMS].tolist(), strict=True)
        weights = dict(top)
        if sum(map(weights.__getitem__, hits.by_key)) < _SHARED_WEIGHT:
            return []
        shared: dict[int, int] = {}
        for term, documents in hits.by_key.items():
            weight = weights[term]
            for document in documents:
                shared[document] = shared[document] + weight if document in shared else weight
        stories: dict[str, int] = {}
        for number, weight in self._postings.live(shared, _SHARED_WEIGHT).items():
            story_id = self._members[number].story_id
            stories[story_id] = max(weight, stories.get(story_id, 0))
        ranked = sorted(((weight, story_id) for story_id, weight in stories.items()), reverse=True)
        return [story_id for _, story_id in ranked[:_STORIES_COMPARED]]

    def _fit(self, story_id: str, alike: dict[int, int], time: int) -> float:
        numbers = self._stories[story_id]
        apart = min([abs(self._members[n].time - time) for n in numbers])
        if apart > QUIET_SECONDS:
            return 0.0
        found = sorted([alike[n] for n in numbers], reverse=True)
        best = found[:BEST]
        fit = (sum(found) / len(found) + sum(best) / len(best)) / 2
        return fit / FULL * exp(-apart / FADING_SECONDS)

    def _over(self, now: int) -> list[int]:
        """Members of a few stories that nobody tells any more.

        The end of a story is that of its member that ends last, whose entry is always in the heap.
        """
        gone: list[int] = []
        closed: set[str] = set()
        while self._expiry and self._expiry[0][0] < now and len(closed) < _SWEPT_PER_CALL:
            expires, story_id = heappop(self._expiry)
            numbers = self._stories.get(story_id, ())
            last = max((self._members[n].expires for n in numbers), default=None)
            if last == expires and story_id not in closed:
                closed.add(story_id)
                gone += numbers
        return gone

    def _put(self, number: int, member: Member) -> None:
        if number in self._members:
            return
        self._members[number] = member
        story_id = member.story_id
        self._stories[story_id] = tuple(sorted((*self._stories.get(story_id, ()), number)))
        heappush(self._expiry, (member.expires, story_id))
        self._postings.add(number, members.leading_terms(member.packed, TOP_TERMS))

    def _remove(self, number: int) -> None:
        member = self._members.pop(number, None)
        if member is None:
            return
        rest = tuple(n for n in self._stories[member.story_id] if n != number)
        if rest:
            self._stories[member.story_id] = rest
        else:
            del self._stories[member.story_id]
        self._postings.discard(number, members.leading_terms(member.packed, TOP_TERMS))


def story_id_of(article_id: str) -> str:
    """The id of the story that the article opens."""
    return str(uuid5(NAMESPACE_URL, f"wirecoder:story:{article_id}"))


def _key(story_id: str, number: int) -> str:
    return f"{STORY_PREFIX}{story_id}:{number}"
