"""`wirecoder places`: what the gazetteer knows under a name."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from service.cli.output import Format, chosen, print_json, print_table, progress, say
from service.resources import ensure_gazetteer
from service.settings import load_settings
from service.stages.extract.gazetteer import Gazetteer, GazetteerPlace

app = typer.Typer(help="Look places up in the gazetteer.")

HEADINGS = ("name", "kind", "country", "within", "lat", "lon", "population", "geonames")
NOTHING_FOUND = 1


def find(gazetteer: Gazetteer, name: str, country: str | None) -> list[GazetteerPlace]:
    """Places of that name; with a country, only its own, other transliterations included."""
    places = list(gazetteer.lookup(name))
    if country is None:
        return places
    code = country.upper()
    own = [place for place in places if place.country == code]
    return own or list(gazetteer.lookup_variant(name, {code}))


def row(place: GazetteerPlace) -> tuple[object, ...]:
    """A place as a row of the table."""
    within = ", ".join(part for part in (place.admin2, place.admin1) if part and part != place.name)
    return (
        place.name, place.kind, place.country, within, place.lat, place.lon,
        f"{place.population:,}" if place.population else None, place.geonames_id,
    )  # fmt: skip


@app.command()
def places_command(
    names: Annotated[list[str], typer.Argument(help="Names of places.")],
    country: Annotated[
        str | None, typer.Option(help="ISO alpha-3 code; other spellings count, too.")
    ] = None,
    format_: Annotated[Format | None, typer.Option("--format", help="How to print.")] = None,
) -> None:
    """Look places up: the most populous first.

    `wirecoder places "Deir ez-Zour" --country SYR`
    """
    settings = load_settings()
    with progress("building the gazetteer") as advance:
        path = ensure_gazetteer(settings, announce=say, progress=lambda n, of: advance(n, of))
    gazetteer = Gazetteer.open(path)
    missing = 0
    for name in names:
        places = find(gazetteer, name, country)
        missing += not places
        if not places:
            say(f"{name}: not in the gazetteer")
        elif chosen(format_) is Format.jsonl:
            for place in places:
                print_json({"query": name, **asdict(place)})
        else:
            print_table(HEADINGS, map(row, places), title=name if len(names) > 1 else None)
    raise typer.Exit(NOTHING_FOUND if missing else 0)
