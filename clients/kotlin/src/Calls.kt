// The generated client, against a running server.
import demarche.apis.ActorsApi
import demarche.apis.ExportsApi
import demarche.apis.QuotesApi
import demarche.infrastructure.ClientError
import demarche.infrastructure.ClientException
import demarche.infrastructure.Serializer
import demarche.models.ExportFormat
import demarche.models.Problem
import demarche.models.ProblemCode
import demarche.models.QuoteKind

private val address: String = System.getenv("DEMARCHE_URL")
private val quotes = QuotesApi(basePath = address)

fun main() {
    list()
    pages()
    record()
    problem()
    export()
}

private fun list() {
    val answer = quotes.listQuotes(speaker = listOf("zakharova"), kind = listOf(QuoteKind.DIRECT, QuoteKind.MIXED))
    check(answer.data.isNotEmpty()) { "Zakharova is quoted" }
    check(answer.data.none { it.kind == QuoteKind.INDIRECT }) { "the filter holds" }
    println("list: ${answer.data.size} quotes of Zakharova's")
}

private fun pages() {
    val ids = mutableSetOf<String>()
    var cursor: String? = null
    do {
        val answer = quotes.listQuotes(limit = 20, total = true, cursor = cursor)
        answer.data.mapTo(ids) { it.id }
        cursor = answer.page.nextCursor
        if (cursor == null) check(answer.page.total == ids.size) { "every record once" }
    } while (cursor != null)
    println("pages: ${ids.size} quotes")
}

private fun record() {
    val quote = quotes.getQuote("zakharova-scheme-004")
    check(quote.said.edtf == "2023-12-27") { "the day it was said" }
    println("record: ${quote.gist}")
}

private fun problem() {
    val missing = runCatching { ActorsApi(basePath = address).getActor("sakharova") }.exceptionOrNull()
    check(missing is ClientException) { "there is no such actor" }
    val body = (missing.response as ClientError<*>).body
    val problem = Serializer.moshi.adapter(Problem::class.java).fromJson(body as String)
    check(problem?.code == ProblemCode.NO_SUCH_RECORD) { "its code" }
    println("problem: ${problem.code.value}, suggests ${problem.errors.first().suggestion}")
}

private fun export() {
    val file = ExportsApi(basePath = address).exportQuotes(speaker = listOf("zakharova"), format = ExportFormat.CSV)
    val lines = file.readLines()
    file.delete()
    check(lines.first().startsWith("id,") && lines.any { it.startsWith("zakharova-scheme-004,") }) { "a table" }
    println("export: ${lines.size - 1} rows")
}
