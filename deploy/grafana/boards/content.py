"""Content: what is happening in the world, as far as it is reported."""

from __future__ import annotations

from deploy.grafana.boards.spec import JOB, Board, Panel, Query

_COOPERATION = "AGREE|CONSULT|SUPPORT|CONCEDE|COOPERATE|AID|RETREAT"


def _per_hour(metric: str, by: str, labels: str = JOB) -> str:
    return f"sum by ({by}) (increase(wirecoder_{metric}{{{labels}}}[1h]))"


def _most(metric: str, by: str) -> str:
    return f"topk(15, {_per_hour(metric, by)} > 0)"


CONTENT = Board(
    uid="wirecoder-content",
    title="wirecoder / Content",
    about="Events and incidents as they are reported, per hour. Reports are not occurrences.",
    rows={
        "Events": (
            Panel(
                "Events by type",
                "Mentions in each hour, by PLOVER type.",
                (Query(_per_hour("event_types_total", "type"), "{{type}}"),),
                kind="stacked",
                width=16,
            ),
            Panel(
                "Conflict and cooperation",
                "Mentions in each hour, by the two halves of PLOVER.",
                (
                    Query(
                        "sum("
                        + _per_hour("event_types_total", "type", JOB + f',type=~"{_COOPERATION}"')
                        + ")",
                        "cooperation",
                    ),
                    Query(
                        "sum("
                        + _per_hour("event_types_total", "type", JOB + f',type!~"{_COOPERATION}"')
                        + ")",
                        "conflict",
                    ),
                ),
            ),
            Panel(
                "Events by country",
                "Mentions in each hour, by where they happened; the fifteen most frequent.",
                (Query(_most("event_countries_total", "country"), "{{country}}"),),
                kind="stacked",
                width=16,
            ),
            Panel(
                "Countries now",
                "The fifteen countries with most mentions in the last hour.",
                (Query(_most("event_countries_total", "country"), "{{country}}"),),
                kind="bars",
            ),
            Panel(
                "Events by outlet",
                "Mentions in each hour, by who reports them. Outlets are an open list: those of "
                "WIRECODER_METRICS__OUTLETS are told apart, or the first that came; the rest "
                "are `other`.",
                (Query(_most("event_outlets_total", "outlet"), "{{outlet}}"),),
                kind="stacked",
                width=16,
            ),
            Panel(
                "Outlets now",
                "The fifteen outlets with most mentions in the last hour.",
                (Query(_most("event_outlets_total", "outlet"), "{{outlet}}"),),
                kind="bars",
            ),
        ),
        "Incidents": (
            Panel(
                "Incidents",
                "Revisions in each hour: new incidents, further reports, merged ones.",
                (Query(_per_hour("incidents_total", "outcome"), "{{outcome}}"),),
                kind="stacked",
            ),
            Panel(
                "Conflicts between sources",
                "Revisions whose sources disagree, by what about.",
                (Query(_per_hour("conflicts_total", "about"), "{{about}}"),),
                kind="stacked",
            ),
            Panel(
                "Reports and their copies",
                "Articles in each hour by what the search for copies found.",
                (Query(_per_hour("verdicts_total", "verdict"), "{{verdict}}"),),
                kind="stacked",
            ),
        ),
    },
)
