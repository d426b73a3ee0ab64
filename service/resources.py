"""What the stages need on disk, made ready: the gazetteer is built where it is missing or old.

The language model's libraries are imported only by what uses them: they take seconds to load.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from service.settings import Settings

if TYPE_CHECKING:
    from service.stages.extract import ExtractConfig

Progress = Callable[[int, int], None]


def gazetteer_path(settings: Settings) -> Path:
    """Where the gazetteer's file is kept."""
    return settings.data_dir / "gazetteer.sqlite"


def ensure_gazetteer(
    settings: Settings,
    *,
    announce: Callable[[str], None] = lambda _: None,
    progress: Progress | None = None,
) -> Path:
    """The path of a current gazetteer; builds it first (about half a minute) when it must."""
    from service.stages.extract.gazetteer import Gazetteer, GazetteerError
    from service.stages.extract.gazetteer_build import build_gazetteer

    path = gazetteer_path(settings)
    try:
        Gazetteer.open(path).close()
    except GazetteerError as reason:
        announce(f"{reason}; building it, which takes about half a minute and is done once")
        build_gazetteer(path, progress=progress)
    return path


def extract_config(settings: Settings) -> ExtractConfig:
    """What an extractor is made of, by the settings."""
    from service.stages.extract import ExtractConfig

    return ExtractConfig(
        gazetteer=gazetteer_path(settings),
        model=settings.model.name,
        model_verify="warn" if settings.model.verify else "off",
    )
