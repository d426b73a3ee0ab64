"""What a verb says of itself: auxiliaries, negation, conditions, infinitives, questions.

Auxiliary markers of the ontology; rules for verbs above it are in `modality_above`.
"""

from __future__ import annotations

from collections.abc import KeysView
from typing import Any, Final

from service.stages.extract.modality_lexicon import Reading, modality_words
from service.stages.extract.syntax_words import PASSIVE_SUBJECTS, SUBJECTS, lemma

Token = Any

WORDS: Final = modality_words()
_HELPERS: Final = frozenset({"aux", "auxpass", "neg", "mark", "advmod", "preconj"})
_ARGUMENTS: Final = SUBJECTS | PASSIVE_SUBJECTS | {"dobj", "attr"}
_PRESENT: Final = frozenset({"VBZ", "VBP"})
_JUDGED: Final = frozenset({"acomp", "ccomp", "oprd"})
_REPORTED: Final = frozenset({"ccomp", "conj", "ROOT", "relcl", "parataxis"})


def clause_reading(verb: Token, *, arguments: bool = True) -> Reading | None:
    """What its auxiliaries and subjects say; with `arguments` also 'no one', 'no troops'."""
    if found := _passed_over(verb):
        return found
    helpers: dict[str, Token] = {}
    owned: list[Token] = []
    for child in verb.children:
        dep = child.dep_
        if dep == "prep" and child.i < verb.i and (found := _by_phrase(child)):
            return found
        if dep in _HELPERS:
            helpers[child.lower_] = child
        elif dep in _ARGUMENTS:
            owned.append(child)
        elif dep in _JUDGED and lemma(verb) in WORDS.verdicts and _is_not(child, arguments):
            return Reading("negated", "not")
    return (
        _negated(helpers)
        or _almost(verb, helpers)
        or (_by_nobody(owned) if arguments else None)
        or _asked(verb, helpers)
        or (_by_helpers(verb, helpers) if helpers else None)
        or _ruled(verb, helpers)
        or _commanded(verb, helpers)
    )


def _commanded(verb: Token, helpers: dict[str, Token]) -> Reading | None:
    """'Ask a neighbour to help': told to the reader, who has not done it."""
    if verb.dep_ != "ROOT" or verb.tag_ != "VB" or helpers.keys() - {"please", "then", "just"}:
        return None
    subject = any(c.dep_ in SUBJECTS | PASSIVE_SUBJECTS for c in verb.children)
    return None if subject else Reading("hypothetical", verb.text)


def _passed_over(verb: Token) -> Reading | None:
    """'Fight rather than withdraw', '... rather than to withdraw'."""
    first = verb.i - 1 if verb.i and verb.doc[verb.i - 1].lower_ == "to" else verb.i
    before = verb.doc[max(0, first - 2) : first].text.lower()
    return Reading("negated", before) if before in WORDS.negating_phrases else None


def _is_not(judged: Token, verdict: bool) -> bool:  # noqa: FBT001 - one call site
    """'Found the general not guilty': not so of the crime; the verdict itself is given."""
    told = verdict and judged.lemma_ == "innocent"
    return judged.tag_ == "JJ" and not told and any(c.dep_ == "neg" for c in judged.children)


def _by_phrase(prep: Token) -> Reading | None:
    """'At no point did they fire', 'in case they fire'."""
    word = prep.lower_
    if word not in {"at", "by", "in", "on", "under"}:
        return None
    for noun in prep.children:
        if word == "in" and noun.lower_ == "case":
            return Reading("hypothetical", "in case")
        if lemma(noun) in WORDS.occasions and is_none(noun):
            return Reading("negated", f"{word} no {noun.lower_}")
    return None


def _negated(helpers: dict[str, Token]) -> Reading | None:
    for word in helpers.keys() & WORDS.negations:
        token = helpers[word]
        after = token.doc[token.i + 1].lower_ if token.i + 1 < len(token.doc) else ""
        if after in WORDS.not_negating:
            continue
        willing = helpers.keys() & WORDS.future_auxiliaries or helpers.keys() & {
            "would",
            "'d",
            "’d",
        }
        return Reading("negated", "will not" if willing else "not")
    return None


def _almost(verb: Token, helpers: dict[str, Token]) -> Reading | None:
    """'Was nearly killed': right before the verb."""
    for word in helpers.keys() & WORDS.almost:
        if helpers[word].i == verb.i - 1 and lemma(verb) in WORDS.almost_done:
            return Reading("negated", word)
    return None


def _by_nobody(owned: list[Token]) -> Reading | None:
    """'No one was hurt', 'police made no arrests', 'none of them was freed'."""
    for token in owned:
        if token.lower_ in WORDS.nobody or is_none(token):
            return Reading("negated", token.text)
    return None


def is_none(noun: Token) -> bool:
    """True for 'no troops', 'neither side', 'not one house', 'no one'."""
    return any(
        c.lower_ in {"no", "neither"}
        or (c.dep_ == "neg" and _is_single(noun))
        or (c.lower_ == "more" and any(w.lower_ == "no" for w in c.children))
        for c in noun.children
        if c.i < noun.i
    )


def _is_single(noun: Token) -> bool:
    """'One', 'a single soldier', 'one house'."""
    return any(w.lower_ in {"one", "single"} for w in (noun, *noun.children))


def _by_helpers(verb: Token, helpers: dict[str, Token]) -> Reading | None:
    words = helpers.keys()
    if any(helpers[w].dep_ in {"mark", "advmod"} for w in words & WORDS.conditions):
        return Reading("hypothetical", "if")
    proved = lemma(verb) == "prove" and verb.tag_ == "VBN"  # 'innocent until proven guilty'
    if words & {"until", "till"} and (proved or _is_present(verb, helpers)):
        return Reading("hypothetical", "until")
    if words & WORDS.future_auxiliaries:
        return Reading("hypothetical" if _is_unsure(verb) else "future", "will")
    if maybe := words & WORDS.maybe_auxiliaries:
        announced = "would" in maybe and "rather" not in words and _is_announced(verb, helpers)
        return Reading("future" if announced else "hypothetical", min(maybe))
    if "to" in words and _is_open(verb, words) and _is_headline_future(verb):
        unreal = verb.head.lower_ == "were" and verb.head.dep_ == "advcl"
        return Reading("hypothetical" if unreal or _is_task(verb) else "future", "to")
    if (habit := words & WORDS.habits) and _is_present(verb, helpers):
        return Reading("hypothetical", min(habit))
    if guess := words & WORDS.guesses:
        return Reading("hypothetical", min(guess))
    return Reading("hypothetical", "had") if _is_inverted(verb, helpers) else None


def _ruled(verb: Token, helpers: dict[str, Token]) -> Reading | None:
    """'If we protest we are jailed'."""
    now = any(h.dep_ == "auxpass" and h.tag_ in _PRESENT for h in helpers.values())
    return Reading("hypothetical", "if") if now and "if" in _openers(verb) else None


def _openers(verb: Token) -> set[str]:
    """'If' of 'if we protest we are jailed': what opens the clauses under a verb."""
    clauses = (c for c in verb.children if c.dep_ == "advcl")
    return {w.lower_ for c in clauses for w in c.lefts if w.dep_ == "mark"}


def _is_unsure(verb: Token) -> bool:
    """'Hopes that they will meet', 'do you think they will attack?': nobody has planned it."""
    over = verb.head
    return verb.dep_ == "ccomp" and (lemma(over) in WORDS.unsure or _is_question(over))


def _is_task(verb: Token) -> bool:
    """'The task is to restore calm', 'our aim was to send troops': it is not settled."""
    subjects = [lemma(c) for c in verb.head.children if c.dep_ in SUBJECTS]
    aimed = any(s in WORDS.tasks or WORDS.nouns.get(s) == "hypothetical" for s in subjects)
    return lemma(verb.head) == "be" and aimed


def _is_open(verb: Token, words: KeysView[str]) -> bool:
    """An infinitive: 'to meet', 'to be tried'."""
    return verb.tag_ == "VB" or (verb.tag_ == "VBN" and "be" in words)


def _is_inverted(verb: Token, helpers: dict[str, Token]) -> bool:
    """'Had they agreed, the war would have ended'."""
    had = helpers.get("had")
    opens = had is not None and had.i == verb.sent.start
    if had is None or not (verb.dep_ == "advcl" or (verb.dep_ == "ccomp" and opens)):
        return False
    return any(c.dep_ in SUBJECTS | PASSIVE_SUBJECTS and c.i > had.i for c in verb.children)


def _is_present(verb: Token, helpers: dict[str, Token]) -> bool:
    return verb.tag_ in _PRESENT or any(h.tag_ in _PRESENT for h in helpers.values())


def _is_announced(verb: Token, helpers: dict[str, Token]) -> bool:
    """'Said it would withdraw' announces; 'would have withdrawn' did not happen."""
    perfect = any(h.dep_ == "aux" and h.lemma_ == "have" for h in helpers.values())
    above = lemma(verb.head)  # a minister who warns that he would resign announces it
    feared = above != "warn" and WORDS.that_clauses.get(above) == "hypothetical"
    if perfect or verb.dep_ not in _REPORTED or _is_conditional(verb):
        return False
    return not (feared and verb.dep_ == "ccomp")


def _is_conditional(verb: Token) -> bool:
    """'The bill would jail him', 'doing so would free them', 'if they left, we would withdraw'."""
    for child in verb.children:
        if child.dep_ == "csubj" or (child.dep_ == "nsubj" and lemma(child) in WORDS.drafts):
            return True
    free = verb.dep_ == "ROOT" or verb.i < verb.head.i
    return free and not _openers(verb).isdisjoint({"if", "unless"})


def _is_headline_future(verb: Token) -> bool:
    """'Leaders to meet', 'the council is to meet'; 'who is to blame' is so already."""
    judged = verb.dep_ == "xcomp" and any(c.dep_ == "acomp" for c in verb.head.children)
    if judged or lemma(verb) == "blame":  # 'it was difficult to leave'
        return False
    return verb.dep_ == "ROOT" or (verb.dep_ in {"xcomp", "ccomp"} and lemma(verb.head) == "be")


def _is_question(verb: Token) -> bool:
    """'Do you think so?', 'is anybody afraid?'."""
    return _asked(verb, {c.lower_: c for c in verb.children if c.dep_ in _HELPERS}) is not None


def _asked(verb: Token, helpers: dict[str, Token]) -> Reading | None:
    """'Did troops fire on the crowd?' asserts nothing; 'why did they fire?' does."""
    if verb.dep_ not in {"ROOT", "ccomp"} or verb.doc[verb.sent.end - 1].lower_ not in {
        "?",
        '"',
        "”",
    }:
        return None
    if not any(t.lower_ == "?" for t in verb.doc[max(verb.i, verb.sent.end - 3) : verb.sent.end]):
        return None
    first = min((h for h in helpers.values() if h.dep_ in {"aux", "auxpass"}), default=None)
    if first is None and verb.lemma_ == "be":
        first = verb  # 'are you concerned?'
    subject = next((c for c in verb.children if c.dep_ in SUBJECTS | PASSIVE_SUBJECTS), None)
    over = verb.head  # 'have weapons been found?' with 'have' on top
    if verb.dep_ == "ccomp" and over.dep_ == "ROOT" and lemma(over) in {"be", "do", "have"}:
        first = over
    inverted = first is not None and subject is not None and first.i < subject.i
    asks_why = any(c.tag_ in {"WRB", "WP", "WDT"} for c in verb.children)
    return Reading("hypothetical", "?") if inverted and not asks_why else None
