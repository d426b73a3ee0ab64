"""Event candidates of a parsed article: frames of the codebook that fit a word and its syntax."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

from service.stages.extract.frames import Frame, FrameLexicon
from service.stages.extract.syntax import (
    OBJECTS,
    PASSIVE_SUBJECTS,
    SUBJECTS,
    Clause,
    clause,
    is_noun,
    is_verb,
    lemma,
    noun_preps,
)

Token = Any
#: says whether a token belongs to a computed class ('@actor', '@person', '@place', '@armed')
ClassTest = Callable[[Token, str], bool]


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
    parts: tuple[Token, ...] = ()
    rank: int = 0
    rivals: int = 0
    embedded: Candidate | None = None
    notes: list[str] = field(default_factory=list)


class WordView:
    """The surroundings of one possible trigger, read once for all its frames."""

    def __init__(self, token: Token, light_role: Callable[[Token], tuple[str, Token] | None]) -> None:
        self.token = token
        self._light_role = light_role

    @cached_property
    def clause(self) -> Clause:
        return clause(self.token)

    @cached_property
    def preps(self) -> dict[str, tuple[Token, ...]]:
        return self.clause.preps if is_verb(self.token) else noun_preps(self.token)

    @cached_property
    def light(self) -> tuple[str, Token] | None:
        """(role, verb) when the noun is the object of a light verb."""
        return None if is_verb(self.token) else self._light_role(self.token)

    @cached_property
    def light_clause(self) -> Clause | None:
        return clause(self.light[1]) if self.light else None

    def slot(self, name: str) -> tuple[Token, ...]:
        """The tokens that fill a slot of the frame format."""
        if is_verb(self.token):
            return self._verb_slot(name)
        return self._noun_slot(name)

    def _verb_slot(self, name: str) -> tuple[Token, ...]:
        c = self.clause
        if name == "subj":
            return c.subjects
        if name == "obj":
            return c.objects
        if name == "iobj":
            return c.indirect
        return c.preps.get(name, ())

    def _noun_slot(self, name: str) -> tuple[Token, ...]:
        if name in {"subj", "obj"}:
            return self._light_slot(name)
        if name in {"poss", "amod", "compound"}:
            return tuple(c for c in self.token.children if c.dep_ in _NOUN_DEPS[name])
        return self.preps.get(name, ())

    def _light_slot(self, name: str) -> tuple[Token, ...]:
        c = self.light_clause
        if c is None:
            return ()
        if name == "subj":
            return tuple(t for t in c.subjects if t.i != self.token.i)
        return c.indirect


_NOUN_DEPS: Final = {"poss": {"poss"}, "amod": {"amod"}, "compound": {"compound", "nmod"}}


class FrameMatcher:
    """Finds the frames that fit the words of a sentence."""

    def __init__(self, lexicon: FrameLexicon, is_class: ClassTest) -> None:
        self._lexicon = lexicon
        self._is_class = is_class

    def candidates(self, sentence: Iterable[Token]) -> list[Candidate]:
        """All readings of all words of a sentence; readings that are no event are left out."""
        return [c for token in sentence for c in self.readings(token)]

    def best(self, token: Token) -> Candidate | None:
        """The most specific reading of a word; None when no frame fits, or it is no event."""
        return next(iter(self.readings(token, most=1)), None)

    def readings(self, token: Token, *, most: int = 2) -> list[Candidate]:
        """The most specific frame per type that fits a word, filled, at most `most` of them.

        A fitting frame of type NONE hides all frames that are less specific.
        """
        frames = self._frames(token)
        if not frames:
            return []
        view = WordView(token, self.light_role)
        chosen: dict[str, Frame] = {}
        for frame in frames:
            if frame.type not in chosen and self._fits(frame, view):
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
        if is_verb(token):
            return self._lexicon.verbs.get(lemma(token), ())
        if is_noun(token):
            return self._noun_frames(token)
        if token.tag_.startswith("JJ"):
            return self._lexicon.adjectives.get(lemma(token), ())
        return ()

    def _noun_frames(self, token: Token) -> Sequence[Frame]:
        word = lemma(token)
        frames = self._lexicon.nouns.get(word, ())
        left = token.doc[token.i - 1] if token.i else None
        if left is not None and left.head.i == token.i:
            pair = self._lexicon.nouns.get(f"{lemma(left)} {word}", ())
            frames = (*pair, *frames)
        return frames

    def light_role(self, noun: Token) -> tuple[str, Token] | None:
        """(role, verb) when a noun is what a light verb is about ('launched an attack')."""
        verb, prep = noun.head, ""
        if noun.dep_ == "conj" and is_noun(verb):
            return self.light_role(verb)
        if noun.dep_ == "pobj":
            prep, verb = verb.lower_, verb.head
        elif noun.dep_ not in OBJECTS | PASSIVE_SUBJECTS | {"attr"}:
            return None
        if not is_verb(verb):
            return None
        particles = {c.lower_ for c in verb.children if c.dep_ == "prt"}
        for light in self._lexicon.light_verbs.get(lemma(verb), ()):
            wants_prep = light.prep or ""
            wants_prt = light.prt or ""
            if wants_prep == prep and (not wants_prt or wants_prt in particles):
                return light.role, verb
        return None

    def _fits(self, frame: Frame, view: WordView) -> bool:
        return (
            self._fits_form(frame, view)
            and self._fits_slot(frame.subj, frame.subj_not, view.slot("subj") if frame.verb else ())
            and self._fits_object(frame, view)
            and self._fits_preps(frame, view)
            and self._fits_complement(frame, view)
            and self._fits_modifiers(frame, view)
        )

    def _fits_form(self, frame: Frame, view: WordView) -> bool:
        if frame.prt and not self._has_particle(view.token, frame.prt):
            return False
        if frame.voice:
            return frame.voice == ("passive" if view.clause.passive else "active")
        return not frame.light_only or view.light is not None

    def _has_particle(self, token: Token, particle: str) -> bool:
        return any(
            c.lower_ == particle and c.dep_ in {"prt", "advmod", "prep"} for c in token.children
        )

    def _fits_slot(
        self, wanted: Any, unwanted: frozenset[str] | None, tokens: Sequence[Token]
    ) -> bool:
        if wanted is True and not tokens:
            return False
        if wanted is False and tokens:
            return False
        if isinstance(wanted, frozenset) and wanted and not self._any_in(tokens, wanted):
            return False
        return not (unwanted and self._any_in(tokens, unwanted))

    def _fits_object(self, frame: Frame, view: WordView) -> bool:
        if frame.obj is None and not frame.obj_not:
            return True
        return self._fits_slot(frame.obj, frame.obj_not, view.slot("obj"))

    def _fits_preps(self, frame: Frame, view: WordView) -> bool:
        if not frame.prep:
            objects = tuple(t for found in view.preps.values() for t in found) if (
                frame.pobj or frame.pobj_not
            ) else ()
            return self._fits_slot(frame.pobj or None, frame.pobj_not, objects)
        return any(
            prep in view.preps
            and self._fits_slot(frame.pobj or None, frame.pobj_not, view.preps[prep])
            for prep in frame.prep
        )

    def _fits_complement(self, frame: Frame, view: WordView) -> bool:
        if not frame.comp and not frame.comp_verb:
            return True
        found = view.clause.complements if is_verb(view.token) else _noun_complements(view.token)
        verbs = [v for kind in (frame.comp or found) for v in found.get(kind, ())]
        if not frame.comp_verb:
            return bool(verbs)
        return any(lemma(v) in frame.comp_verb for v in verbs)

    def _fits_modifiers(self, frame: Frame, view: WordView) -> bool:
        return all(
            not wanted or self._any_in(view.slot(kind), wanted)
            for kind, wanted in (("compound", frame.compound), ("amod", frame.amod))
        )

    def _any_in(self, tokens: Sequence[Token], wanted: frozenset[str]) -> bool:
        classes = [w for w in wanted if w.startswith("@")]
        return any(
            lemma(t) in wanted
            or any(f"{lemma(c)} {lemma(t)}" in wanted for c in t.lefts)
            or any(self._is_class(t, name) for name in classes)
            for t in tokens
        )

    def _fill(self, frame: Frame, view: WordView) -> Candidate:
        actors = self._fill_slots(frame.actor, view)
        recipients = [t for t in self._fill_slots(frame.recipient, view) if t not in actors]
        role, verb = view.light or (None, None)
        parts: tuple[Token, ...] = (view.token,)
        if verb is not None:
            parts = (verb, view.token)
            actors, recipients = self._apply_light(role or "", view, actors, recipients)
        return Candidate(
            trigger=view.token,
            frame=frame,
            anchor=verb if verb is not None else _anchor(view.token),
            type=frame.type,
            modes=frame.modes,
            actors=actors,
            recipients=recipients,
            symmetric=frame.symmetric,
            light=role,
            parts=parts,
        )

    def _fill_slots(self, slots: Sequence[str], view: WordView) -> list[Token]:
        """The fillers of the first slot that has any which may act; symmetric slots add up."""
        for name in slots:
            tokens = [t for t in view.slot(name) if self._may_act(t, name)]
            if tokens:
                return tokens
        return []

    def _may_act(self, token: Token, slot: str) -> bool:
        if slot in {"amod", "compound"}:
            return self._is_class(token, "@actor") or self._is_class(token, "@place")
        return True

    def _apply_light(
        self, role: str, view: WordView, actors: list[Token], recipients: list[Token]
    ) -> tuple[list[Token], list[Token]]:
        subjects = list(view.slot("subj"))
        if role == "undergoes":
            return actors, subjects or recipients
        if role in {"does", "starts", "plans", "cancels", "ends"} and subjects:
            return subjects, [t for t in recipients if t not in subjects] or list(view.slot("obj"))
        return actors, recipients


def _noun_complements(noun: Token) -> dict[str, tuple[Token, ...]]:
    found: dict[str, tuple[Token, ...]] = {}
    for child in noun.children:
        if child.dep_ in {"acl", "relcl"} and is_verb(child):
            to = any(c.dep_ == "aux" and c.lower_ == "to" for c in child.children)
            kind = "to" if to else "that"
            found[kind] = found.get(kind, ()) + (child,)
    return found


def _anchor(token: Token) -> Token:
    """The verb whose tense and polarity count for a trigger: itself, or the one it depends on."""
    if is_verb(token):
        return token
    node = token
    for _ in range(4):
        if node.dep_ in SUBJECTS | PASSIVE_SUBJECTS | OBJECTS | {"attr"} and is_verb(node.head):
            return node.head
        if node.head.i == node.i or node.dep_ not in {"conj", "compound", "pobj", "prep"}:
            return token
        node = node.head
    return token
