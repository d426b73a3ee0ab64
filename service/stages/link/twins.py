"""Mentions that tell the very same: those of an article and of its copies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from service.stages.link.face import Face, told


class TwinIndex:
    """Sets of mentions, each of another article, that are equal in all that is compared.

    One of them leads: it is compared and grouped, and the others are wherever it is. A copy is no
    second report, so that it weighs nothing; and it costs next to nothing. Who leads does not hang
    on who came first: an original before copies, then whose article was published first. So the
    leaders of two sets are of one article when the sets are of the same articles.
    """

    def __init__(self, faces: Mapping[str, Face]) -> None:
        """`faces` are all mentions; a mention is put there before it joins."""
        self._faces = faces
        self._first: dict[int, str] = {}  # hash of what is told -> who leads
        self._sets: dict[str, tuple[str, ...]] = {}  # of two and more, by their leader
        self._leaders: dict[str, str] = {}  # of those who do not lead

    def join(self, face: Face) -> str:
        """Take a mention; who has led its set so far, itself when it has no twin."""
        own, key = face.mention_id, hash(told(face))
        led = self._first.setdefault(key, own)
        if led == own or not self._alike(face, self.of(led)):
            return own
        members = tuple(sorted((*self._sets.pop(led, (led,)), own), key=self._rank))
        self._first[key] = members[0]
        self._keep(members)
        return led

    def leave(self, face: Face) -> str | None:
        """Forget a mention; who leads in its place, if it led others."""
        own = face.mention_id
        led = self._leaders.pop(own, own)
        rest = tuple(m for m in self._sets.pop(led, ()) if m != own)
        self._keep(rest)
        if led != own:
            return None
        key = hash(told(face))
        if self._first.get(key) == own:
            del self._first[key]
            if rest:
                self._first[key] = rest[0]
        return rest[0] if rest else None

    def leader(self, mention_id: str) -> str:
        """Who is compared in the mention's place; itself when it has no twin."""
        return self._leaders.get(mention_id, mention_id)

    def of(self, leader: str) -> Sequence[str]:
        """The leader and its twins."""
        return self._sets.get(leader, (leader,))

    def _keep(self, members: tuple[str, ...]) -> None:
        if not members:
            return
        self._leaders.pop(members[0], None)
        if len(members) > 1:
            self._sets[members[0]] = members
            self._leaders |= dict.fromkeys(members[1:], members[0])

    def _alike(self, face: Face, members: Sequence[str]) -> bool:
        """Whether it tells what they do; two of one article are two acts, whatever they tell."""
        twins = [self._faces[m] for m in members]
        return told(twins[0]) == told(face) and all(t.article_id != face.article_id for t in twins)

    def _rank(self, mention_id: str) -> tuple[bool, str, str, str]:
        face = self._faces[mention_id]
        return face.syndicated, face.order[0], face.article_id, mention_id
