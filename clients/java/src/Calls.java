import demarche.ApiClient;
import demarche.ApiException;
import demarche.api.ActorsApi;
import demarche.api.ExportsApi;
import demarche.api.QuotesApi;
import demarche.model.ExportFormat;
import demarche.model.Problem;
import demarche.model.ProblemCode;
import demarche.model.QuoteKind;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The generated client, against a running server. */
final class Calls {
  private final ApiClient client = new ApiClient();
  private final QuotesApi quotes;

  private Calls(String address) {
    client.updateBaseUri(address);
    quotes = new QuotesApi(client);
  }

  public static void main(String[] arguments) throws ApiException, IOException {
    var calls = new Calls(System.getenv("DEMARCHE_URL"));
    calls.list();
    calls.pages();
    calls.record();
    calls.problem();
    calls.export();
  }

  private void list() throws ApiException {
    var answer =
        quotes.listQuotes(
            QuotesApi.APIListQuotesRequest.newBuilder()
                .speaker(List.of("zakharova"))
                .kind(List.of(QuoteKind.DIRECT, QuoteKind.MIXED))
                .build());
    check(!answer.getData().isEmpty(), "Zakharova is quoted");
    check(answer.getData().stream().noneMatch(quote -> quote.getKind() == QuoteKind.INDIRECT), "the filter holds");
    System.out.println("list: " + answer.getData().size() + " quotes of Zakharova's");
  }

  private void pages() throws ApiException {
    Set<String> ids = new HashSet<>();
    String cursor = null;
    Number total;
    do {
      var answer =
          quotes.listQuotes(
              QuotesApi.APIListQuotesRequest.newBuilder().limit(20).total(true).cursor(cursor).build());
      answer.getData().forEach(quote -> ids.add(quote.getId()));
      total = answer.getPage().getTotal();
      cursor = answer.getPage().getNextCursor();
    } while (cursor != null);
    check(ids.size() == total.intValue(), "every record once");
    System.out.println("pages: " + ids.size() + " quotes");
  }

  private void record() throws ApiException {
    var quote = quotes.getQuote("zakharova-scheme-004", null);
    check("2023-12-27".equals(quote.getSaid().getEdtf()), "the day it was said");
    System.out.println("record: " + quote.getGist());
  }

  private void problem() throws IOException {
    try {
      new ActorsApi(client).getActor("sakharova", null);
      throw new IllegalStateException("there is no such actor");
    } catch (ApiException missing) {
      var problem = client.getObjectMapper().readValue(missing.getResponseBody(), Problem.class);
      check(problem.getCode() == ProblemCode.NO_SUCH_RECORD, "its code");
      System.out.println("problem: " + problem.getCode() + ", suggests " + problem.getErrors().get(0).getSuggestion());
    }
  }

  private void export() throws ApiException, IOException {
    var file =
        new ExportsApi(client)
            .exportQuotes(
                ExportsApi.APIExportQuotesRequest.newBuilder()
                    .speaker(List.of("zakharova"))
                    .format(ExportFormat.NDJSON)
                    .build());
    var lines = Files.readAllLines(file.toPath());
    Files.delete(file.toPath());
    check(lines.stream().anyMatch(line -> line.contains("\"zakharova-scheme-004\"")), "a record on each line");
    System.out.println("export: " + lines.size() + " records on lines");
  }

  private static void check(boolean holds, String what) {
    if (!holds) throw new IllegalStateException("does not hold: " + what);
  }
}
