"""The written codebook: which word, in which syntax, is an event of which type.

Data: `lexicon/frames/<type>.yaml` (one frame a line, `none.yaml` holds readings that are no
event), `lexicon/classes.yaml` (word classes), `lexicon/light_verbs.yaml`. Names and rules follow
PLOVER 2.0. Here the files are read, checked and indexed; matching is `candidates.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, Literal, cast, get_args

import orjson
import yaml

from service.stages.extract.frame_schema import (
    COMPUTED_CLASSES,
    Expand,
    Frame,
    LexiconError,
    class_expander,
    parse_frame,
)

__all__ = ["Frame", "FrameLexicon", "LexiconError", "LightVerb", "load_frames", "read_frames"]

FOLDER: Final = Path(__file__).parent / "lexicon"
LightRole = Literal[
    "does", "undergoes", "starts", "ends", "cancels", "plans", "denies", "calls_for"
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class LightVerb:
    """A verb that lends an event noun its tense ('launch an attack'); `role` is what it says.

    With `nouns`, only of these: who calls a strike strikes, who calls a raid a crime does not raid.
    """

    verb: str
    role: LightRole
    prt: str | None = None
    prep: str | None = None
    nouns: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class FrameLexicon:
    """Frames by lemma, from the most to the least specific; classes; light verbs by lemma."""

    verbs: Mapping[str, tuple[Frame, ...]]
    nouns: Mapping[str, tuple[Frame, ...]]
    adjectives: Mapping[str, tuple[Frame, ...]]
    classes: Mapping[str, frozenset[str]]
    light_verbs: Mapping[str, tuple[LightVerb, ...]]

    def all(self) -> Iterator[Frame]:
        """Every frame, by part of speech and lemma."""
        for table in (self.verbs, self.nouns, self.adjectives):
            for lemma in sorted(table):
                yield from table[lemma]


@lru_cache(maxsize=1)
def load_frames() -> FrameLexicon:
    """The codebook of the package; LexiconError names the entry that is wrong."""
    return read_frames(FOLDER)


def read_frames(folder: Path) -> FrameLexicon:
    """The codebook in a folder with `frames/*.yaml`, `classes.yaml` and `light_verbs.yaml`."""
    classes = _read_classes(folder / "classes.yaml")
    expand = class_expander(classes)
    frames = [
        frame
        for path in sorted((folder / "frames").glob("*.yaml"))
        for frame in _read_file(path, expand)
    ]
    return FrameLexicon(
        verbs=_by_lemma(f for f in frames if f.verb),
        nouns=_by_lemma(f for f in frames if f.noun),
        adjectives=_by_lemma(f for f in frames if f.adj),
        classes=classes,
        light_verbs=_read_light_verbs(folder / "light_verbs.yaml"),
    )


def _by_lemma(frames: Iterable[Frame]) -> dict[str, tuple[Frame, ...]]:
    """Most specific first; between equals a reading that is no event comes first."""
    found: dict[str, list[Frame]] = {}
    for frame in frames:
        found.setdefault(frame.lemma, []).append(frame)
    return {
        lemma: tuple(sorted(group, key=lambda f: (-f.specificity, f.type != "NONE", f.weak)))
        for lemma, group in found.items()
    }


def read_rows(path: Path) -> list[dict[str, Any]]:
    """The mappings of a frame file: YAML with one flow mapping of plain words a line.

    Quoted, such lines are JSON, and orjson reads the codebook in a tenth of the time that the C
    loader of YAML needs; a test holds the two readings together.
    """
    lines = (line[2:] for line in path.read_text(encoding="utf-8").splitlines() if line[:2] == "- ")
    text = _WORD.sub(r'"\1"', ",".join(lines))
    return cast(
        list[dict[str, Any]],
        orjson.loads(f"[{text}]".replace('"true"', "true").replace('"false"', "false")),
    )


#: a plain or single-quoted scalar of a flow mapping, without its quotes
_WORD: Final = re.compile(r"'?([^\s{}\[\],:'][^{}\[\],:']*)'?")


def _read_classes(path: Path) -> dict[str, frozenset[str]]:
    classes: dict[str, frozenset[str]] = {}
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    found = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 - both safe
    for name, words in found.items():
        if not name.startswith("@") or name in COMPUTED_CLASSES:
            raise LexiconError(f"{path.name}: {name!r} is no name for a class")
        classes[name] = frozenset(words)
    return classes


def _read_light_verbs(path: Path) -> dict[str, tuple[LightVerb, ...]]:
    """Light verbs by lemma; those that want a particle or preposition come first."""
    found: dict[str, list[LightVerb]] = {}
    for row in read_rows(path):
        if row.get("role") not in get_args(LightRole):
            raise LexiconError(f"{path.name}: {row}: unknown role")
        found.setdefault(row["verb"], []).append(LightVerb(**row))
    return {
        verb: tuple(sorted(group, key=lambda v: (v.prt is None, v.prep is None)))
        for verb, group in found.items()
    }


def _read_file(path: Path, expand: Expand) -> Iterator[Frame]:
    for number, row in enumerate(read_rows(path), 1):
        try:
            yield parse_frame(row, expand)
        except (LexiconError, TypeError) as error:
            raise LexiconError(f"{path.name}: frame {number} {row}: {error}") from error
