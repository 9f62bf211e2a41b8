using Collegue.Answering.Models.OpenAI;
using Collegue.Answering.Safeguards.Masking;
using Collegue.Gateway.Masking;
using Collegue.Gateway.Routing;
using Collegue.Storage;
using Collegue.Storage.Gateway;
using Collegue.Storage.Models;
using Microsoft.Extensions.Options;

namespace Collegue.Gateway.Calling;

/// <summary>Asks providers in turn until one begins to answer, and passes its answer on. Once its first byte went to the client, no other is asked.</summary>
internal sealed partial class ProviderCalls(
    Upstreams upstreams, StopWatches stops, IOptions<GatewayOptions> options, TimeProvider clock, ILogger<ProviderCalls> logger)
{
    private readonly GatewayOptions _options = options.Value;

    /// <exception cref="RefusedException">None of them answered; nothing was written to the client.</exception>
    public async Task AnswerAsync(
        HttpContext http, GatewayCallKind kind, GatewayCaller caller, CallRequest request, Router router, IReadOnlyList<Provider> providers, CallTally tally)
    {
        using var stopped = stops.Of(caller);
        var (last, unmasked) = (ModelOutcome.NotAllowed, (MaskingFailedException?)null);
        foreach (var provider in providers)
        {
            if (CallRequest.IsSearched(provider, router) || request.Text.Length > InlineSockets.Longest)
            {
                await SocketThread.LeaveAsync();
            }

            if (Prepare(request, provider, router, ref unmasked) is not { } prepared)
            {
                continue;
            }

            using var patience = new CallClock(clock, provider.Endpoint.Total, http.RequestAborted, stopped.Token);
            provider.Health.Begin();
            tally.Provider = provider;
            try
            {
                last = await AskAsync(http, kind, request, prepared, provider, tally, patience);
            }
            finally
            {
                provider.Health.End();
            }

            switch (last)
            {
                case ModelOutcome.Answered or ModelOutcome.Rejected:
                    return;
                case ModelOutcome.Abandoned:
                    Refusals.Gone(http);
                    return;
                case ModelOutcome.Stopped:
                    throw new RefusedException(Refusals.Stopped(), Refusals.WaitAfter(last));
            }

            Log.Failed(logger, provider.Endpoint.Id, last);
        }

        throw last == ModelOutcome.NotAllowed && unmasked is not null ? unmasked
            : last == ModelOutcome.UnknownModel && !CallPaths.IsUsual(kind) ? new RefusedException(Refusals.NotOffered(request.Model, kind))
            : new RefusedException(Refusals.Of(last), Refusals.WaitAfter(last));
    }

    /// <summary>Null when the provider may not receive it; what cannot be masked for one may go as it is to another.</summary>
    private static Prepared? Prepare(CallRequest request, Provider provider, Router router, ref MaskingFailedException? unmasked)
    {
        try
        {
            return request.For(provider, router);
        }
        catch (MaskingFailedException failure)
        {
            unmasked = failure;
            return null;
        }
    }

    /// <summary>How it ended; nothing was written to the client unless it was answered or its request refused.</summary>
    private async Task<ModelOutcome> AskAsync(
        HttpContext http, GatewayCallKind kind, CallRequest request, Prepared prepared, Provider provider, CallTally tally, CallClock patience)
    {
        var answer = await upstreams.SendAsync(provider, kind, prepared.Content, request.IsStreamed, patience);
        tally.Outcome = answer.Outcome;
        if (answer.Response is not { } response)
        {
            return answer.Outcome;
        }

        using (response)
        {
            try
            {
                var restorer = prepared.Map is { } map ? new AnswerRestorer(map) : null;
                var whole = new WholeRelay(http, kind, tally, patience, _options) { Restorer = restorer, Trace = tally.Trace };
                if (answer.Outcome == ModelOutcome.Rejected)
                {
                    await whole.PassRefusalAsync(response);
                }
                else if (response.Content.Headers.ContentType?.MediaType != "text/event-stream")
                {
                    await whole.PassAsync(response);
                }
                else
                {
                    await StreamAsync(http, kind, request, prepared, provider, tally, patience, response);
                }

                // What went wrong on the way was said in the stream.
                return ModelOutcome.Answered;
            }
            catch (UpstreamFailedException failed)
            {
                tally.Outcome = failed.Outcome;
                if (failed.Outcome is not (ModelOutcome.Abandoned or ModelOutcome.Stopped))
                {
                    provider.Health.Failed();
                }

                return failed.Outcome;
            }
        }
    }

    private async Task StreamAsync(
        HttpContext http, GatewayCallKind kind, CallRequest request, Prepared prepared, Provider provider, CallTally tally, CallClock patience, HttpResponseMessage response)
    {
        http.Response.StatusCode = StatusCodes.Status200OK;
        http.Response.ContentType = "text/event-stream; charset=utf-8";
        http.Response.Headers.CacheControl = "no-cache";
        http.Response.Headers["X-Accel-Buffering"] = "no";
        var relay = new StreamRelay(http, kind, tally, patience, _options)
        {
            HidesUsage = !request.AsksUsage,
            Restorer = prepared.Map is { } map ? new StreamedAnswerRestorer(map) : null,
            Trace = tally.Trace,
            FirstEvent = provider.Endpoint.FirstToken,
        };
        await relay.PassAsync(await response.Content.ReadAsStreamAsync(patience.Token));
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Model {Model} did not answer a call of the gateway: {Outcome}.")]
        internal static partial void Failed(ILogger logger, Guid model, ModelOutcome outcome);
    }
}
