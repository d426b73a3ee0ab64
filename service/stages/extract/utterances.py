"""Acts that lie in what is said, not in the verb: blame, praise and demands in plain speech.

'She said the arrests were unlawful' accuses, 'the envoy said Pakistan must act' requests. The
frames cannot list these, so every clause of speech with an evaluation or an obligation about
somebody else is proposed, and the learned decision weighs it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from importlib import resources
from typing import Any, Final

import yaml

from service.stages.extract.candidates import Candidate
from service.stages.extract.frames import Frame
from service.stages.extract.syntax import clause
from service.stages.extract.syntax_words import is_verb, lemma

Token = Any

_BLAME: Final = Frame(type="ACCUSE", modes=("disapprove",), verb="say", weak=True, speech=True)
_CLAIM: Final = Frame(type="ACCUSE", modes=("allege",), verb="say", weak=True, speech=True)
_DEMAND: Final = Frame(type="REQUEST", modes=("change",), verb="say", weak=True, speech=True)
_PRAISE: Final = Frame(type="SUPPORT", verb="say", weak=True, speech=True)
_REACH: Final = 14


@lru_cache(maxsize=1)
def evaluations() -> dict[str, frozenset[str]]:
    """Verbs of 'speech', 'negative', 'positive' and 'obligation' words."""
    source = resources.files("service.stages.extract") / "lexicon" / "evaluations.yaml"
    data: dict[str, list[str]] = yaml.safe_load(source.read_text(encoding="utf-8"))
    return {kind: frozenset(map(str, words)) for kind, words in data.items()}


def utterances(sent: Any, found: list[Candidate]) -> Iterator[Candidate]:
    """Proposals for the verbs of speech of a sentence that no event frame has taken."""
    taken, speech = {c.trigger.i for c in found}, evaluations()["speech"]
    for verb in sent:
        if verb.lemma_ in speech and is_verb(verb) and verb.i not in taken:
            yield from _of_speech(verb, found)


def _of_speech(verb: Token, found: list[Candidate]) -> Iterator[Candidate]:
    around = clause(verb)
    if not around.subjects:
        return
    content = [c for c in verb.children if c.dep_ in {"ccomp", "oprd", "xcomp"}]
    content += [p for c in verb.children if c.lower_ == "as" for p in c.children]
    content += [a for c in verb.children if c.lower_ == "in" for a in _stated(c)]
    words = [t for c in content[:2] for t in _near(c)]
    if not words or _is_conditional(content[0]):
        return
    speakers = {t.i for t in around.subjects}
    about = [t for c in content for t in _about(c) if t.i not in speakers]
    about = about or list(around.objects)
    inside = [c for c in found if content and _under(c.trigger, content[0])]
    lexicon = evaluations()
    lemmas = {lemma(t) for t in words if not _is_denied(t)}
    blames = bool(lemmas & lexicon["negative"])
    attacks = any(c.type in {"ASSAULT", "COERCE", "SANCTION", "REJECT"} for c in inside)
    if blames or attacks:
        frame = _BLAME if blames else _CLAIM
        yield _made(verb, frame, around.subjects, about, f"says:{blames}:{attacks}")
    told = any(lemma(t) in lexicon["onlookers"] for t in around.subjects)
    if not told and _obliged(content, lexicon["obligation"]) and not _is_advice(content[0]):
        yield _made(verb, _DEMAND, around.subjects, about, "says:must")
    if lemmas & lexicon["positive"] and not blames:
        yield _made(verb, _PRAISE, around.subjects, about, "says:praise")


def _is_denied(word: Token) -> bool:
    """'Involved no violence', 'was not unlawful', 'had not violated the truce' blame nobody."""
    for c in word.children:
        if c.dep_ == "neg" or c.lower_ == "no":
            return True
    said = word.dep_ in {"acomp", "attr", "dobj"}
    return said and any(c.dep_ == "neg" for c in word.head.children)


def _is_conditional(content: Token) -> bool:
    """'Said there would be concern if it proved true' blames nobody yet."""
    words = {c.lower_ for c in content.children if c.dep_ == "aux"}
    imagined = bool(words & {"would", "could", "might", "'d", "’d"})
    return imagined and any(
        g.dep_ == "mark" and g.lower_ in {"if", "should", "unless"}
        for c in content.children
        if c.dep_ == "advcl"
        for g in c.children
    )


def _stated(prep: Token) -> Iterator[Token]:
    """'Said in a statement that ...': what the parser hangs under the statement."""
    for noun in prep.children:
        yield from (a for a in noun.children if a.dep_ == "acl" and _has_that(a))


def _has_that(verb: Token) -> bool:
    return any(c.dep_ == "mark" and c.lower_ == "that" for c in verb.children)


def _near(token: Token) -> list[Token]:
    low, high = token.i - _REACH, token.i + _REACH
    return [t for t in token.subtree if low <= t.i <= high]


def _about(content: Token) -> list[Token]:
    if not is_verb(content):
        return [c for c in content.children if c.dep_ == "nsubj"]
    around = clause(content)
    return list(around.objects if around.passive else around.subjects) or list(around.objects)


def _obliged(content: list[Token], words: frozenset[str]) -> bool:
    return any(
        c.dep_ == "aux" and (c.lower_ in words) for head in content[:1] for c in head.children
    )


def _is_advice(content: Token) -> bool:
    """'This should not be a cause for alarm', 'I must go' ask nobody for anything."""
    if any(c.dep_ in {"nsubj", "nsubjpass"} and c.lower_ == "i" for c in content.children):
        return True
    return lemma(content) == "be" and any(c.dep_ == "attr" for c in content.children)


def _under(token: Token, top: Token) -> bool:
    node = token
    for _ in range(8):
        if node.i == top.i:
            return True
        if node.head.i == node.i:
            return False
        node = node.head
    return False


def _made(
    verb: Token, frame: Frame, actors: tuple[Token, ...], about: list[Token], variant: str
) -> Candidate:
    return Candidate(
        trigger=verb, frame=frame, anchor=verb, type=frame.type, modes=frame.modes,
        actors=list(actors), recipients=about, symmetric=False, parts=(verb,), variant=variant,
    )  # fmt: skip
