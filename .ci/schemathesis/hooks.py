"""What OpenAPI cannot say of single parameters, said to Schemathesis: each with its reason.

Requests that are meant to be refused are left as they are: only what is generated as valid is made so.
"""

from __future__ import annotations

import calendar
import re
from typing import Any

import schemathesis
from schemathesis import GenerationMode

# These say how another parameter is meant, and are refused where none of those is given: OpenAPI 3.1 has no words for
# a parameter that needs one of several others.
MODIFIERS = {
    "dateMatch": {"from", "to", "afterEvent"},
    "undated": {"from", "to", "afterEvent"},
    "withinDays": {"afterEvent"},
    "withinKm": {"near"},
    "in": {"q"},
    "actorMatch": {"actor", "actorNot", "actorAll", "source", "target", "speaker", "speakerNot", "addressee"},
}

# The dates of articles: of other records these are dates of theirs that are never imprecise in this way.
OF_ARTICLES = {"publishedFrom", "publishedTo"}

# `q` takes as many words and phrases as a request may search for, which no length and no pattern can say.
MAX_TERMS = 16
TERM = re.compile(r'-?(?:["“”„«»][^"“”„«»]*["“”„«»]?|[^\s"“”„«»]+)')

# The address of a list of this API: parameters that are right for that list, which no pattern can say.
ADDRESSES = ["/v1/events?type=THREATEN", "/v1/quotes", "/v1/actors?kind=person&sort=-name"]

# A facet of a scheme of codes is counted where the dataset has its codebook, and of CAMEO always.
SCHEME_FACET = re.compile(r"^code\..*$")
# And these mean nothing without another.
NEEDS = {"near": "withinKm"}

TABLE = {"columns", "delimiter", "raw", "bom"}

# Measures are what the dataset declares, which no pattern can say: those of the seed. A list takes a measure with its
# order by figures, and that order needs one.
MEASURES = ["vehicles", "vehicles.lorries"]
BY_FIGURES = {"quantity", "-quantity"}

# Commas part values too, and a parameter has at most so many in all: a list's `maxItems` counts only its repetitions.
MAX_VALUES = 50

# Numbers are read in plain digits, at most fifteen after the point, and JSON's grammar lets 1e-7 stand for a number.
PLACES = 15

# A pattern can say that a month has at most 31 days, not how many it has: 2023-02-30 fits and is no day.
DAYS = {"from", "to", "publishedFrom", "publishedTo", "recordedFrom", "recordedTo"}
DAY = re.compile(r"^(\d{4})-(\d\d)-(\d\d)(T.*)?$")

# A cursor is only ever one that was answered, and goes on with the path, filters and sort it was answered for. So what
# was answered is kept here, and a cursor that a link hands on is sent with the request that it came from. One that was
# made up is left out of requests that are meant to be valid.
answered: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {}


@schemathesis.deserializer("text/csv", "application/x-ndjson", "application/x-bibtex", "application/x-research-info-systems")
def as_text(context: schemathesis.DeserializationContext, response: schemathesis.Response) -> str:
    """A file is text for the document. A single line of JSON would else be taken for the record in it."""
    return response.text


def is_valid(case: schemathesis.Case) -> bool:
    return case.meta is None or case.meta.generation.mode == GenerationMode.POSITIVE


def goes_on(case: schemathesis.Case) -> None:
    cursor = case.query.pop("cursor")
    if cursor in answered:
        path_parameters, query = answered[cursor]
        case.path_parameters = dict(path_parameters)
        case.query = {**query, "cursor": cursor}


def at_most(values: list[Any]) -> list[Any]:
    kept: list[Any] = []
    count = 0
    for value in values:
        parts = str(value).split(",")[: MAX_VALUES - count]
        if parts:
            kept.append(",".join(parts) if isinstance(value, str) else value)
        count += len(parts)
    return kept


def real_day(text: str) -> str:
    found = DAY.match(text)
    if found is None:
        return text
    year, month, day = (int(part) for part in found.groups()[:3])
    # The calendar module begins with the year 1; in the year 0, a leap year, February has 29 days.
    last = calendar.monthrange(year or 4, month)[1]
    return f"{found[1]}-{found[2]}-{min(day, last):02}{found[4] or ''}"


def upright(box: str) -> str:
    """A pattern cannot say that the south lies south of the north."""
    parts = box.split(",")
    if len(parts) != 4:
        return box
    west, south, east, north = parts
    return box if float(south) <= float(north) else ",".join((west, north, east, south))


def declared(name: str, text: str) -> str:
    measure = MEASURES[len(text) % len(MEASURES)]
    return f"{measure}:{text.rpartition(':')[2]}" if name in ("minQuantity", "maxQuantity") else measure


def with_measures(case: schemathesis.Case) -> None:
    for name in {"quantity", "quantityNot", "minQuantity", "maxQuantity", "measure"} & case.query.keys():
        value = case.query[name]
        case.query[name] = [declared(name, str(each)) for each in value] if isinstance(value, list) else declared(name, str(value))
    by_figures = case.query.get("sort") in BY_FIGURES
    if by_figures and "measure" not in case.query:
        del case.query["sort"]
    is_count = any(part in case.path for part in ("facets", "timeline", "dyads"))
    if "measure" in case.query and not by_figures and not is_count:
        del case.query["measure"]


@schemathesis.hook
def before_call(context: schemathesis.HookContext, case: schemathesis.Case, kwargs: dict[str, Any]) -> None:
    if not is_valid(case) or not isinstance(case.query, dict):
        return
    if "cursor" in case.query:
        goes_on(case)
    for name, others in MODIFIERS.items():
        if name in ("dateMatch", "undated") and case.path.endswith("/articles"):
            others = OF_ARTICLES
        if name in case.query and not others & case.query.keys():
            del case.query[name]
    for name, needed in NEEDS.items():
        if name in case.query and needed not in case.query:
            del case.query[name]
    if isinstance(case.query.get("bbox"), str):
        case.query["bbox"] = upright(case.query["bbox"])
    # These say how a table is written, and are refused where the format is another.
    if case.query.get("format") in ("ndjson", "geojson"):
        for name in TABLE & case.query.keys():
            del case.query[name]
    # Relevance is to `q`, and without it there is no such order.
    if case.query.get("sort") == "relevance" and "q" not in case.query:
        del case.query["sort"]
    if isinstance(case.query.get("q"), str) and len(TERM.findall(case.query["q"])) > MAX_TERMS:
        case.query["q"] = " ".join(TERM.findall(case.query["q"])[:MAX_TERMS])
    if isinstance(case.query.get("url"), str) and case.query["url"] not in ADDRESSES:
        case.query["url"] = ADDRESSES[len(case.query["url"]) % len(ADDRESSES)]
    if isinstance(case.query.get("facet"), list):
        case.query["facet"] = [SCHEME_FACET.sub("code.cameo", str(facet)) for facet in case.query["facet"]]
    with_measures(case)
    for name, value in case.query.items():
        if isinstance(value, list):
            case.query[name] = at_most(value)
        if isinstance(value, float):
            case.query[name] = f"{value:.{PLACES}f}"
    for name in DAYS & case.query.keys():
        if isinstance(case.query[name], str):
            case.query[name] = real_day(case.query[name])


@schemathesis.hook
def after_call(context: schemathesis.HookContext, case: schemathesis.Case, response: schemathesis.Response) -> None:
    # Lines of JSON are no JSON.
    if response.status_code != 200 or not response.headers.get("content-type", [""])[0].startswith("application/json"):
        return
    body = response.json()
    page = body.get("page") if isinstance(body, dict) else None
    if page and page.get("nextCursor"):
        query = {name: value for name, value in case.query.items() if name != "cursor"}
        answered[page["nextCursor"]] = (dict(case.path_parameters), query)
