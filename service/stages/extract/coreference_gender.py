"""Whether somebody is a man or a woman by title, trade or given name: 'she' is no Mr Berg."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final, Literal

from service.stages.extract.actor_spelling import fold
from service.stages.extract.coreference_lexicon import coreference_words
from service.stages.extract.entity_names import words

Token = Any
Gender = Literal["m", "f"]

_WORDS: Final = coreference_words()
#: where a doc keeps the genders of its family names
_KEPT: Final = "wirecoder_genders"
_NAME: Final = 4


def first_meant(pronoun: Token, people: Iterable[Token]) -> Token | None:
    """The first who may be meant; of women rather one whom the text shows to be one."""
    able = [t for t in people if may_mean(pronoun, t)]
    women = (t for t in able if _asked(pronoun) == "f" and _gender(t) == "f")
    return next(women, able[0] if able else None)


def may_mean(pronoun: Token, somebody: Token) -> bool:
    """False only where the text tells that it cannot: 'she' and 'Mr Berg', 'he' and 'the queen'."""
    asked, told = _asked(pronoun), _gender(somebody)
    return asked is None or told is None or asked == told


def _asked(pronoun: Token) -> Gender | None:
    if pronoun.lower_ in _WORDS.male_pronouns:
        return "m"
    return "f" if pronoun.lower_ in _WORDS.female_pronouns else None


def _gender(token: Token) -> Gender | None:
    if not token.tag_.startswith("NNP"):
        return _of_word(token.lower_)
    own = (c for c in token.children if c.dep_ == "compound" and c.i < token.i)
    told = next((g for c in own if (g := _of_title(c))), None)
    return told or _of_names(token.doc).get(fold(token.text))


def _of_word(word: str) -> Gender | None:
    if word in words("male") or word.endswith("man") and not word.endswith("woman"):
        return "m"
    return "f" if word in words("female") or word.endswith("woman") else None


def _of_names(doc: Any) -> dict[str, Gender]:
    """Family name -> gender, for those whose title or given name stands somewhere in the text."""
    known: dict[str, Gender] | None = doc.user_data.get(_KEPT)
    if known is None:
        known = doc.user_data[_KEPT] = _read(doc)
    return known


def _read(doc: Any) -> dict[str, Gender]:
    found: dict[str, set[Gender]] = {}
    for token in doc:
        told = _of_title(token) if token.text[:1].isupper() else None
        name = _family(token) if told else None
        if told and name:
            found.setdefault(fold(name), set()).add(told)
    return {name: next(iter(told)) for name, told in found.items() if len(told) == 1}


def _of_title(token: Token) -> Gender | None:
    word = token.lower_.rstrip(".")
    if word in words("male_name"):
        return "m"
    return "f" if word in words("female_name") else _of_word(word)


def _family(first: Token) -> str | None:
    """The last word of the name that goes on behind a title or given name."""
    last = None
    for token in first.doc[first.i + 1 : first.i + 1 + _NAME]:
        if not token.tag_.startswith("NNP") and token.lower_ not in _WORDS.name_particles:
            break
        last = token.text
    return last
