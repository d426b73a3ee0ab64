"""Mends the parse of a text: where the model errs in shapes that allow no other reading.

The model is small. What it gets wrong in the same way again and again is put right here, before
anything reads the tree, so that no rule of the coder has to know of it. The order matters, for each
step relies on the tags and heads that those before it have mended:

1. `parse_headlines` and `parse_tags`: verbs that the tagger took for nouns or other words, which
   then have subjects and objects.
2. `parse_joints`: single words under the wrong head, and lists of names cut in two.
3. `parse_clauses`: whole clauses read as something else. On its one walk over the tokens it also
   calls `parse_prepositions`, for prepositions that hang on the wrong word, `parse_subjects`, for
   verbs without their subject, and `parse_participles`, for those without whom they befell.

`parse_edges` holds the moves that they share, `parse_lexicon` their words.
"""

from __future__ import annotations

from service.stages.extract.parse_clauses import mend_clauses
from service.stages.extract.parse_headlines import mend_headlines
from service.stages.extract.parse_joints import mend_joints
from service.stages.extract.parse_tags import mend_tags
from service.stages.extract.plain import Doc


def mend_parse(doc: Doc) -> Doc:
    """The same doc, whose tokens have other tags, heads and labels where the parse was wrong."""
    mend_headlines(doc)
    mend_tags(doc)
    mend_joints(doc)
    mend_clauses(doc)
    return doc
