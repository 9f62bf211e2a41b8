using Collegue.Gateway.Accounts;
using Collegue.Gateway.Calling;
using Collegue.Storage.Gateway;

namespace Collegue.Gateway.Local;

/// <summary>Counts calls at the addresses of text-embeddings-inference like all others: limits hold, use is kept.</summary>
internal sealed class TextInferenceAccounts(GatewayKeys keys, QuotaLedger ledger, TimeProvider clock) : IEndpointFilter
{
    private static readonly object Words = new();

    /// <summary>Says what the call took, in words as our models count them.</summary>
    public static void Took(HttpContext http, int words) => http.Items[Words] = words;

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var from = clock.GetTimestamp();
        QuotaGrant grant;
        try
        {
            var most = 16 + (int)Math.Min(http.Request.ContentLength ?? TextInferenceEndpoints.LargestBody, TextInferenceEndpoints.LargestBody) / 2;
            grant = await ledger.TakeAsync(await keys.CallerAsync(http), Guid.Empty, new Expense(1, most, 0), http.RequestAborted);
        }
        catch (AccountsClosedException)
        {
            Refusals.SayWhen(http, Refusals.Soon);
            return new TextInferenceRefusal(StatusCodes.Status503ServiceUnavailable, "What is used cannot be accounted for at the moment. Try again later.", "Unhealthy");
        }

        if (grant.Refusal is { } refusal)
        {
            if (refusal.Until is { } until)
            {
                Refusals.SayWhen(http, until - clock.GetUtcNow());
            }

            return new TextInferenceRefusal(StatusCodes.Status429TooManyRequests, "A limit of the key, its user or its organisation is reached.", "Overloaded");
        }

        var failed = true;
        try
        {
            var answer = await next(context);
            failed = answer is TextInferenceRefusal;
            return answer;
        }
        finally
        {
            var embeds = http.Request.Path.Value?.EndsWith("embed", StringComparison.OrdinalIgnoreCase) == true;
            grant.Settle(new CallRecord(
                embeds ? GatewayCallKind.Embedding : GatewayCallKind.Rerank, embeds ? EmbedModel.ModelName : RerankModel.ModelName, Guid.Empty, failed,
                http.Items[Words] as int? ?? 0, 0, 0, 0, (int)clock.GetElapsedTime(from).TotalMilliseconds));
        }
    }
}
