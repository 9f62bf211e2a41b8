using System.Globalization;
using System.Security.Claims;
using Collegue.Gateway.Accounts.Usage;
using Collegue.Gateway.Routing;
using Collegue.Gateway.Tracing;
using Collegue.Storage;
using Collegue.Storage.Audit;
using Collegue.Storage.Organisations;

namespace Collegue.Gateway.Administration;

/// <summary>What was used, what is kept, and what is wrong.</summary>
internal static class OverviewEndpoints
{
    private const int MostTraces = 200;

    public static void Map(RouteGroupBuilder admin)
    {
        admin.MapGet("/usage", UsageAsync).WithSummary("What was used from a day to another, by key, user, department, organisation, model or day; format=csv for a table.");
        admin.MapGet("/traces", TracesAsync).WithSummary("Requests and answers kept while the organisation says so.").Produces<Listed<TraceObject>>();
    }

    private static async Task<IResult> UsageAsync(
        HttpRequest request, UsageReport report, OrganisationDirectory directory, OrganisationScope scope, TimeProvider clock, CancellationToken cancellation)
    {
        var query = new GatewayQuery(request.Query);
        var by = query.Word("by", "key", "user", "department", "organisation", "model", "day") switch
        {
            "user" => UsageGrouping.User,
            "department" => UsageGrouping.Department,
            "organisation" => UsageGrouping.Organisation,
            "model" => UsageGrouping.Model,
            "day" => UsageGrouping.Day,
            _ => UsageGrouping.Key,
        };
        var format = query.Word("format", "json", "csv");
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var (from, to) = (Day(query, "from", today.AddDays(-30)), Day(query, "to", today));
        if (query.Refusal is { } refusal)
        {
            return refusal;
        }

        var view = await report.ReadAsync(new UsageQuestion(from, to, by, by == UsageGrouping.Organisation ? await directory.BelowAsync(scope.Current, cancellation) : null), cancellation);
        if (format == "json")
        {
            return TypedResults.Json(view, UsageJson.Readable.UsageView);
        }

        await using var table = new StringWriter(CultureInfo.InvariantCulture);
        await UsageCsv.WriteAsync(table, view, line => line.Name, cancellation);
        return TypedResults.Text(table.ToString(), "text/csv; charset=utf-8");
    }

    private static async Task<IResult> TracesAsync(
        HttpRequest request, ClaimsPrincipal user, CallTraces traces, CollegueDb db, AuditTrail trail, CancellationToken cancellation)
    {
        var kept = await traces.ListAsync(db, MostTraces, cancellation);
        var agent = await user.AgentOfKeyAsync(request, cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await trail.AppendAsync(new AuditFact(agent is null ? Actor.System : Actor.Agent, "gateway.traces-read", AgentId: agent, Detail: $"traces={kept.Count}"), cancellation);
        await transaction.CommitAsync(cancellation);
        return TypedResults.Json(
            new Listed<TraceObject>([.. kept.Select(trace => new TraceObject(
                trace.Id.ToString(), trace.At.ToUnixTimeSeconds(), trace.Key.ToString(), "/v1" + CallPaths.All[(int)trace.Kind].Path, trace.Router, trace.Status, trace.Request, trace.Response))]),
            AdministrationJson.Readable.ListedTraceObject);
    }

    private static DateOnly Day(GatewayQuery query, string name, DateOnly usual) => query.Text(name) is not { } text ? usual
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : throw RefusedException.Invalid(name, $"'{name}' is a day such as 2026-11-29.");
}
