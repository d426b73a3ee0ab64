"""According to whom: the speaker nearest the act, the chain behind it, and the stance.

Coding rule 14: null for the outlet's own voice and for verbal acts whose speaker is the actor.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from schemas.codebook import SourceKind, Stance
from service.stages.extract.syntax import (
    PASSIVE_SUBJECTS,
    SUBJECTS,
    clause,
    conjuncts,
    is_noun,
    is_verb,
    lemma,
)

Token = Any

_STANCES: Final[dict[Stance, frozenset[str]]] = {
    "asserts": frozenset(
        {
            "say", "tell", "announce", "state", "declare", "add", "explain", "note", "stress",
            "insist", "argue", "write", "tweet", "post", "remark", "comment", "maintain", "quote",
            "testify", "recall", "describe", "reveal", "disclose", "point", "emphasise",
            "emphasize", "reiterate", "underline", "warn", "inform", "speak", "conclude", "think",
            "believe", "estimate", "predict", "show", "indicate", "suggest", "brief", "cite",
            "put", "find", "count", "document", "record", "hear", "boast", "vow", "promise",
            "complain", "reply", "respond", "answer", "continue", "assert", "telephone",
        }
    ),
    "claims": frozenset({"claim", "profess", "contend"}),
    "reports": frozenset({"report", "relate", "broadcast", "carry", "publish", "air"}),
    "confirms": frozenset({"confirm", "acknowledge", "admit", "concede", "verify", "corroborate"}),
    "denies": frozenset({"deny", "dismiss", "dispute", "reject", "refute"}),
    "alleges": frozenset({"allege", "accuse", "charge", "suspect", "blame", "fear"}),
}  # fmt: skip
STANCE: Final[dict[str, Stance]] = {w: s for s, words in _STANCES.items() for w in words}
#: these make a source only with a clause under them
_WEAK: Final = frozenset(
    {
        "put", "show", "suggest", "indicate", "find", "fear", "think", "believe", "carry", "point",
        "describe", "hear", "speak", "respond", "answer", "continue", "vow", "promise", "reject",
        "dismiss", "air", "charge", "blame", "accuse", "count", "record", "recall", "estimate",
    }
)  # fmt: skip
_HEARSAY: Final[dict[str, Stance]] = {
    "reportedly": "reports", "allegedly": "alleges", "purportedly": "claims",
    "supposedly": "claims", "apparently": "reports",
}  # fmt: skip
_REPORT_NOUNS: Final[dict[str, Stance]] = {
    "report": "reports", "statement": "asserts", "claim": "claims", "account": "reports",
    "allegation": "alleges", "accusation": "alleges", "communique": "asserts",
    "announcement": "asserts", "testimony": "asserts", "witness": "asserts",
}  # fmt: skip
_KINDS: Final[dict[str, SourceKind]] = {
    "GOV": "official", "LEG": "official", "JUD": "official", "COP": "official", "SPY": "official",
    "IGO": "official", "PRE": "official", "MIL": "military", "REB": "rebel", "IMG": "rebel",
    "OPP": "rebel", "PRM": "rebel", "UAF": "rebel", "PTY": "rebel", "NGO": "monitor",
    "SOC": "monitor", "JRN": "media", "EDU": "analyst", "MED": "official", "CVL": "witness",
    "LAB": "witness", "AGR": "witness", "REL": "witness", "REF": "witness", "BUS": "official",
}  # fmt: skip
_KIND_NOUNS: Final[dict[str, SourceKind]] = {
    "witness": "witness", "eyewitness": "witness", "resident": "witness", "villager": "witness",
    "analyst": "analyst", "expert": "analyst", "observer": "analyst", "historian": "analyst",
    "professor": "analyst", "researcher": "analyst", "monitor": "monitor", "activist": "monitor",
    "source": "anonymous", "report": "media", "agency": "media", "radio": "media", "tv": "media",
    "television": "media", "newspaper": "media", "media": "media", "press": "media",
    "reporter": "media", "journalist": "media", "correspondent": "media", "official": "official",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Speaker:
    """A source found: `head` is None for hearsay ('reportedly'); `verb` is the speech verb."""

    head: Token | None
    cue: Token
    stance: Stance
    verb: Token | None = None
    via: tuple[Token, ...] = ()


def find_speaker(trigger: Token, anchor: Token) -> Speaker | None:
    """The source nearest an act: hearsay adverb, speech verb above, 'according to', report nouns."""
    return (
        _speech_above(anchor)
        or _according_to(anchor)
        or _speech_beside(anchor)
        or _report_noun(trigger, anchor)
        or _hearsay(anchor)
    )


def source_kind(head: Token, sector: str | None) -> SourceKind:
    """The closed-list kind of a source by its noun, else by its sector."""
    word = lemma(head)
    if word in _KIND_NOUNS and (sector in {None, "CVL", "UNK"} or word in _STRONG_KINDS):
        return _KIND_NOUNS[word]
    return _KINDS.get(sector or "", "anonymous")


_STRONG_KINDS: Final = frozenset({"witness", "eyewitness", "source", "analyst", "expert", "resident"})


def _speech_above(anchor: Token) -> Speaker | None:
    """'X said that A attacked B', 'A attacked B, X said', 'X was quoted as saying that'."""
    node = anchor
    for _ in range(8):
        head = node.head
        if head.i == node.i:
            return None
        if is_verb(head) and node.dep_ in {"ccomp", "xcomp", "pcomp", "dobj", "advcl", "parataxis"}:
            made = _speaker_of(head, node.dep_)
            if made:
                return made
        node = head
    return None


def _speaker_of(verb: Token, dep: str) -> Speaker | None:
    word = lemma(verb)
    stance = STANCE.get(word)
    if stance is None:
        return None
    if dep in {"dobj", "xcomp"} and word not in {"report", "confirm", "deny", "claim", "announce"}:
        return None
    if dep == "advcl" and not _is_outer_speech(verb):
        return None
    if dep != "ccomp" and word in _WEAK:
        return None
    heads = _sources(verb)
    if not heads:
        return None
    return Speaker(heads[0], verb, stance, verb, tuple(_cited(verb)))


def _is_outer_speech(verb: Token) -> bool:
    return any(c.lower_ == "as" for c in verb.children)


def _sources(verb: Token) -> list[Token]:
    """Who speaks: the subject, the agent of a passive, the one quoted ('X was quoted as saying')."""
    around = clause(verb)
    if lemma(verb) in {"quote", "cite"}:
        return list(around.objects)
    heads = list(around.subjects)
    if not heads and verb.tag_ == "VBG" and verb.head.lower_ == "as" and is_verb(verb.head.head):
        return list(clause(verb.head.head).objects)
    return [h for h in heads if h.lower_ not in _EMPTY_SUBJECTS]


_EMPTY_SUBJECTS: Final = frozenset({"it", "there", "this", "that", "which", "what"})


def _cited(verb: Token) -> Iterator[Token]:
    """The source behind the source: 'SANA said, citing a military source'."""
    for child in verb.children:
        if is_verb(child) and child.lower_ in {"citing", "quoting"}:
            yield from (c for c in child.children if c.dep_ in {"dobj", "obj"})


def _according_to(anchor: Token) -> Speaker | None:
    for token in anchor.sent:
        if token.lower_ == "according" and (followed := _pobj_after(token)):
            return Speaker(followed, token, "reports", None)
    return None


def _pobj_after(token: Token) -> Token | None:
    for child in token.children:
        if child.lower_ == "to":
            for inner in child.children:
                if inner.dep_ == "pobj":
                    return inner
    doc = token.doc
    if token.i + 2 < len(doc) and doc[token.i + 1].lower_ == "to":
        node = doc[token.i + 2]
        while node.head.i > node.i and node.dep_ in {"det", "compound", "amod", "poss", "nmod", "case"}:
            node = node.head
        return node if is_noun(node) else None
    return None


def _speech_beside(anchor: Token) -> Speaker | None:
    """A speech verb that the parser put under the act: 'A attacked B, said X', 'X says' as aside."""
    for child in anchor.children:
        if child.dep_ in {"parataxis", "ccomp", "conj"} and child.i > anchor.i and is_verb(child):
            inside = [c for c in child.children if c.dep_ in {"ccomp", "dobj"}]
            made = None if inside or lemma(child) in _WEAK else _own_speaker(child)
            if made:
                return made
    return None


def _own_speaker(verb: Token) -> Speaker | None:
    stance = STANCE.get(lemma(verb))
    own = [c for c in verb.children if c.dep_ in SUBJECTS | PASSIVE_SUBJECTS]
    if stance is None or not own:
        return None
    return Speaker(conjuncts(own[0])[0], verb, stance, verb)


def _report_noun(trigger: Token, anchor: Token) -> Speaker | None:
    """'reports from X of an attack', 'X's claim that'."""
    for node in (trigger, anchor):
        for _ in range(4):
            head = node.head
            if is_noun(head) and lemma(head) in _REPORT_NOUNS and node.dep_ in {"prep", "acl", "pobj"}:
                stance = _REPORT_NOUNS[lemma(head)]
                owners = [
                    p
                    for c in head.children
                    for p in ([c] if c.dep_ == "poss" else list(c.children))
                    if c.dep_ == "poss" or (c.lower_ in {"by", "from"} and p.dep_ == "pobj")
                ]
                return Speaker(owners[0] if owners else head, head, stance)
            node = head
    return None


def _hearsay(anchor: Token) -> Speaker | None:
    for child in anchor.children:
        if child.lower_ in _HEARSAY:
            return Speaker(None, child, _HEARSAY[child.lower_])
    return None
