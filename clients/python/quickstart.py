import os

from demarche import Client
from demarche.api.quotes import list_quotes
from demarche.models import QuoteKind, QuoteList

client = Client(base_url=os.environ.get("DEMARCHE_URL", "http://localhost:3000"))
quotes = list_quotes.sync(client=client, speaker=["zakharova"], kind=[QuoteKind.DIRECT])
if isinstance(quotes, QuoteList):
    for quote in quotes.data:
        print(quote.article_id, quote.text)
