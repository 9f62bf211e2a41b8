using System.Text.Json;

namespace Collegue.Bench.Retrieval;

/// <summary>A query with the ids of every document judged relevant to it.</summary>
public sealed record RetrievalQuery(string Id, string Query, IReadOnlyList<string> Relevant);

/// <summary>Queries read from a file of JSON lines: <c>{"id","query","relevant":["particuliers/F1427",…]}</c>.</summary>
public abstract record RetrievalSuite
{
    private RetrievalSuite()
    {
    }

    public sealed record Read(IReadOnlyList<RetrievalQuery> Queries) : RetrievalSuite;

    /// <summary>The file cannot be trusted: <paramref name="Reason"/> is one clear line naming the line at fault, from 1.</summary>
    public sealed record Refused(int Line, string Reason) : RetrievalSuite;

    /// <summary>Reads all of it or refuses all of it: figures on a part of a suite would be compared with figures on the whole.</summary>
    public static async Task<RetrievalSuite> ReadAsync(TextReader reader, CancellationToken cancellation)
    {
        var queries = new List<RetrievalQuery>();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var number = 0;
        while (await reader.ReadLineAsync(cancellation) is { } line)
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            var (query, fault) = Parse(line);
            if (query is null)
            {
                return new Refused(number, $"Line {number}: {fault}.");
            }

            if (!ids.Add(query.Id))
            {
                return new Refused(number, $"Line {number}: the id \"{query.Id}\" was already used.");
            }

            queries.Add(query);
        }

        return queries.Count == 0 ? new Refused(number, "The file holds no query.") : new Read(queries);
    }

    private static (RetrievalQuery? Query, string? Fault) Parse(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            var root = json.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
            {
                return (null, "an object is expected");
            }

            if (Text(root, "id") is not { } id || Text(root, "query") is not { } query)
            {
                return (null, "\"id\" and \"query\" must be texts");
            }

            if (!root.TryGetProperty("relevant", out var relevant) || relevant.ValueKind != JsonValueKind.Array
                || relevant.GetArrayLength() == 0 || relevant.EnumerateArray().Any(item => item.ValueKind != JsonValueKind.String))
            {
                return (null, "\"relevant\" must be a list of at least one document id");
            }

            return (new RetrievalQuery(id, query, [.. relevant.EnumerateArray().Select(item => item.GetString()!).Distinct()]), null);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return (null, "it is not JSON");
        }
    }

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
