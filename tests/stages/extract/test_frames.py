"""The codebook of frames is well formed, broad, and read without loss."""

import re
from pathlib import Path

import pytest
import yaml

from schemas.codebook import EVENT_TYPES, MODES
from service.stages.extract.frame_schema import class_expander, parse_frame
from service.stages.extract.frames import (
    FOLDER,
    Frame,
    LexiconError,
    load_frames,
    read_frames,
    read_rows,
)

FILES = sorted((FOLDER / "frames").glob("*.yaml"))
LEXICON = load_frames()
EVENT_FRAMES = [f for f in LEXICON.all() if f.type != "NONE"]

SPELLINGS = (
    ("isation", "ization"),
    ("ise", "ize"),
    ("yse", "yze"),
    ("our", "or"),
    ("defence", "defense"),
)


def one_spelling(lemma: str) -> str:
    for british, american in SPELLINGS:
        lemma = re.sub(rf"{british}\b", american, lemma)
    return lemma


def trigger_and_conditions(frame: Frame) -> tuple[object, ...]:
    return (
        one_spelling(frame.lemma), frame.prt, frame.prep, frame.pobj, frame.pobj_not, frame.obj,
        frame.obj_not, frame.subj, frame.subj_not, frame.comp, frame.comp_verb, frame.voice,
        frame.compound, frame.amod, frame.light_only,
    )  # fmt: skip


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_the_quick_reader_reads_what_yaml_reads(path: Path) -> None:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    text = path.read_text(encoding="utf-8")
    assert read_rows(path) == yaml.load(text, Loader=loader)  # noqa: S506 - both are safe


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_a_file_says_its_source_and_is_sorted_by_lemma(path: Path) -> None:
    rows = read_rows(path)
    lemmas = [row.get("verb") or row.get("noun") or row["adj"] for row in rows]
    assert "PLOVER 2.0" in path.read_text(encoding="utf-8").splitlines()[0]
    assert lemmas == sorted(lemmas)


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_a_file_holds_one_type_and_no_line_twice(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert {row["type"] for row in read_rows(path)} == {path.stem.upper()}
    assert len(lines) == len(set(lines))


def test_no_trigger_has_two_frames_of_a_type_with_the_same_conditions() -> None:
    seen: dict[tuple[object, ...], str] = {}
    twice = []
    for frame in LEXICON.all():
        pos = "verb" if frame.verb else "noun" if frame.noun else "adj"
        key = (pos, frame.type, frame.lemma, *trigger_and_conditions(frame)[1:])
        if key in seen:
            twice.append((pos, frame.lemma, frame.type, seen[key]))
        seen[key] = frame.type
    assert twice == []


def test_the_codebook_has_thousands_of_frames_for_verbs_and_nouns() -> None:
    verbs = {trigger_and_conditions(f) for f in EVENT_FRAMES if f.verb}
    nouns = {trigger_and_conditions(f) for f in EVENT_FRAMES if f.noun}
    assert len(verbs) >= 1500
    assert len(nouns) >= 500


@pytest.mark.parametrize("event_type", EVENT_TYPES)
def test_every_type_has_verbs_and_nouns_and_every_mode_a_frame(event_type: str) -> None:
    frames = [f for f in EVENT_FRAMES if f.type == event_type]
    assert any(f.verb for f in frames)
    assert any(f.noun for f in frames)
    modes = {mode for f in frames for mode in f.modes}
    assert modes == set(MODES[event_type])  # type: ignore[index]


def test_classes_are_expanded_and_computed_classes_stay() -> None:
    words = {w for f in LEXICON.all() for w in f.pobj or ()}
    assert "truce" in words
    assert {w for w in words if w.startswith("@")} <= {
        "@actor", "@armed", "@number", "@party", "@person", "@place",
    }  # fmt: skip


def test_every_class_is_used_and_its_words_are_in_lower_case() -> None:
    text = "".join(p.read_text(encoding="utf-8") for p in FILES)
    assert [name for name in LEXICON.classes if f"'{name}'" not in text] == []
    assert all(w == w.lower() for words in LEXICON.classes.values() for w in words)


def reading(verb: str, obj: str) -> str:
    """The type of the narrowest frame that asks for no more than this object."""
    for frame in LEXICON.verbs[verb]:
        needs = (frame.prt, frame.prep, frame.pobj, frame.subj, frame.comp, frame.voice)
        fits = isinstance(frame.obj, frozenset) and obj in frame.obj
        if fits and not any(needs) and obj not in (frame.obj_not or ()):
            return frame.type
    return "no frame"


@pytest.mark.parametrize(
    ("verb", "obj", "expected"),
    [
        ("strike", "chord", "NONE"),
        ("strike", "deal", "AGREE"),
        ("strike", "convoy", "ASSAULT"),
        ("fire", "coach", "NONE"),
        ("fire", "minister", "SANCTION"),
        ("release", "statement", "NONE"),
        ("release", "hostage", "RETREAT"),
        ("recall", "ambassador", "SANCTION"),
        ("summon", "ambassador", "ACCUSE"),
        ("expel", "diplomat", "SANCTION"),
        ("deport", "refugee", "COERCE"),
        ("impose", "curfew", "COERCE"),
        ("impose", "embargo", "SANCTION"),
        ("withdraw", "troop", "RETREAT"),
        ("break", "truce", "REJECT"),
        ("charge", "fee", "NONE"),
        ("burn", "effigy", "PROTEST"),
    ],
)
def test_one_verb_has_several_readings(verb: str, obj: str, expected: str) -> None:
    assert reading(verb, obj) == expected


def test_narrow_readings_come_before_broad_ones() -> None:
    for frames in (*LEXICON.verbs.values(), *LEXICON.nouns.values()):
        weights = [f.specificity for f in frames]
        assert weights == sorted(weights, reverse=True)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"verb": "raid", "type": "ASSAULTS"}, "unknown type"),
        ({"verb": "raid", "type": "ASSAULT", "modes": ["demo"]}, "are not of ASSAULT"),
        ({"verb": "raid", "noun": "raid", "type": "ASSAULT"}, "one trigger"),
        ({"verb": "raid", "type": "ASSAULT", "object": ["base"]}, "unknown keys"),
        ({"verb": "raid", "type": "ASSAULT", "obj": ["@nowhere"]}, "unknown classes"),
        ({"verb": "raid", "type": "ASSAULT", "obj": "base"}, "list of words"),
        ({"verb": "raid", "type": "ASSAULT", "actor": ["patient"]}, "unknown slot"),
        ({"verb": "raid", "type": "ASSAULT", "prep": ["sideways"]}, "unknown preposition"),
        ({"verb": "raid", "type": "ASSAULT", "weak": False}, "a flag is true"),
    ],
    ids=lambda value: value if isinstance(value, str) else "row",
)
def test_a_wrong_frame_is_refused_with_a_reason(row: dict[str, object], reason: str) -> None:
    with pytest.raises(LexiconError, match=reason):
        parse_frame(row, class_expander({}))


def test_an_error_names_file_and_frame(tmp_path: Path) -> None:
    (tmp_path / "frames").mkdir()
    (tmp_path / "classes.yaml").write_text("'@weapon':\n- rifle\n", encoding="utf-8")
    (tmp_path / "light_verbs.yaml").write_text("- {verb: launch, role: does}\n", encoding="utf-8")
    rows = "- {verb: aid, type: AID}\n- {verb: arm, type: AIDS}\n"
    (tmp_path / "frames" / "aid.yaml").write_text(rows, encoding="utf-8")
    with pytest.raises(LexiconError, match=r"aid\.yaml: frame 2 .*unknown type AIDS"):
        read_frames(tmp_path)


def test_light_verbs_with_particle_or_preposition_come_first() -> None:
    call = LEXICON.light_verbs["call"]
    assert call[0].prt or call[0].prep
    assert {v.role for vs in LEXICON.light_verbs.values() for v in vs} == {
        "does", "undergoes", "starts", "ends", "cancels", "plans", "denies", "calls_for",
    }  # fmt: skip
