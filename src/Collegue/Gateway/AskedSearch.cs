using Collegue.Knowledge.Searching;

namespace Collegue.Gateway;

/// <summary>A search that was understood.</summary>
/// <param name="Method">As the client named it.</param>
/// <param name="Smoothing">The constant of reciprocal ranks (<c>rff_k</c>), for the scores of a hybrid search.</param>
internal sealed record AskedSearch(
    string Question, IReadOnlyCollection<long> Collections, IReadOnlyCollection<long> Documents, MetadataFilter? Filter, int Limit, int Offset,
    string Method, SearchMode Mode, int Smoothing, double Threshold)
{
    private const int LongestQuestion = 10_000;
    private const int MostIds = 100;
    private const int LargestSmoothing = 16_384;

    public static (AskedSearch? Asked, GatewayRefusal? Refusal) Read(SearchRequest sent)
    {
        if ((sent.Query ?? sent.Prompt)?.Trim() is not { Length: > 0 and <= LongestQuestion } question)
        {
            return Invalid("query", $"'query' takes 1 to {LongestQuestion} characters.");
        }

        var (collections, documents) = (sent.CollectionIds ?? sent.Collections ?? [], sent.DocumentIds ?? []);
        if (collections.Count > MostIds || documents.Count > MostIds)
        {
            return Invalid(collections.Count > MostIds ? "collection_ids" : "document_ids", $"At most {MostIds} ids are taken.");
        }

        var (limit, offset, smoothing) = (sent.Limit ?? sent.K ?? 10, sent.Offset ?? 0, sent.RffK ?? sent.RrfK ?? 60);
        if (limit is < 1 or > 100)
        {
            return Invalid("limit", "'limit' takes a number from 1 to 100.");
        }

        if (offset < 0)
        {
            return Invalid("offset", "'offset' takes a number from 0 up.");
        }

        if (smoothing is < 0 or > LargestSmoothing)
        {
            return Invalid("rff_k", $"'rff_k' takes a number from 0 to {LargestSmoothing}.");
        }

        var method = sent.Method ?? "semantic";
        if (Api.SearchEndpoint.ModeOf(method) is not { } mode)
        {
            return Invalid("method", "'method' takes semantic, lexical, hybrid.");
        }

        var threshold = sent.ScoreThreshold ?? 0;
        if (threshold is not (>= 0 and <= 1))
        {
            return Invalid("score_threshold", "'score_threshold' takes a number from 0 to 1.");
        }

        if (threshold > 0 && mode != SearchMode.Semantic)
        {
            return (null, new GatewayRefusal(
                StatusCodes.Status400BadRequest, "Score threshold is only available for semantic search method.", "wrong_search_method", "score_threshold"));
        }

        MetadataFilter? filter = null;
        if (sent.MetadataFilters is { } filters)
        {
            (filter, var problem) = MetadataFilter.Read(filters);
            if (filter is null)
            {
                return Invalid("metadata_filters", problem!);
            }
        }

        return (new AskedSearch(question, [.. collections.Distinct()], [.. documents.Distinct()], filter, limit, offset, method, mode, smoothing, threshold), null);
    }

    private static (AskedSearch?, GatewayRefusal?) Invalid(string param, string what) => (null, GatewayRefusal.Invalid(param, what));
}
