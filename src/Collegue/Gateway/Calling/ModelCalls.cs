using System.Data.Common;
using Collegue.Answering.Models;
using Collegue.Answering.Models.OpenAI;
using Collegue.Answering.Safeguards.Masking;
using Collegue.Gateway.Accounts;
using Collegue.Gateway.Local;
using Collegue.Gateway.Masking;
using Collegue.Gateway.Routing;
using Collegue.Gateway.Tracing;
using Collegue.Storage;
using Collegue.Storage.Gateway;
using Collegue.Storage.Models;
using Microsoft.Extensions.Options;

namespace Collegue.Gateway.Calling;

/// <summary>
/// The way of a call: the key, the body, the router, the kill switch, the accounts, the providers in turn until one begins to answer, and
/// the answer passed on. The most it can take is set aside before anything is sent; what it took is counted however it ends.
/// </summary>
internal sealed partial class ModelCalls(
    GatewayKeys keys, RouteTable routes, QuotaLedger ledger, ProviderCalls providerCalls, KillSwitch stops, JsonMask mask, CallTraces traces,
    IOptions<GatewayOptions> options, TimeProvider clock, ILogger<ModelCalls> logger)
{
    private readonly GatewayOptions _options = options.Value;

    public Task AnswerAsync(HttpContext http, GatewayCallKind kind) => AnswerAsync(http, kind, null);

    /// <param name="known">Who calls, when it is no program with a key: then what was counted, or the limit that refuses, is left in the features of the request.</param>
    public async Task AnswerAsync(HttpContext http, GatewayCallKind kind, GatewayCaller? known)
    {
        try
        {
            var caller = known ?? await keys.CallerAsync(http);
            using var request = await ReadAsync(http, kind);
            await AnswerAsync(http, kind, caller, request);
        }
        catch (RefusedException refused)
        {
            await Refusals.WriteAsync(http, refused.Refusal, refused.RetryAfter);
        }
        catch (MaskingFailedException unmasked)
        {
            await Refusals.WriteAsync(http, Refusals.CannotMask(unmasked.Message), null);
        }
        catch (AccountsClosedException)
        {
            await Refusals.WriteAsync(http, Refusals.AccountsClosed(), Refusals.Soon);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            Refusals.Gone(http);
        }
        catch (BadHttpRequestException unread) when (!http.Response.HasStarted)
        {
            await GatewayRefusal.WriteAsync(http, unread.StatusCode, null);
        }
        catch (Exception failure) when (!http.Response.HasStarted)
        {
            Log.Broken(logger, failure);
            if (failure.GetBaseException() is DbException)
            {
                Refusals.SayWhen(http, Refusals.Soon);
                await GatewayRefusal.WriteAsync(http, StatusCodes.Status503ServiceUnavailable, null);
                return;
            }

            await GatewayRefusal.WriteAsync(http, StatusCodes.Status500InternalServerError, null);
        }
    }

    /// <summary>The same for those who do more afterwards, which must not be done in the thread where the answer was read.</summary>
    public async Task AnswerAndLeaveAsync(HttpContext http, GatewayCallKind kind, GatewayCaller? known = null)
    {
        try
        {
            await AnswerAsync(http, kind, known);
        }
        finally
        {
            await SocketThread.LeaveAsync();
        }
    }

    private async Task<CallRequest> ReadAsync(HttpContext http, GatewayCallKind kind)
    {
        if (kind == GatewayCallKind.Transcription)
        {
            await SocketThread.LeaveAsync();
            return await FormCall.ReadAsync(http, _options.MaxFileMegabytes);
        }

        if (!http.Request.HasJsonContentType())
        {
            throw new RefusedException(new GatewayRefusal(StatusCodes.Status415UnsupportedMediaType, "The body must be application/json.", "unsupported_content_type"));
        }

        var body = await CallBody.ReadAsync(http, _options.MaxRequestMegabytes);
        if (body.Length > InlineSockets.Longest)
        {
            await SocketThread.LeaveAsync();
        }

        try
        {
            return new JsonCall(kind, body, CallShape.Of(body.Span), mask);
        }
        catch (System.Text.Json.JsonException)
        {
            body.Dispose();
            throw new RefusedException(new GatewayRefusal(StatusCodes.Status400BadRequest, "The body is not JSON.", "invalid_json"));
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    private async Task AnswerAsync(HttpContext http, GatewayCallKind kind, GatewayCaller caller, CallRequest request)
    {
        var order = await stops.OrderAsync(caller.Organisation, caller.Ancestors, http.RequestAborted);
        var snapshot = await routes.CurrentAsync(http.RequestAborted);
        if (routes.LocalNamed(request.Model) is { } local)
        {
            // What is quoted or computed here goes on when language models are stopped, unless all automatic answers are.
            Require(order is null || order.Level == StopLevel.Models || local.Kind != ModelKind.TextGeneration);
            await AnswerHereAsync(http, kind, caller, request, local);
            return;
        }

        Require(order is null);

        var router = snapshot.Find(caller, request.Model) ?? throw new RefusedException(Refusals.UnknownModel(request.Model));
        if (router.Kind != CallPaths.ModelOf(kind))
        {
            throw new RefusedException(Refusals.OtherKind(request.Model, router.Kind));
        }

        var providers = RoutingOrder.Of(router, snapshot.FarthestFor(caller, router));
        if (providers.Count == 0)
        {
            throw new RefusedException(Refusals.TooFar(request.Model));
        }

        var from = clock.GetTimestamp();
        var grant = await TakeAsync(http, caller, router.Id, Most(router, request));
        var tally = new CallTally(request.MostInputTokens) { Trace = traces.Begin(http, caller, snapshot) };
        if (tally.Trace is { } trace)
        {
            trace.Asked(request.Text.Span);
            http.Response.OnCompleted(() =>
            {
                traces.Keep(trace, caller, kind, router.Name, http.Response.StatusCode);
                return Task.CompletedTask;
            });
        }

        try
        {
            await providerCalls.AnswerAsync(http, kind, caller, request, router, providers, tally);
        }
        finally
        {
            Settle(http, caller, grant, kind, router.Name, tally, (int)clock.GetElapsedTime(from).TotalMilliseconds);
        }
    }

    private async Task AnswerHereAsync(HttpContext http, GatewayCallKind kind, GatewayCaller caller, CallRequest request, LocalModel local)
    {
        if (!local.Answers(kind) || request is not JsonCall json)
        {
            throw new RefusedException(Refusals.OtherKind(request.Model, local.Kind));
        }

        var from = clock.GetTimestamp();
        var grant = await TakeAsync(http, caller, Guid.Empty, new Expense(1, request.MostInputTokens + _options.UsualOutputTokens, 0));
        var tally = new CallTally(0);
        try
        {
            // What is computed stops neither other connections nor the reading of its own.
            await Task.Yield();
            await keys.EnterAsync(http, caller);
            var outcome = await local.AnswerAsync(new LocalRequest(kind, json.Parsed(), caller), http, http.RequestAborted);
            tally.Count(outcome.InputTokens, outcome.OutputTokens);
            tally.Outcome = outcome.Refusal is null ? ModelOutcome.Answered : ModelOutcome.Rejected;
            if (outcome.Refusal is { } refusal)
            {
                await Refusals.WriteAsync(http, refusal, null);
            }
        }
        finally
        {
            Settle(http, caller, grant, kind, local.Name, tally, (int)clock.GetElapsedTime(from).TotalMilliseconds);
        }
    }

    private static void Require(bool goesOn)
    {
        if (!goesOn)
        {
            throw new RefusedException(Refusals.Stopped(), Refusals.WaitAfter(ModelOutcome.Stopped));
        }
    }

    private Expense Most(Router router, CallRequest request)
    {
        var output = CallPaths.WritesText(router.Kind) ? request.MostOutputTokens : 0;
        return new Expense(
            1,
            request.MostInputTokens + (output ?? Math.Min(_options.UsualOutputTokens, router.ContextTokens)),
            router.MostMicros(request.MostInputTokens, output ?? router.ContextTokens));
    }

    private async ValueTask<QuotaGrant> TakeAsync(HttpContext http, GatewayCaller caller, Guid router, Expense most)
    {
        var grant = await ledger.TakeAsync(caller, router, most, http.RequestAborted);
        RateHeaders.Write(http.Response.Headers, grant);
        if (grant.Refusal is { } refusal)
        {
            if (caller.Key == Guid.Empty)
            {
                http.Features.Set(refusal);
            }

            throw new RefusedException(Refusals.OverLimit(refusal), refusal.Until is { } until ? until - clock.GetUtcNow() : null);
        }

        return grant;
    }

    private static void Settle(HttpContext http, GatewayCaller caller, QuotaGrant grant, GatewayCallKind kind, string router, CallTally tally, int milliseconds)
    {
        var provider = tally.Provider;
        var (input, output) = (tally.InputTokens, tally.OutputTokens);
        var record = new CallRecord(
            kind, router, provider?.Endpoint.Id ?? Guid.Empty, tally.Outcome != ModelOutcome.Answered, input, output,
            provider is not null && tally.AnyAnswer ? provider.Cost(input, output) : 0,
            provider is not null && tally.AnyAnswer ? provider.Energy(input, output) : 0,
            milliseconds);
        grant.Settle(record);
        if (caller.Key == Guid.Empty)
        {
            http.Features.Set(record);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "A call of the gateway failed.")]
        internal static partial void Broken(ILogger logger, Exception exception);
    }
}
