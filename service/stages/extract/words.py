"""The surroundings of one possible trigger, read once for all its frames."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any, Final

from service.stages.extract.syntax import Clause, clause, is_passive
from service.stages.extract.syntax_phrases import noun_preps
from service.stages.extract.syntax_words import (
    OBJECTS,
    PASSIVE_SUBJECTS,
    SENTENCING,
    SUBJECTS,
    is_noun,
    is_verb,
    lemma,
)

Token = Any
#: says whether a token belongs to a computed class ('@actor', '@person', '@place', '@armed')
ClassTest = Callable[[Token, str], bool]

_NOUN_DEPS: Final = {
    "poss": frozenset({"poss"}),
    "amod": frozenset({"amod"}),
    "compound": frozenset({"compound", "nmod"}),
}


class WordView:
    """A word with its clause, its prepositions and the light verb above it.

    `lemmas` are those of its sentence.
    """

    def __init__(
        self,
        token: Token,
        is_class: ClassTest,
        light_role: Callable[[Token], tuple[str, Token] | None],
        lemmas: frozenset[str],
    ) -> None:
        self.token = token
        self.lemmas = lemmas
        self.is_class = is_class
        self._light_role = light_role
        self._slots: dict[str, tuple[Token, ...]] = {}

    @cached_property
    def clause(self) -> Clause:
        """The clause of a verb."""
        return clause(self.token)

    @cached_property
    def preps(self) -> Mapping[str, tuple[Token, ...]]:
        """Prepositions with their objects."""
        return self.clause.preps if is_verb(self.token) else noun_preps(self.token)

    @cached_property
    def light(self) -> tuple[str, Token] | None:
        """(role, verb) when the word is a noun and the object of a light verb."""
        return None if is_verb(self.token) else self._light_role(self.token)

    @cached_property
    def light_clause(self) -> Clause | None:
        """The clause of the light verb."""
        return clause(self.light[1]) if self.light else None

    def slot(self, name: str) -> tuple[Token, ...]:
        """The tokens that fill a slot of the frame format."""
        found = self._slots.get(name)
        if found is None:
            fill = self._verb_slot if is_verb(self.token) else self._noun_slot
            found = self._slots[name] = fill(name)
        return found

    def sources(self) -> list[Token]:
        """'Came under fire from rebels', whichever of the two words 'from' hangs on."""
        around = self.light_clause
        return list(self.slot("from") or (around.preps.get("from", ()) if around else ()))

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
            return self._light_slot(name) or self._copula_slot(name)
        deps = _NOUN_DEPS.get(name)
        if deps:
            return tuple(c for c in self.token.children if c.dep_ in deps)
        return self.preps.get(name, ())

    def _copula_slot(self, name: str) -> tuple[Token, ...]:
        """'Britain is willing to withdraw': the subject of what an adjective says."""
        head = self.token.head
        if name != "subj" or self.token.dep_ not in {"acomp", "attr"} or head.i == self.token.i:
            return ()
        return clause(head).subjects

    def _light_slot(self, name: str) -> tuple[Token, ...]:
        c = self.light_clause
        if c is None:
            return ()
        if name == "subj":
            return tuple(t for t in c.subjects if t.i != self.token.i)
        return c.indirect


_NAMED: Final = frozenset({"ORG", "PERSON", "GPE", "FAC", "LAW", "WORK_OF_ART", "PRODUCT"})


def inside_name(token: Token) -> bool:
    """True for 'International' in 'Amnesty International': part of a longer proper name."""
    if token.tag_ not in {"NNP", "NNPS"}:
        return False
    if _in_title(token):
        return True
    if token.ent_type_ not in _NAMED:
        return False
    at, doc = token.i, token.doc
    before = at > 0 and doc[at - 1].ent_type_ == token.ent_type_ and doc[at - 1].tag_ == token.tag_
    after = at + 1 < len(doc) and doc[at + 1].ent_iob_ == "I"
    return bool(before or after)


def _in_title(token: Token) -> bool:
    """'Director of Public Prosecutions', 'Commission of Inquiry'; headlines are in capitals too."""
    prep = token.head
    if token.dep_ != "pobj" or prep.lower_ not in {"for", "of"} or not token.text.istitle():
        return False
    small = sum(t.text.islower() for t in token.sent)
    capitals = sum(t.text.istitle() for t in token.sent)
    return bool(prep.head.tag_ == "NNP" and prep.head.text.istitle() and small > capitals)


_OF_TIME: Final = frozenset({"pobj", "compound", "nmod", "npadvmod", "appos", "dep", "conj"})


def is_month(token: Token) -> bool:
    """'In March', 'March 11', 'the March bombing': nobody marched. 'The Women's March' is one."""
    if token.lower_ != "march" or token.tag_ != "NNP":
        return False
    own = any(c.dep_ in {"det", "poss"} for c in token.children)
    dated = any(c.dep_ == "nummod" for c in token.children)
    return not own and (dated or token.dep_ in _OF_TIME)


def is_hyphened_on(token: Token) -> bool:
    """'Violence' in 'violence-torn', 'bomb' in 'bomb-damaged': how something is, no event."""
    at, doc = token.i + 1, token.doc
    hyphen = at + 1 < len(doc) and doc[at].text == "-" and not token.whitespace_
    return bool(hyphen and not doc[at].whitespace_ and doc[at + 1].tag_ in {"VBN", "VBD", "JJ"})


def in_order(token: Token) -> bool:
    """'In order to', 'recalled for consultations': no order was given, nobody was consulted yet."""
    before = token.nbor(-1).lower_ if token.i > 0 else ""
    if token.lower_ == "bid" and before == "a" and token.i > 1:  # 'in a bid to help'
        before = token.nbor(-2).lower_
    return before == _SET_PHRASES.get(token.lower_, " ")


_SET_PHRASES: Final = {"bid": "in", "consultations": "for", "order": "in"}


_NOMINAL: Final = SUBJECTS | PASSIVE_SUBJECTS | OBJECTS | {"pobj"}


_NAMING: Final = frozenset({"call", "dub", "name", "nickname", "title"})
_SUPPORTING: Final = frozenset({"back", "support"})


#: persons called after what they do or did
_DOERS: Final = frozenset(
    {"leader", "maker", "mastermind", "negotiator", "organiser", "organizer", "participant",
     "planner", "plotter", "ringleader", "supporter", "veteran"}
)  # fmt: skip


def is_epithet(token: Token) -> bool:
    """'The deposed president', 'the accused', 'coup plotters': who they are, not what is told."""
    if token.dep_ == "compound" and token.head.i == token.i + 1 and lemma(token.head) in _DOERS:
        return True
    if token.tag_ == "VBG":  # 'the prosecuting authorities'
        return token.dep_ == "amod" and any(c.dep_ == "det" for c in token.head.lefts)
    if token.tag_ not in {"VBN", "JJ"}:
        return False
    if token.dep_ == "acl" and lemma(token) in _SUPPORTING:  # 'a party backed by the governor'
        return any(c.dep_ == "agent" for c in token.children)
    if token.dep_ == "amod":  # also behind it: 'the group responsible for the attack'
        behind = token.lower_ == "responsible"
        return bool((behind or token.head.i > token.i) and is_noun(token.head))
    if token.dep_ == "conj" and token.head.tag_ == "VBN":  # 'captured or killed soldiers'
        return is_epithet(token.head)
    if token.dep_ == "acl" and lemma(token) in _NAMING:  # 'a group called Call for Peace'
        return any(c.dep_ in {"oprd", "dobj", "attr"} for c in token.children)
    return token.dep_ in _NOMINAL and any(c.dep_ == "det" for c in token.children)


def is_penalty(token: Token) -> bool:
    """'Sentenced them to death': nobody has died."""
    to = token.head
    return bool(token.lower_ == "death" and to.lower_ == "to" and lemma(to.head) in SENTENCING)


def undergoes(noun: Token) -> bool:
    """'Sanctions lifted': the subject of a headline's passive."""
    return noun.dep_ in SUBJECTS and is_verb(noun.head) and is_passive(noun.head)


def hyphened(token: Token, word: str) -> str:
    """'cease-fire' for the last of its three tokens; the word itself where there is no hyphen."""
    at, doc = token.i, token.doc
    if at >= 2 and doc[at - 1].text == "-" and not doc[at - 1].whitespace_:
        return f"{doc[at - 2].lower_}-{word}"
    return ""


def anchor_of(token: Token) -> Token:
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
