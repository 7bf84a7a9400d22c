"""The generated client, against a running server."""

import csv
import io
import os

from demarche import Client
from demarche.api.actors import get_actor
from demarche.api.exports import export_quotes
from demarche.api.quotes import get_quote, list_quotes
from demarche.models import ExportFormat, Problem, ProblemCode, QuoteDetail, QuoteKind, QuoteList
from demarche.types import UNSET, Unset

client = Client(base_url=os.environ["DEMARCHE_URL"])


def read_list() -> None:
    answer = list_quotes.sync(client=client, speaker=["zakharova"], kind=[QuoteKind.DIRECT, QuoteKind.MIXED])
    assert isinstance(answer, QuoteList) and answer.data, answer
    assert all(quote.kind is not QuoteKind.INDIRECT for quote in answer.data)
    print(f"list: {len(answer.data)} quotes of Zakharova's")


def read_pages() -> None:
    ids: set[str] = set()
    total: int | None = None
    cursor: str | Unset | None = UNSET
    while cursor is not None:
        answer = list_quotes.sync(client=client, limit=20, total=True, cursor=cursor)
        assert isinstance(answer, QuoteList), answer
        ids.update(quote.id for quote in answer.data)
        total = answer.page.total
        cursor = answer.page.next_cursor
    assert total == len(ids), (total, ids)
    print(f"pages: {len(ids)} quotes")


def read_record() -> None:
    quote = get_quote.sync("zakharova-scheme-004", client=client)
    assert isinstance(quote, QuoteDetail) and quote.said.edtf == "2023-12-27", quote
    print(f"record: {quote.gist}")


def read_problem() -> None:
    missing = get_actor.sync("sakharova", client=client)
    assert isinstance(missing, Problem) and missing.code is ProblemCode.NO_SUCH_RECORD, missing
    print(f"problem: {missing.code}, suggests {missing.errors[0].suggestion}")


def read_export() -> None:
    table = export_quotes.sync(client=client, speaker=["zakharova"], format_=ExportFormat.CSV)
    assert isinstance(table, str), table
    rows = list(csv.DictReader(io.StringIO(table)))
    assert "zakharova-scheme-004" in [row["id"] for row in rows], rows
    print(f"export: {len(rows)} rows")


read_list()
read_pages()
read_record()
read_problem()
read_export()
