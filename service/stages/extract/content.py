"""Verbs about another act: 'refused to withdraw', 'threatened to attack', 'called for a truce'.

The outer verb says what kind of act it is, the act inside it says the mode, and sometimes the
type (ontology, tie-breaking rules 1-3; coding rules 2, 5 and 6).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from service.stages.extract.candidates import Candidate, FrameMatcher
from service.stages.extract.syntax import clause
from service.stages.extract.syntax_words import has_to, is_verb, lemma

Token = Any

_YIELD: Final = frozenset({"RETREAT", "CONCEDE"})
_ASSIST: Final = frozenset({"AID", "COOPERATE", "SUPPORT"})
#: mode of REQUEST and REJECT by the type of what is asked for or refused
_ASKED: Final[dict[str, str]] = {
    "RETREAT": "yield", "CONCEDE": "yield", "CONSULT": "meet", "AGREE": "meet",
    "AID": "assist", "COOPERATE": "assist", "SUPPORT": "assist",
}  # fmt: skip
#: mode of THREATEN by the type of what is threatened
_THREATENED: Final[dict[str, str]] = {
    "ASSAULT": "violence", "MOBILIZE": "violence", "SANCTION": "relations", "COERCE": "restrict",
}  # fmt: skip
_THREATENED_MODES: Final[dict[str, str]] = {
    "arrest": "arrest", "deport": "expel", "expel": "expel", "convict": "arrest",
}  # fmt: skip
_CHANGE_NOUNS: Final = frozenset(
    {
        "reform", "resignation", "election", "change", "inquiry", "investigation", "law", "vote",
        "referendum", "action", "step", "measure", "probe", "justice", "independence", "autonomy",
    }
)  # fmt: skip
_YIELD_NOUNS: Final = frozenset(
    {
        "ceasefire", "cease-fire", "truce", "end", "release", "withdrawal", "restraint", "halt",
        "calm", "lifting", "freeing", "peace", "cessation", "pause",
    }
)  # fmt: skip
_MEET_NOUNS: Final = frozenset(
    {"talk", "dialogue", "meeting", "negotiation", "summit", "mediation"}
)
_ASSIST_NOUNS: Final = frozenset(
    {"help", "aid", "assistance", "support", "cooperation", "money", "fund", "relief", "backing"}
)
_YIELD_VERBS: Final = frozenset(
    {
        "withdraw", "release", "free", "surrender", "lift", "end", "stop", "halt", "cease", "leave",
        "hand", "give", "return", "refrain", "disarm", "ease", "suspend", "pull", "drop", "quit",
    }
)  # fmt: skip
_MEET_VERBS: Final = frozenset({"meet", "talk", "negotiate", "attend", "discuss", "visit"})
_ASSIST_VERBS: Final = frozenset(
    {"help", "assist", "support", "aid", "provide", "send", "back", "cooperate", "fund", "join"}
)
_BY_WORD: Final[dict[str, str]] = {
    **dict.fromkeys(_YIELD_NOUNS | _YIELD_VERBS, "yield"),
    **dict.fromkeys(_MEET_NOUNS | _MEET_VERBS, "meet"),
    **dict.fromkeys(_ASSIST_NOUNS | _ASSIST_VERBS, "assist"),
    **dict.fromkeys(_CHANGE_NOUNS, "change"),
}


def read_content(outer: Candidate, matcher: FrameMatcher) -> None:
    """Settle type and modes of a frame whose meaning lies in its complement."""
    words = list(_content_words(outer.trigger))
    inner = next((c for w in words if (c := matcher.best(w)) and c.type != "NONE"), None)
    outer.embedded = inner
    decide = _DECIDE.get(outer.type)
    if decide:
        decide(outer, inner, words)


def _content_words(outer: Token) -> Iterator[Token]:
    """Verbs and nouns of the complement, nearest first."""
    if not is_verb(outer):
        for child in outer.children:
            if child.dep_ in {"acl", "prep", "relcl"} or has_to(child):
                yield from _below(child)
        return
    around = clause(outer)
    for kind in ("to", "ing", "that"):
        for verb in around.complements.get(kind, ())[:2]:
            yield verb
            yield from _below(verb)
    for found in (around.objects, *(around.preps.get(p, ()) for p in ("for", "to", "on", "of"))):
        for noun in found[:3]:
            yield noun
            yield from (p for c in noun.children if c.dep_ == "prep" for p in c.children)
            yield from (c for c in noun.children if c.dep_ in {"acl"})


def _below(token: Token) -> Iterator[Token]:
    for child in token.children:
        if child.dep_ in {"dobj", "pobj", "xcomp", "pcomp", "prep", "conj"}:
            yield child
            if child.dep_ == "prep":
                yield from child.children


def _asked_mode(inner: Candidate | None, words: list[Token]) -> str | None:
    for word in words:
        if lemma(word) in _BY_WORD:
            return _BY_WORD[lemma(word)]
    if inner is not None:
        return _ASKED.get(inner.type, "change")
    return "change" if words else None


def _decide_asked(outer: Candidate, inner: Candidate | None, words: list[Token]) -> None:
    mode = _asked_mode(inner, words)
    if mode and not outer.modes:
        outer.modes = (mode,)


def _decide_threat(outer: Candidate, inner: Candidate | None, words: list[Token]) -> None:
    if lemma(outer.trigger) in _SAYING and not _is_own_deed(words):
        outer.type = "NONE"
        return
    if inner is None:
        return
    if inner.type == "PROTEST" and lemma(outer.trigger) in _VOWING:
        outer.type = "NONE"  # an announced protest is a protest to come
        return
    modes = [m for x in inner.modes if (m := _THREATENED_MODES.get(x))]
    mode = modes[0] if modes else _THREATENED.get(inner.type)
    if mode:
        outer.modes = (mode,)
        outer.recipients = outer.recipients or list(inner.recipients)
    elif inner.type in _YIELD:
        outer.type, outer.modes = "CONCEDE", ()
    elif inner.type in _ASSIST | {"CONSULT", "AGREE"}:
        outer.type, outer.modes = "AGREE", ()


def _decide_promise(outer: Candidate, inner: Candidate | None, words: list[Token]) -> None:
    if _tells_no_promise(outer, words) or _is_no_offer(outer.trigger, inner):
        outer.type = "NONE"
        return
    if inner is None:
        if any(lemma(w) in _YIELD_NOUNS | {"withdraw", "surrender", "disarm"} for w in words):
            outer.type = "CONCEDE"
        return
    if inner.type in _YIELD:
        outer.type = "CONCEDE"
    elif inner.type == "PROTEST":
        outer.type = "NONE"  # an announced protest is a protest to come
    elif inner.type in {"ASSAULT", "COERCE", "SANCTION", "MOBILIZE"} and (
        lemma(outer.trigger) in _VOWING
    ):
        outer.type = "THREATEN"
        _decide_threat(outer, inner, words)
    elif not outer.recipients:
        outer.recipients = [r for r in inner.recipients if r not in outer.actors]


def _is_no_offer(verb: Token, inner: Candidate | None) -> bool:
    """'Is expected to win', 'is ready to attack', '"It is so," he agreed.'"""
    word = lemma(verb)
    if _is_of_one_mind(verb) or (word in _FORECASTS and inner is None):
        return True
    hostile = inner is not None and inner.type in _THREATENED
    return hostile and word in _FORECASTS | _INTENDING


_FORECASTS: Final = frozenset({"decide", "due", "expect", "likely", "schedule", "set"})
_INTENDING: Final = frozenset(
    {"aim", "determined", "intend", "plan", "prepare", "prepared", "ready", "willing"}
)
_VOWING: Final = frozenset({"vow", "promise", "pledge", "swear"})


def _tells_no_promise(outer: Candidate, words: list[Token]) -> bool:
    """'Said the court was not helping' tells of no help to come; 'said it would help' does."""
    if not outer.frame.speech and lemma(outer.trigger) not in _SAYING:
        return False
    said = next((w for w in words if is_verb(w)), None)
    return said is not None and said.dep_ == "ccomp" and not _is_ahead(said)


def _is_of_one_mind(verb: Token) -> bool:
    """'"It is so," the minister agreed': he says the same, and promises nothing."""
    if lemma(verb) != "agree":
        return False
    after = verb.doc[verb.i + 1 : verb.i + 3]
    opens = [t.text for t in after][:1] == [":"] or [t.text for t in after] in _OPENED
    return opens or any(c.dep_ == "ccomp" and c.i < verb.i for c in verb.children)


_OPENED: Final = ([",", '"'], [",", "\u201c"])


def _is_own_deed(words: list[Token]) -> bool:
    """'Said they would kill the hostages', 'said trawlers would be seized': a threat."""
    said = next((w for w in words if is_verb(w)), None)
    if said is None or not _is_ahead(said) or said.tag_ == "VBG":
        return False
    around = clause(said)
    return around.passive or any(t.tag_ == "PRP" for t in around.subjects)


def _is_ahead(verb: Token) -> bool:
    words = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    denied = any(c.dep_ == "neg" for c in verb.children)
    return not denied and bool(words & _AHEAD or verb.tag_ == "VBG")


_SAYING: Final = frozenset({"say", "tell", "add", "announce", "declare", "state"})
_AHEAD: Final = frozenset({"will", "would", "'ll", "’ll", "'d", "’d", "shall", "to"})
_DECIDE: Final[dict[str, Any]] = {
    "REQUEST": _decide_asked,
    "REJECT": _decide_asked,
    "THREATEN": _decide_threat,
    "AGREE": _decide_promise,
}
