using System.Security.Claims;
using Collegue.Access;
using Collegue.Design;
using Collegue.Knowledge.Searching;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Collegue.Api;

/// <summary>Search, with the reasons of each place.</summary>
internal static class SearchEndpoint
{
    public const int LongestQuestion = 1000;
    private const int MostResults = 100;

    public static async Task<Results<Ok<SearchAnswer>, ProblemHttpResult>> FindAsync(
        ClaimsPrincipal user, Search search, QuestionLog log, CurrentOrganisation current, TimeProvider clock, CancellationToken cancellation,
        string? q = null, int top = 10, string mode = "hybrid", string? collection = null, string? audience = null, string? theme = null,
        bool explain = false)
    {
        if (q?.Trim() is not { Length: > 0 and <= LongestQuestion } text)
        {
            return ApiProblems.Invalid($"q takes 1 to {LongestQuestion} characters.");
        }

        if (top is < 1 or > MostResults)
        {
            return ApiProblems.Invalid($"top takes a number from 1 to {MostResults}.");
        }

        if (ModeOf(mode) is not { } chosen)
        {
            return ApiProblems.Invalid("mode takes hybrid, lexical or semantic.");
        }

        var organisation = current.Required;
        var query = new SearchQuery(
            text, organisation.Id, organisation.Ancestors, TownHallTime.DayOf(clock.GetUtcNow()), top, Given(collection), ReadingRights.Of(user).ForAgents, chosen)
        {
            Audience = Given(audience),
            Theme = Given(theme),
            Explain = explain,
        };
        var hits = await search.FindAsync(query, cancellation);
        if (IsForOwners(user, query) && QuestionLog.WeaknessOf(hits) is { } weakness)
        {
            await log.RecordAsync(text, null, weakness, cancellation);
        }

        return TypedResults.Ok(new SearchAnswer(text, mode, hits.Count, [.. hits.Select(FoundViews.Of)]));
    }

    public static SearchMode? ModeOf(string name) => name switch
    {
        "hybrid" => SearchMode.Hybrid,
        "lexical" => SearchMode.Lexical,
        "semantic" => SearchMode.Semantic,
        _ => null,
    };

    /// <summary>Of programs that are known, and when no filter may be why nothing was found.</summary>
    private static bool IsForOwners(ClaimsPrincipal user, SearchQuery query) =>
        user.Identity?.IsAuthenticated == true && query is { Collection: null, Audience: null, Theme: null };

    private static string? Given(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}
