"""The language model of the extraction tests, loaded once."""

from __future__ import annotations

import warnings

import pytest

from service.stages.extract.nlp import LanguageModel, load_model


@pytest.fixture(scope="session")
def model() -> LanguageModel:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return load_model()
