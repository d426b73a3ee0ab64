"""What the scorer looks at: named numbers about one candidate in its sentence and article."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from service.stages.extract.candidates import Candidate
from service.stages.extract.syntax_words import is_noun, is_verb, lemma

Token = Any


@dataclass(frozen=True, slots=True)
class ArticleFacts:
    """What holds for the whole article: topic features, candidates per 100 words."""

    topics: Mapping[str, float]
    density: float


class CandidateFacts(NamedTuple):
    """What the coder found around a candidate before the decision."""

    modality: str
    actor_sectors: Sequence[str]
    recipient_sectors: Sequence[str]
    named: bool
    country: bool
    spoken: bool
    place: bool
    date: bool
    past: bool
    foreign: bool
    figures: int
    nested_in: str | None
    sentence_index: int
    quoted: bool
    same_type_verb: bool
    seen_before: int


_STATE: Final = frozenset({"GOV", "LEG", "JUD", "COP", "MIL", "SPY", "IGO", "PRM"})
_ARMED: Final = frozenset({"MIL", "REB", "IMG", "UAF", "PRM", "COP", "CRM"})


def features(c: Candidate, facts: CandidateFacts, article: ArticleFacts) -> dict[str, float]:
    """Feature name -> value; absent means 0."""
    found = dict.fromkeys(_names(c, facts), 1.0)
    found.update(article.topics)
    pos = "noun" if is_noun(c.trigger) else "verb"
    found["density"] = min(article.density, 12.0) / 4.0
    found["specific"] = min(_conditions(c), 4) / 2.0
    found["figures"] = min(facts.figures, 3) / 1.0
    found["late"] = min(facts.sentence_index, 20) / 10.0
    found[f"density*{pos}"] = found["density"]
    found["seen"] = min(facts.seen_before, 4) / 2.0
    return found


def _names(c: Candidate, facts: CandidateFacts) -> list[str]:
    trigger = c.trigger
    noun = is_noun(trigger)
    pos = "noun" if noun else "verb" if is_verb(trigger) else "adj"
    parties = _parties(c, facts)
    names = [
        f"type={c.type}",
        f"pos={pos}",
        f"type={c.type}|{pos}",
        f"tag={trigger.tag_}",
        f"dep={c.anchor.dep_}|{pos}",
        f"modality={facts.modality}",
        f"modality={facts.modality}|{c.type}",
        f"frame={lemma(trigger)}|{c.type}",
        f"parties={parties}",
        f"parties={parties}|{c.type}",
        f"parties={parties}|{pos}",
        f"light={c.light}",
        f"nested={facts.nested_in}",
        f"rank={c.rank}|{c.rivals > 0}",
        f"variant={c.variant}|{c.type}",
        f"foreign={facts.foreign}|{c.type}",
    ]
    names += [f"actor={s}" for s in _groups(facts.actor_sectors)]
    names += [f"recipient={s}" for s in _groups(facts.recipient_sectors)]
    flags = {
        "weak": c.frame.weak, "past": facts.past, "spoken": facts.spoken,
        "place": facts.place, "date": facts.date,
        "figure": facts.figures > 0, "quoted": facts.quoted, "named": facts.named,
        "country": facts.country, "same_type_verb": facts.same_type_verb and noun,
        "lead": facts.sentence_index < 2, "content": c.embedded is not None,
        "has_modes": bool(c.modes), "symmetric": c.symmetric,
    }  # fmt: skip
    names += [name for name, on in flags.items() if on]
    names += [f"{name}|{pos}" for name, on in flags.items() if on]
    if noun:
        names.append(f"noun={_definiteness(trigger)}")
        names.append(f"noun_dep={trigger.dep_}")
    return names


def _parties(c: Candidate, facts: CandidateFacts) -> str:
    actor = "A" if facts.actor_sectors else "a" if c.actors else "-"
    recipient = "R" if facts.recipient_sectors else "r" if c.recipients else "-"
    return actor + recipient


def _groups(sectors: Sequence[str]) -> set[str]:
    groups = {s for s in sectors if s}
    groups |= {"state" for s in sectors if s in _STATE} | {"armed" for s in sectors if s in _ARMED}
    return groups


def _definiteness(noun: Token) -> str:
    number = "pl" if noun.tag_ in {"NNS", "NNPS"} else "sg"
    for child in noun.children:
        if child.dep_ == "poss":
            return f"poss-{number}"
        if child.dep_ == "det":
            return f"{_DETERMINERS.get(child.lower_, 'det')}-{number}"
        if child.dep_ == "nummod":
            return f"num-{number}"
    return f"bare-{number}"


_DETERMINERS: Final = {
    "the": "the",
    "a": "a",
    "an": "a",
    "this": "this",
    "that": "this",
    "no": "no",
}


def _conditions(c: Candidate) -> int:
    frame = c.frame
    parts = (
        frame.prt, frame.prep, frame.pobj, frame.obj, frame.subj, frame.comp, frame.comp_verb,
        frame.voice, frame.compound, frame.amod, frame.light_only,
    )  # fmt: skip
    return sum(bool(p) for p in parts)
