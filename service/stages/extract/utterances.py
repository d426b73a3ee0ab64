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
from service.stages.extract.syntax_words import is_noun, is_verb, lemma
from service.stages.extract.words import ClassTest

Token = Any

_BLAME: Final = Frame(type="ACCUSE", modes=("disapprove",), verb="say", weak=True, speech=True)
_CLAIM: Final = Frame(type="ACCUSE", modes=("allege",), verb="say", weak=True, speech=True)
_DEMAND: Final = Frame(type="REQUEST", modes=("change",), verb="say", weak=True, speech=True)
_PRAISE: Final = Frame(type="SUPPORT", verb="say", weak=True, speech=True)
_REACH: Final = 14
_DEEDS: Final = frozenset({"ASSAULT", "COERCE", "REJECT", "SANCTION"})
_PARTIES: Final = ("@actor", "@person", "@place")
#: where a word stands that says what somebody or something is
_JUDGED: Final = frozenset({"acomp", "attr", "ccomp", "oprd", "xcomp"})


@lru_cache(maxsize=1)
def evaluations() -> dict[str, frozenset[str]]:
    """Verbs of 'speech', 'negative', 'positive' and 'obligation' words."""
    source = resources.files("service.stages.extract") / "lexicon" / "evaluations.yaml"
    data: dict[str, list[str]] = yaml.safe_load(source.read_text(encoding="utf-8"))
    return {kind: frozenset(map(str, words)) for kind, words in data.items()}


def utterances(sent: Any, found: list[Candidate], is_class: ClassTest) -> Iterator[Candidate]:
    """Proposals for the verbs of speech of a sentence that no event frame has taken."""
    taken, speech = {c.trigger.i for c in found}, evaluations()["speech"]
    for verb in sent:
        if verb.lemma_ in speech and is_verb(verb) and verb.i not in taken:
            yield from _of_speech(verb, found, is_class)


def _of_speech(verb: Token, found: list[Candidate], is_class: ClassTest) -> Iterator[Candidate]:
    around = clause(verb)
    content = _content(verb)
    words = [t for c in content[:2] for t in _near(c)]
    if not around.subjects or not words or _is_conditional(content[0]):
        return
    speakers = {t.i for t in around.subjects}
    about = [t for c in content for t in _about(c) if t.i not in speakers]
    about = about or list(around.objects)
    inside = [c for c in found if _under(c.trigger, content[0])]
    lexicon = evaluations()
    lemmas = {lemma(t) for t in words if not _is_denied(t)}
    blames = bool(lemmas & lexicon["negative"])
    attacks = any(c.type in _DEEDS for c in inside)
    if blames or attacks:
        frame = _BLAME if blames else _CLAIM
        yield _made(verb, frame, around.subjects, about, f"says:{blames}:{attacks}")
    told = any(lemma(t) in lexicon["onlookers"] for t in around.subjects)
    if not told and _is_obliged(content[0]) and _can_be_asked(content[0], is_class):
        yield _made(verb, _DEMAND, around.subjects, about, "says:must")
    if not blames and any(_is_praise(t, lexicon["positive"]) for t in words):
        yield _made(verb, _PRAISE, around.subjects, about, "says:praise")


def _content(verb: Token) -> list[Token]:
    """The clauses and phrases that tell what is said."""
    content = [c for c in verb.children if c.dep_ in {"ccomp", "oprd", "xcomp"}]
    content += [p for c in verb.children if c.lower_ == "as" for p in c.children]
    return content + [a for c in verb.children if c.lower_ == "in" for a in _stated(c)]


def _can_be_asked(content: Token, is_class: ClassTest) -> bool:
    """'The state should pay', 'the men must be freed'; 'the plan should allow' asks nobody."""
    if _is_advice(content):
        return False
    around = clause(content)
    doers = [t for t in around.subjects if t.lower_ not in {"it", "we"}]
    asked = evaluations()["asked"]
    return around.passive or any(lemma(t) in asked or _is_party(t, is_class) for t in doers)


def _is_party(token: Token, is_class: ClassTest) -> bool:
    return any(is_class(token, name) for name in _PARTIES)


def is_mere_claim(c: Candidate, found: list[Candidate], is_class: ClassTest) -> bool:
    """'Claimed there was progress', 'claimed his rally was peaceful': nobody is blamed."""
    lexicon = evaluations()
    if _is_interviewed(c) or _insists_only(c) or _agrees_only(c):
        return True
    if c.type != "ACCUSE" or not c.frame.comp or lemma(c.trigger) not in lexicon["claims"]:
        return False
    content = [t for t in c.trigger.children if t.dep_ == "ccomp"]
    if not content or not is_verb(c.trigger):
        return False
    others = [t for t in _about(content[0]) if t.tag_ not in {"PRP", "EX", "DT", "WDT"}]
    words = {lemma(t) for t in _near(content[0]) if not _is_denied(t)}
    deeds = any(o.type in _DEEDS and _under(o.trigger, content[0]) for o in found)
    meant = any(_is_party(t, is_class) for t in others)
    return not (meant or deeds or words & lexicon["negative"])


def _is_interviewed(c: Candidate) -> bool:
    """'When questioned about the raid, the general said': asked by the press, not by the police."""
    verb = c.trigger
    asked = verb.dep_ == "advcl" and lemma(verb) == "question" and verb.tag_ in {"VBD", "VBN"}
    return asked and lemma(verb.head) in evaluations()["speech"]


def _insists_only(c: Candidate) -> bool:
    """'Insisted the army was winning' refuses nothing; 'insisted it would not pay' does."""
    if c.type != "REJECT" or lemma(c.trigger) != "insist" or not c.frame.comp:
        return False
    return not any(
        w.dep_ == "neg" or w.lower_ in {"will", "would", "only"}
        for said in c.trigger.children
        if said.dep_ == "ccomp"
        for w in said.children
    )


def _agrees_only(c: Candidate) -> bool:
    """'A baker, agreed.': one who thinks so too; 'the two sides agreed' did so on something."""
    verb, around = c.trigger, clause(c.trigger)
    if c.type != "AGREE" or lemma(verb) != "agree" or not is_verb(verb):
        return False
    bare = not (around.objects or around.complements or any(around.preps.values()))
    return bare and len(around.subjects) == 1 and around.subjects[0].tag_ in {"NN", "NNP", "PRP"}


def _is_praise(word: Token, positive: frozenset[str]) -> bool:
    """'Was a brave act', 'called it historic'; 'hijacked an important day' praises nothing."""
    if lemma(word) not in positive or word.tag_ in {"JJR", "RBR"} or _is_denied(word):
        return False
    told = word.head if word.dep_ in {"amod", "conj"} else word
    return told.dep_ in _JUDGED or (told.dep_ == "ROOT" and not is_verb(told))


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
    others = {t.i for c in token.children if _is_of_others(c) for t in c.subtree}
    return [t for t in token.subtree if low <= t.i <= high and t.i not in others]


def _is_of_others(verb: Token) -> bool:
    """'... but a rebel said this was false': what somebody else says, wherever it hangs."""
    if verb.dep_ != "conj" or verb.lemma_ not in evaluations()["speech"]:
        return False
    return any(c.dep_ == "nsubj" and is_noun(c) for c in verb.children)


def _about(content: Token) -> list[Token]:
    if not is_verb(content):
        return [c for c in content.children if c.dep_ == "nsubj"]
    around = clause(content)
    return list(around.objects if around.passive else around.subjects) or list(around.objects)


def _is_obliged(content: Token) -> bool:
    words = evaluations()["obligation"]
    return any(c.dep_ == "aux" and c.lower_ in words for c in content.children)


def _is_advice(content: Token) -> bool:
    """'This should not be a cause for alarm', 'I must go', 'they must have lost' ask nobody."""
    if lemma(content) == "have" or any(c.lower_ == "have" for c in content.children):
        return True
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
