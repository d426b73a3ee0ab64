"""Event candidates of a parsed article: frames of the codebook that fit a word and its syntax."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from service.stages.extract.candidates_standing import in_body_name, is_standing, tells_nothing
from service.stages.extract.conditions import Reach, Test, conditions, reach
from service.stages.extract.frames import Frame, FrameLexicon
from service.stages.extract.syntax_words import OBJECTS, PASSIVE_SUBJECTS, is_noun, is_verb, lemma
from service.stages.extract.words import (
    ClassTest,
    WordView,
    anchor_of,
    hyphened,
    in_order,
    inside_name,
    is_epithet,
    is_hyphened_on,
    is_month,
    is_penalty,
    undergoes,
)

Token = Any
Span = Any
#: modifiers that say how an act is done, not who does it
HOW_WORDS: Final = frozenset(
    {
        "air", "ground", "sea", "land", "aerial", "naval", "military", "suicide", "car", "drone",
        "rocket", "missile", "mortar", "artillery", "street", "hunger", "general", "border", "gun",
        "knife", "bomb", "media", "press", "court", "security", "terrorist",
    }
)  # fmt: skip
#: nouns that only count the acts behind 'of'
MEASURES: Final = frozenset(
    {"round", "series", "wave", "string", "spate", "barrage", "flurry", "number", "set", "kind",
     "form", "campaign", "week", "day", "month", "act", "lot", "couple", "package"}
)  # fmt: skip
_MOST: Final = 3
#: frames live as long as the process, so their identity names them
_TESTS: Final[dict[int, tuple[Reach, tuple[Test, ...]]]] = {}


def _prepared(frame: Frame) -> tuple[Reach, tuple[Test, ...]]:
    found = _TESTS[id(frame)] = (reach(frame), conditions(frame))
    return found


@dataclass(slots=True)
class Candidate:
    """A frame that fits; `anchor` is the verb that carries tense, negation and clause."""

    trigger: Token
    frame: Frame
    anchor: Token
    type: str
    modes: tuple[str, ...]
    actors: list[Token]
    recipients: list[Token]
    symmetric: bool
    light: str | None = None
    variant: str = ""
    passive: bool = False
    parts: tuple[Token, ...] = ()
    rank: int = 0
    rivals: int = 0
    embedded: Candidate | None = None


class FrameMatcher:
    """Finds the frames that fit the words of a sentence."""

    def __init__(self, lexicon: FrameLexicon, is_class: ClassTest) -> None:
        self._lexicon = lexicon
        self._is_class = is_class
        self._seen: dict[int, frozenset[str]] = {}

    def _lemmas(self, sent: Span) -> frozenset[str]:
        found = self._seen.get(sent.start)
        if found is None:
            found = self._seen[sent.start] = frozenset([t.lemma_ for t in sent])
        return found

    def candidates(self, sentence: Iterable[Token]) -> list[Candidate]:
        """All readings of all words of a sentence; readings that are no event are left out."""
        known = ((t, frames) for t in sentence if (frames := self._frames(t)))
        test = self._is_class
        told = (
            (t, frames)
            for t, frames in known
            if not (is_epithet(t) or is_penalty(t) or tells_nothing(t, test))
        )
        return [c for t, f in told for c in self._filled(t, f, _MOST)]

    def best(self, token: Token) -> Candidate | None:
        """The most specific reading of a word; None when no frame fits, or it is no event."""
        return next(iter(self.readings(token, most=1)), None)

    def readings(self, token: Token, *, most: int = _MOST) -> list[Candidate]:
        """The most specific frame per type that fits a word, filled, at most `most` of them.

        A fitting frame of type NONE hides all frames that are less specific.
        """
        frames = self._frames(token)
        return self._filled(token, frames, most) if frames else []

    def _filled(self, token: Token, frames: Sequence[Frame], most: int) -> list[Candidate]:
        lemmas = self._lemmas(token.sent)
        view = WordView(token, self._is_class, self.light_role, lemmas)
        chosen: dict[str, Frame] = {}
        for frame in frames:
            if frame.type in chosen:
                continue
            needed, tests = _TESTS.get(id(frame)) or _prepared(frame)
            if not any(map(lemmas.isdisjoint, needed)) and all(test(view) for test in tests):
                if frame.type == "NONE":
                    break
                chosen[frame.type] = frame
                if len(chosen) == most:
                    break
        made = [self._fill(frame, view) for frame in chosen.values()]
        for rank, candidate in enumerate(made):
            candidate.rank, candidate.rivals = rank, len(made) - 1
        return made

    def _frames(self, token: Token) -> Sequence[Frame]:
        kind = token.tag_[:2]
        if kind == "VB":
            return self._looked_up(self._lexicon.verbs, token)
        if kind == "NN":
            frames = self._noun_frames(token)
            return () if frames and self._is_fixed(token) else frames
        if kind == "JJ":
            return self._looked_up(self._lexicon.adjectives, token)
        return ()

    @staticmethod
    def _looked_up(table: Mapping[str, tuple[Frame, ...]], token: Token) -> Sequence[Frame]:
        """The frames of a word; of 'gang-raped' before those of 'raped'."""
        word = lemma(token)
        whole = hyphened(token, word)
        if whole and token.tag_.startswith("VB"):  # 'US-backed' says whose, not what happened
            return table.get(whole, ())
        return table.get(whole) or table.get(word, ())  # a cease-fire is no fire

    def _noun_frames(self, token: Token) -> Sequence[Frame]:
        frames = self._looked_up(self._lexicon.nouns, token)
        left = token.doc[token.i - 1] if token.i else None
        if left is not None and left.head.i == token.i:
            names = (hyphened(left, lemma(left)), lemma(left))  # a 'no-confidence vote'
            pairs = (self._lexicon.nouns.get(f"{n} {lemma(token)}", ()) for n in names if n)
            frames = (*next(filter(None, pairs), ()), *frames)
        return frames

    def _is_fixed(self, token: Token) -> bool:
        """Whether a noun is part of a name or set phrase, or a lasting state: no act."""
        named = inside_name(token) or is_month(token) or in_order(token)
        part = is_hyphened_on(token) or in_body_name(token) or self._is_half(token)
        return named or part or is_standing(token)

    def _is_half(self, token: Token) -> bool:
        """'Death' in 'death penalty': the pair is a word of its own."""
        head = token.head
        pair = token.dep_ == "compound" and head.i == token.i + 1
        return pair and f"{lemma(token)} {lemma(head)}" in self._lexicon.nouns

    def light_role(self, noun: Token) -> tuple[str, Token] | None:
        """(role, verb) when a noun is what a light verb is about ('launched an attack')."""
        verb, prep = noun.head, ""
        if noun.dep_ == "conj" and is_noun(verb):
            return self.light_role(verb)
        if verb.lower_ == "of" and lemma(verb.head) in MEASURES:  # 'a round of talks'
            return self.light_role(verb.head)
        if noun.dep_ == "pobj":
            prep, verb = verb.lower_, verb.head
        elif noun.dep_ not in OBJECTS | PASSIVE_SUBJECTS | {"attr"} and not undergoes(noun):
            return None
        if not is_verb(verb):
            return None
        particles = {c.lower_ for c in verb.children if c.dep_ == "prt"}
        for light in self._lexicon.light_verbs.get(lemma(verb), ()):
            wants_prep = light.prep or ""
            wants_prt = light.prt or ""
            fits = wants_prep == prep and (not wants_prt or wants_prt in particles)
            if fits and (not light.nouns or lemma(noun) in light.nouns):
                return light.role, verb
        return None

    def _fill(self, frame: Frame, view: WordView) -> Candidate:
        actors = self._fill_slots(frame.actor, view, every=frame.symmetric)
        recipients = [t for t in self._fill_slots(frame.recipient, view) if t not in actors]
        role, verb = view.light or (None, None)
        parts: tuple[Token, ...] = (view.token,)
        if verb is not None:
            parts = (view.token,) if role in _OTHERS_ACT else (verb, view.token)
            sides = actors if frame.symmetric else []
            actors, recipients = self._apply_light(role or "", view, actors, recipients)
            actors = [*actors, *(t for t in sides if t not in actors)]
        return Candidate(
            trigger=view.token,
            frame=frame,
            anchor=verb if verb is not None else anchor_of(view.token),
            type=frame.type,
            modes=_SUICIDE if "aerial" in frame.modes and _on_foot(actors) else frame.modes,
            actors=actors,
            recipients=recipients,
            symmetric=frame.symmetric,
            light=role,
            passive=is_verb(view.token) and view.clause.passive,
            parts=parts,
        )

    def _fill_slots(
        self, slots: Sequence[str], view: WordView, *, every: bool = False
    ) -> list[Token]:
        """The fillers of the first slot that has any who may act; of `every` slot for two sides."""
        found: list[Token] = []
        for name in slots:
            found += [t for t in view.slot(name) if self._may_act(t, name) and t not in found]
            if found and not every:
                break
        return found

    def _may_act(self, token: Token, slot: str) -> bool:
        if slot in {"amod", "compound"}:
            return lemma(token) not in HOW_WORDS and self._is_class(token, "@actor")
        return True

    def _apply_light(
        self, role: str, view: WordView, actors: list[Token], recipients: list[Token]
    ) -> tuple[list[Token], list[Token]]:
        subjects = list(view.slot("subj"))
        if role == "undergoes":
            return actors or view.sources(), subjects or recipients
        if role in {"does", "starts", "plans", "cancels", "ends"} and subjects:
            return subjects, [t for t in recipients if t not in subjects] or list(view.slot("obj"))
        return actors, recipients


#: of such a verb somebody else is the subject: 'accepted the demand' is an act beside the demand
_OTHERS_ACT: Final = frozenset({"undergoes", "denies"})
_SUICIDE: Final = ("suicide-attack", "explosives")


def _on_foot(actors: Sequence[Token]) -> bool:
    """Whether the bombers are people: 'suicide bombers'."""
    return any(c.lower_ == "suicide" for t in actors for c in t.children)
