"""Whose turn it is in a transcript: 'WALLACE: ...', for all sentences up to the next name."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import Any, Final

from service.stages.extract.attribution_speakers import Speaker

Token = Any

#: where a doc keeps the turns that were asked for before
_TURNS: Final = "wirecoder_turns"
#: turns that make a transcript, and the words of a name before its colon
_FEWEST, _NAME = 3, 4
_QUOTES: Final = frozenset({'"', "\u201c", "``"})


def turn(trigger: Token) -> Speaker | None:
    """The speaker in whose turn a word stands; None where the text is no transcript."""
    found = _turns(trigger.doc)
    at = bisect_right(found, trigger.i) - 1
    if at < 0:
        return None
    colon = trigger.doc[found[at]]
    return Speaker(colon.nbor(-1), colon, "asserts")


def _turns(doc: Any) -> list[int]:
    """The colons behind speakers, if several take turns and come back."""
    known: list[int] | None = doc.user_data.get(_TURNS)
    if known is None:
        found = list(_colons(doc))
        names = [doc[i - 1].text for i in found]
        takes_turns = len(found) >= _FEWEST and 1 < len(set(names)) < len(names)
        known = doc.user_data[_TURNS] = found if takes_turns else []
    return known


def _colons(doc: Any) -> Iterator[int]:
    """Colons behind one to four words in capitals that open a sentence."""
    for sent in doc.sents:
        words = [t for t in sent[: _NAME + 2] if not t.is_space and t.text not in _QUOTES]
        for n, token in enumerate(words[1:], 1):
            if token.text == ":":
                if all(w.text.isupper() and len(w.text) > 1 for w in words[:n]):
                    yield token.i
                break
