using System.Net;
using Collegue.Answering.Models;
using Collegue.Answering.Models.OpenAI;
using Collegue.Gateway.Routing;
using Collegue.Storage.Gateway;
using Collegue.Storage.Models;
using Polly;

namespace Collegue.Gateway.Calling;

/// <summary>Sends a request to one provider and waits for the beginning of its answer. Nothing of what the client sent but the body goes along.</summary>
internal sealed class Upstreams(ModelConnections connections, ServerKeys keys, TimeProvider clock)
{
    /// <summary>
    /// So many streams of a provider are read where they come. Of more at once, several events come together while they are handed to the
    /// pool, and leave together: that lets more of them pass.
    /// </summary>
    private const int FewStreams = 8;

    /// <summary>Through the circuit of the provider: while it is open, nothing is sent.</summary>
    public async ValueTask<UpstreamAnswer> SendAsync(Provider provider, GatewayCallKind kind, HttpContent content, bool isStreamed, CallClock patience)
    {
        var sending = new Sending(this, provider, kind, content, isStreamed, patience);
        var context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: false);
        try
        {
            var outcome = await provider.Health.Circuit.ExecuteOutcomeAsync(static (_, sending) => sending.Upstreams.OnceAsync(sending), context, sending);
            // While the circuit is open, it answers with an exception of its own.
            return outcome.Exception is null ? outcome.Result : new UpstreamAnswer(null, ModelOutcome.Unreachable);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private async ValueTask<Outcome<UpstreamAnswer>> OnceAsync(Sending sending)
    {
        var (provider, from) = (sending.Provider, clock.GetTimestamp());
        var answer = await TryAsync(sending);
        if (answer.IsProvidersFault)
        {
            provider.Health.Failed();
        }
        else if (answer.Response is not null)
        {
            provider.Health.Answered(clock.GetElapsedTime(from).TotalMilliseconds);
        }

        return Outcome.FromResult(answer);
    }

    private async ValueTask<UpstreamAnswer> TryAsync(Sending sending)
    {
        try
        {
            var endpoint = sending.Provider.Endpoint;
            using var request = new HttpRequestMessage(HttpMethod.Post, sending.Provider.AddressOf(sending.Kind)) { Content = sending.Content };
            request.Headers.Authorization = await sending.Provider.AuthorizationAsync(keys);
            request.Headers.TryAddWithoutValidation("Accept", sending.IsStreamed ? "text/event-stream" : "application/json");
            var inline = !sending.IsStreamed || sending.Provider.Health.UnderWay <= FewStreams;
            sending.Patience.Await(sending.IsStreamed ? endpoint.FirstToken : endpoint.Total);
            var response = await connections.Directly(endpoint.Place, inline).SendAsync(request, sending.Patience.Token);
            var outcome = OutcomeOf(response.StatusCode);
            if (outcome is ModelOutcome.Answered or ModelOutcome.Rejected)
            {
                return new UpstreamAnswer(response, outcome);
            }

            response.Dispose();
            return new UpstreamAnswer(null, outcome);
        }
        catch (OperationCanceledException)
        {
            return new UpstreamAnswer(null, sending.Patience.Reason);
        }
        catch (HttpRequestException)
        {
            return new UpstreamAnswer(null, ModelOutcome.Unreachable);
        }
        catch (ModelException lost)
        {
            return new UpstreamAnswer(null, lost.Outcome);
        }
    }

    private static ModelOutcome OutcomeOf(HttpStatusCode status) => (int)status switch
    {
        >= 200 and < 300 => ModelOutcome.Answered,
        >= 300 and < 400 => ModelOutcome.Redirected,
        401 or 403 => ModelOutcome.Unauthorised,
        404 or 405 => ModelOutcome.UnknownModel,
        402 or 429 => ModelOutcome.TooMany,
        408 => ModelOutcome.NothingInTime,
        >= 500 => ModelOutcome.ServerError,
        _ => ModelOutcome.Rejected,
    };

    private sealed record Sending(Upstreams Upstreams, Provider Provider, GatewayCallKind Kind, HttpContent Content, bool IsStreamed, CallClock Patience);
}
