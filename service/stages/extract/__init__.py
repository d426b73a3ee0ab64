"""Extract: who did what to whom, where, when, with how many casualties, according to whom."""

from service.stages.extract.extractor import ExtractConfig, Extraction, Extractor

__all__ = ["ExtractConfig", "Extraction", "Extractor"]
