"""From a board's description to Grafana's JSON, through Grafana's own builder library."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from grafana_foundation_sdk.builders import (
    bargauge,
    common,
    dashboard,
    prometheus,
    stat,
    text,
    timeseries,
)
from grafana_foundation_sdk.cog.encoder import JSONEncoder
from grafana_foundation_sdk.models import common as common_models
from grafana_foundation_sdk.models import dashboard as models
from grafana_foundation_sdk.models.text import TextMode

from deploy.grafana.boards.spec import Board, Panel

ALERTS = Path(__file__).parents[2] / "prometheus" / "alerts.yml"
SOURCE = models.DataSourceRef(type_val="prometheus", uid="${datasource}")
RUNBOOKS = "http://127.0.0.1:8099/operations.html"
PAGE_WIDTH, HEIGHT, STAT_HEIGHT = 24, 8, 4
_VARIABLES = (
    ("job", "label_values(wirecoder_build_info, job)"),
    ("stage", 'label_values(wirecoder_build_info{job=~"$job"}, stage)'),
    ("instance", 'label_values(wirecoder_build_info{job=~"$job",stage=~"$stage"}, instance)'),
)
_ANNOTATIONS = (
    ("Restarts", 'changes(process_start_time_seconds{job=~"$job"}[1m]) > 0', "red"),
    ("Rebalances", 'increase(wirecoder_rebalances_total{job=~"$job"}[1m]) > 0', "orange"),
)


def as_json(board: Board) -> str:
    """The JSON file of a board."""
    made = dashboard.Dashboard(board.title).uid(board.uid).description(board.about)
    made = made.tags(["wirecoder"]).refresh("30s").time("now-1h", "now").readonly()
    made = made.tooltip(models.DashboardCursorSync.CROSSHAIR).timezone("utc")
    for variable in _variables():
        made = made.with_variable(variable)
    for name, expr, colour in _ANNOTATIONS:
        made = made.annotation(_annotation(name, expr, colour))
    made = made.link(_others()).link(_link("Runbooks", "${runbooks}"))
    for item in _placed(board):
        made = made.with_row(item) if isinstance(item, dashboard.Row) else made.with_panel(item)
    return JSONEncoder(sort_keys=True, indent=2).encode(made.build()) + "\n"


def thresholds() -> dict[str, tuple[float, bool]]:
    """Of each alert the number, and whether falling below it is what is bad."""
    document = yaml.safe_load(ALERTS.read_text(encoding="utf-8"))
    rules = [rule for group in document["groups"] for rule in group["rules"]]
    found = {rule["alert"]: (rule["annotations"]["threshold"], rule["expr"]) for rule in rules}
    return {name: (float(at), f"< {at}" in expr) for name, (at, expr) in found.items()}


def _placed(board: Board) -> Iterator[Any]:
    """Rows and panels with their places on the page, and ids that stay the same."""
    top, number = 0, 0
    for title, panels in board.rows.items():
        number += 1
        yield dashboard.Row(title).id(number).grid_pos(_place(PAGE_WIDTH, 1, 0, top))
        top, left, tallest = top + 1, 0, 0
        for panel in panels:
            height = STAT_HEIGHT if panel.kind == "stat" else HEIGHT
            if left + panel.width > PAGE_WIDTH:
                top, left, tallest = top + tallest, 0, 0
            number += 1
            yield _built(panel).id(number).grid_pos(_place(panel.width, height, left, top))
            left, tallest = left + panel.width, max(tallest, height)
        top += tallest


def _place(width: int, height: int, left: int, top: int) -> models.GridPos:
    return models.GridPos(w=width, h=height, x=left, y=top)


def _built(panel: Panel) -> Any:
    made = _KINDS[panel.kind](panel).title(panel.title)
    if panel.kind == "text":
        return made
    made = made.description(panel.about).datasource(SOURCE).unit(panel.unit)
    made = made.thresholds(_thresholds(panel))
    if panel.alert:
        made = made.links(
            [_link(f"Runbook: {panel.alert}", f"${{runbooks}}#{panel.alert.lower()}")]
        )
    for place, query in enumerate(panel.queries):
        target = prometheus.Dataquery().expr(query.expr).legend_format(query.legend or "__auto")
        target = target.ref_id(chr(ord("A") + place)).datasource(SOURCE)
        made = made.with_target(target.instant() if panel.kind == "bars" else target.range())
    return made


def _lines(panel: Panel) -> Any:
    made = timeseries.Panel().line_width(2).fill_opacity(30 if panel.kind == "stacked" else 5)
    made = made.show_points(common_models.VisibilityMode.NEVER).min(0)
    legend = common.VizLegendOptions().display_mode(common_models.LegendDisplayMode.LIST)
    made = made.legend(legend.placement(common_models.LegendPlacement.BOTTOM).show_legend(True))
    if panel.kind == "stacked":
        made = made.stacking(common.StackingConfig().mode(common_models.StackingMode.NORMAL))
    if panel.alert and panel.kind == "lines":
        style = common.GraphThresholdsStyleConfig()
        made = made.thresholds_style(style.mode(common_models.GraphTresholdsStyleMode.DASHED))
    return made


def _stat(_panel: Panel) -> Any:
    return stat.Panel().reduce_options(common.ReduceDataOptions().calcs(["lastNotNull"]))


def _bars(_panel: Panel) -> Any:
    made = bargauge.Panel().orientation(common_models.VizOrientation.HORIZONTAL).min(0)
    return made.display_mode(common_models.BarGaugeDisplayMode.BASIC)


def _text(panel: Panel) -> Any:
    return text.Panel().mode(TextMode.MARKDOWN).content(panel.about)


_KINDS = {"lines": _lines, "stacked": _lines, "stat": _stat, "bars": _bars, "text": _text}


def _thresholds(panel: Panel) -> dashboard.ThresholdsConfig:
    number, is_floor = thresholds()[panel.alert] if panel.alert else (None, False)
    steps = [models.Threshold(value=None, color="red" if is_floor else "green")]
    if number is not None:
        steps.append(models.Threshold(value=number, color="green" if is_floor else "red"))
    return dashboard.ThresholdsConfig().mode(models.ThresholdsMode.ABSOLUTE).steps(steps)


def _variables() -> Iterator[Any]:
    yield dashboard.DatasourceVariable("datasource").label("Data source").type("prometheus")
    for name, query in _VARIABLES:
        chosen = dashboard.QueryVariable(name).label(name.capitalize()).query(query)
        chosen = chosen.datasource(SOURCE).refresh(models.VariableRefresh.ON_TIME_RANGE_CHANGED)
        yield (
            chosen.multi(True)
            .include_all(True)
            .all_value(".*")
            .sort(models.VariableSort.ALPHABETICAL_ASC)
            .current(models.VariableOption(selected=True, text=["All"], value=["$__all"]))
        )
    yield dashboard.ConstantVariable("runbooks").value(RUNBOOKS)


def _annotation(name: str, expr: str, colour: str) -> Any:
    made = dashboard.AnnotationQuery().name(name).datasource(SOURCE).enable(True)
    return made.expr(expr).icon_color(colour).hide(False)


def _others() -> Any:
    made = dashboard.DashboardLink("Other boards").type(models.DashboardLinkType.DASHBOARDS)
    return made.tags(["wirecoder"]).as_dropdown(True).keep_time(True).include_vars(True)


def _link(title: str, url: str) -> Any:
    made = dashboard.DashboardLink(title).type(models.DashboardLinkType.LINK)
    return made.url(url).target_blank(True)
