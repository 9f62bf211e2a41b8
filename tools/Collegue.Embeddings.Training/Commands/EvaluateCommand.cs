using System.CommandLine;
using Collegue.Bench.Retrieval;
using Collegue.Bench.Sheets;
using Collegue.Embeddings.Training.Measuring;
using Collegue.Knowledge.Embedding;

namespace Collegue.Embeddings.Training.Commands;

/// <summary>Prints how well a model finds sheets: alone, and fused with plain BM25.</summary>
internal static class EvaluateCommand
{
    public static Command Create()
    {
        var sheets = Verbs.Sheets();
        var model = new Option<string?>("--model") { Description = "Model file (default: the one that comes with the program)." };
        var queries = new Option<string[]>("--queries") { Description = "JSONL files with \"id\", \"query\" and \"relevant\"." };
        var lexical = new Option<string?>("--lexical") { Description = "Results of another search for the queries: lines of id, document and score, with tabs." };
        var brief = new Option<bool>("--brief") { Description = "Queries as written only." };
        var command = new Command("evaluate", "Measure a model on held-out question sheets and on judged queries.") { sheets, model, queries, lexical, brief };
        command.SetAction(async (parsed, cancellation) =>
        {
            var shelf = await SheetShelf.ReadAsync(parsed.GetValue(sheets)!, cancellation);
            var embedder = Load(parsed.GetValue(model));
            var suites = new List<(string, IReadOnlyList<RetrievalQuery>)> { ("held-out questions", HeldOutQuestions.Of(shelf, sheet => !sheet.IsHeldOut)) };
            foreach (var name in parsed.GetValue(queries) ?? [])
            {
                using var reader = File.OpenText(name);
                suites.Add((Path.GetFileNameWithoutExtension(name), ((RetrievalSuite.Read)await RetrievalSuite.ReadAsync(reader, cancellation)).Queries));
            }

            var evaluation = new Evaluation(new VectorIndex(embedder, shelf), new WordIndex(shelf), Results.Read(parsed.GetValue(lexical)));
            foreach (var (name, suite) in suites)
            {
                foreach (var (disguise, of) in Disguise.All.Take(parsed.GetValue(brief) ? 1 : int.MaxValue))
                {
                    evaluation.Print($"{name}, {suite.Count} queries, {disguise}", suite, of);
                }
            }
        });
        return command;
    }

    private static TextEmbedder Load(string? path)
    {
        if (path is null)
        {
            return TextEmbedder.Load();
        }

        using var file = File.OpenRead(path);
        return TextEmbedder.Load(file);
    }
}
