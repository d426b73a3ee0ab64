"""Whether the text says that it happened: asserted, future, hypothetical, negated.

Read from auxiliaries, negation and the verbs above the trigger (ontology: auxiliary markers;
coding rules 2, 3 and 8). `historical` is decided later, where the date is known.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from schemas.codebook import Modality
from service.stages.extract.syntax import is_noun, is_verb, lemma

Token = Any

_FUTURE_AUX: Final = frozenset({"will", "shall", "'ll", "wo", "’ll"})
_MAYBE_AUX: Final = frozenset({"would", "could", "might", "may", "should", "can", "ca", "must", "'d"})

#: what a verb says of the infinitive, gerund or noun under it
_ABOVE: Final[dict[Modality, frozenset[str]]] = {
    "future": frozenset(
        {
            "plan", "intend", "prepare", "expect", "schedule", "due", "set", "vow", "promise",
            "pledge", "aim", "mean", "poise", "decide", "go", "arrange", "slate", "agree",
        }
    ),
    "hypothetical": frozenset(
        {
            "want", "wish", "hope", "seek", "try", "attempt", "threaten", "consider", "propose",
            "urge", "ask", "demand", "order", "call", "request", "suggest", "recommend", "need",
            "require", "allow", "permit", "authorise", "authorize", "can", "able", "ready",
            "willing", "fear", "worry", "warn", "advise", "persuade", "encourage", "press",
            "discuss", "debate", "mull", "plot", "conspire", "help", "enable", "tell", "invite",
            "like", "appeal", "instruct", "command", "pressure", "push", "suspect", "risk",
            "prevent", "stop", "avoid", "block", "deter", "foil", "thwart", "avert", "bar",
            "prohibit", "forbid", "ban", "oppose", "support", "justify", "believe",
        }
    ),
    "negated": frozenset(
        {
            "fail", "refuse", "deny", "decline", "neglect", "cancel", "abandon", "scrap",
            "rule", "reject", "refrain", "hesitate", "unable",
        }
    ),
}  # fmt: skip
_HEAD_MODALITY: Final[dict[str, Modality]] = {w: m for m, words in _ABOVE.items() for w in words}
_CONDITIONS: Final = frozenset({"if", "unless", "whether", "lest", "provided", "should"})
_FUTURE_MARKS: Final = frozenset({"until", "before", "once", "when", "till"})
_NO: Final = frozenset({"no", "neither", "nor", "without", "never", "not", "n't", "hardly"})
_PURPOSE_NOUNS: Final = frozenset(
    {
        "plan", "plot", "threat", "proposal", "bid", "attempt", "effort", "call", "fear", "risk",
        "possibility", "prospect", "chance", "right", "need", "demand", "request", "idea", "danger",
        "offer", "decision", "pressure", "permission", "readiness", "ability", "warning", "hope",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reading:
    """The modality and the word that decided it."""

    modality: Modality
    cue: str | None = None


def read_modality(trigger: Token, anchor: Token) -> Reading:
    """How the text presents the act of `trigger`; `anchor` is the verb that carries its tense."""
    if is_noun(trigger):
        found = _of_noun(trigger)
        if found:
            return found
    node = anchor
    for step in range(7):
        found = _of_verb(node, trigger, step) if is_verb(node) else _of_word(node)
        if found:
            return found
        if node.head.i == node.i:
            break
        above = _from_above(node)
        if above:
            return above
        if node.dep_ in _OUT_OF_SCOPE:
            break
        node = node.head
    return Reading("asserted")


#: relative clauses and speech complements keep their own modality
_OUT_OF_SCOPE: Final = frozenset({"relcl", "ccomp", "parataxis", "advcl", "appos"})


def _of_noun(noun: Token) -> Reading | None:
    for child in noun.children:
        if child.lower_ in {"no", "any"} and child.dep_ == "det":
            return Reading("negated" if child.lower_ == "no" else "hypothetical", child.text)
        if child.lower_ in _ADJECTIVES:
            return Reading(_ADJECTIVES[child.lower_], child.text)
    if noun.dep_ == "pobj" and noun.head.lower_ in {"without", "against"}:
        return Reading("hypothetical", noun.head.text) if noun.head.lower_ != "without" else Reading(
            "negated", noun.head.text
        )
    return None


_ADJECTIVES: Final[dict[str, Modality]] = {
    "planned": "future", "upcoming": "future", "scheduled": "future", "proposed": "future",
    "forthcoming": "future", "expected": "future", "possible": "hypothetical",
    "potential": "hypothetical", "feared": "hypothetical", "threatened": "hypothetical",
    "future": "future", "imminent": "future", "would-be": "hypothetical", "likely": "hypothetical",
    "attempted": "asserted", "failed": "asserted", "foiled": "hypothetical",
}  # fmt: skip


def _of_verb(verb: Token, trigger: Token, step: int) -> Reading | None:
    aux = {c.lower_: c for c in verb.children if c.dep_ in {"aux", "auxpass", "neg", "mark", "advmod"}}
    if any(c.dep_ == "neg" or c.lower_ in {"never", "neither"} for c in aux.values()):
        willing = aux.keys() & (_FUTURE_AUX | {"would", "'d"})
        return Reading("negated", "will not" if willing else "not")
    if step == 0 and any(
        c.dep_ == "det" and c.lower_ in {"no", "neither"}
        for s in verb.children
        if s.dep_ in {"nsubj", "nsubjpass", "dobj"} and s.i != trigger.i
        for c in s.children
    ):
        return Reading("negated", "no")
    if any(word in _CONDITIONS and c.dep_ in {"mark", "aux", "advmod"} for word, c in aux.items()):
        return Reading("hypothetical", "if")
    if aux.keys() & _FUTURE_AUX:
        return Reading("future", "will")
    if aux.keys() & _MAYBE_AUX:
        return _of_maybe(verb, aux)
    return _of_infinitive(verb, aux) or _of_due(verb)


def _of_due(verb: Token) -> Reading | None:
    """'Talks are due to begin', 'the visit is set to go ahead', 'a summit is planned'."""
    if lemma(verb) in _DUE and any(c.dep_ in {"auxpass", "xcomp"} for c in verb.children):
        return Reading("future", verb.text)
    for child in verb.children:
        if child.dep_ == "acomp" and child.lower_ in _DUE:
            return Reading("future", child.text)
    return None


_DUE: Final = frozenset(
    {"due", "set", "schedule", "expect", "slate", "plan", "likely", "poise", "bound", "tip"}
)


def _of_maybe(verb: Token, aux: dict[str, Token]) -> Reading:
    """'would have', 'could', 'may': not told as done; 'said it would' announces."""
    if "would" in aux and _is_reported_plan(verb):
        return Reading("future", "would")
    return Reading("hypothetical", next(iter(aux.keys() & _MAYBE_AUX)))


def _is_reported_plan(verb: Token) -> bool:
    has_have = any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children)
    return not has_have and verb.dep_ in {"ccomp", "conj", "ROOT", "relcl"}


def _of_infinitive(verb: Token, aux: dict[str, Token]) -> Reading | None:
    """'Leaders to meet' in a headline, 'is to meet': still to come."""
    to = aux.get("to")
    if to is None or verb.tag_ != "VB":
        return None
    if verb.dep_ == "ROOT":
        return Reading("future", "to")
    if verb.dep_ == "xcomp" and verb.head.lemma_ == "be":
        return Reading("future", "to")
    if verb.dep_ in {"advcl", "relcl"}:
        return Reading("hypothetical", "to")
    if verb.dep_ == "acl":
        noun = lemma(verb.head)
        return Reading("hypothetical" if noun != "decision" else "future", noun)
    return None


def _of_word(token: Token) -> Reading | None:
    if token.tag_.startswith("NN") and lemma(token) in _PURPOSE_NOUNS:
        return Reading("hypothetical", token.text)
    return None


def _from_above(node: Token) -> Reading | None:
    """What the governing word makes of the clause or noun under it."""
    head, dep = node.head, node.dep_
    word = lemma(head)
    if dep in {"xcomp", "pcomp", "dobj", "pobj", "ccomp", "acl", "prep"}:
        made = _HEAD_MODALITY.get(word)
        if dep == "ccomp" and made != "negated":
            made = made if word in {"demand", "propose", "suggest", "fear", "urge", "hope"} else None
        if dep == "ccomp" and word not in {"deny"} and made == "negated":
            made = None
        if made and _applies(head, dep):
            return Reading(made, head.text)
    if dep == "pcomp" and head.lower_ in {"without", "from"}:
        return Reading("negated" if head.lower_ == "without" else "hypothetical", head.text)
    return None


def _applies(head: Token, dep: str) -> bool:
    """Verbs of wanting tell of what is under them; as nouns' verbs ('support the attack') they do not."""
    if is_verb(head) or head.tag_.startswith("JJ"):
        return dep in {"xcomp", "pcomp", "ccomp", "prep"} or lemma(head) in _OBJECT_TOO
    return dep == "acl"


_OBJECT_TOO: Final = frozenset(
    {
        "plan", "cancel", "prevent", "avoid", "foil", "thwart", "avert", "threaten", "demand",
        "propose", "seek", "want", "deny", "fear", "consider", "plot", "scrap", "expect", "need",
        "prepare", "schedule", "risk",
    }
)  # fmt: skip
