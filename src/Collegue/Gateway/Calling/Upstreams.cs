using System.Net;
using Collegue.Answering.Models;
using Collegue.Answering.Models.OpenAI;
using Collegue.Gateway.Routing;
using Collegue.Storage.Gateway;
using Collegue.Storage.Models;

namespace Collegue.Gateway.Calling;

/// <summary>Sends a request to one provider and waits for the beginning of its answer. Nothing of what the client sent but the body goes along.</summary>
internal sealed class Upstreams(ModelConnections connections, ServerKeys keys, TimeProvider clock)
{
    /// <summary>
    /// So many streams of a provider are read where they come. Of more at once, several events come together while they are handed to the
    /// pool, and leave together: that lets more of them pass.
    /// </summary>
    private const int FewStreams = 8;

    /// <summary>Nothing is sent while the provider rests because it kept failing.</summary>
    public ValueTask<UpstreamAnswer> SendAsync(Provider provider, GatewayCallKind kind, HttpContent content, bool isStreamed, CallClock patience) =>
        provider.Health.IsWell
            ? OnceAsync(provider, kind, content, isStreamed, patience, tells: true)
            : TryAsync(provider, kind, content, isStreamed, patience);

    /// <summary>Of its own: what it captures would be made for each call.</summary>
    private ValueTask<UpstreamAnswer> TryAsync(Provider provider, GatewayCallKind kind, HttpContent content, bool isStreamed, CallClock patience) =>
        provider.Health.TryAsync(() => OnceAsync(provider, kind, content, isStreamed, patience, tells: false));

    /// <param name="tells">Whether the circuit of the provider has to be told what came of it: it sees by itself what passes through it.</param>
    private async ValueTask<UpstreamAnswer> OnceAsync(Provider provider, GatewayCallKind kind, HttpContent content, bool isStreamed, CallClock patience, bool tells)
    {
        var (health, endpoint, from) = (provider.Health, provider.Endpoint, clock.GetTimestamp());
        UpstreamAnswer answer;
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, provider.AddressOf(kind)) { Content = content };
            request.Headers.Authorization = await provider.AuthorizationAsync(keys);
            request.Headers.TryAddWithoutValidation("Accept", isStreamed ? "text/event-stream" : "application/json");
            var inline = !isStreamed || health.UnderWay <= FewStreams;
            patience.Await(isStreamed ? endpoint.FirstToken : endpoint.Total);
            answer = Of(await connections.Directly(endpoint.Place, inline).SendAsync(request, patience.Token), kind);
        }
        catch (OperationCanceledException)
        {
            answer = new UpstreamAnswer(null, patience.Reason);
        }
        catch (HttpRequestException)
        {
            answer = new UpstreamAnswer(null, ModelOutcome.Unreachable);
        }
        catch (ModelException lost)
        {
            answer = new UpstreamAnswer(null, lost.Outcome);
        }
        catch (FormatException)
        {
            // The key of the server is none that a header can hold.
            answer = new UpstreamAnswer(null, ModelOutcome.Unauthorised);
        }

        if (answer.IsProvidersFault)
        {
            health.Failed();
        }
        else if (answer.Response is not null)
        {
            health.Answered(clock.GetElapsedTime(from).TotalMilliseconds);
        }

        if (tells)
        {
            await health.TellAsync(answer);
        }

        return answer;
    }

    private static UpstreamAnswer Of(HttpResponseMessage response, GatewayCallKind kind)
    {
        var outcome = OutcomeOf(response.StatusCode);
        if (outcome is ModelOutcome.Answered or ModelOutcome.Rejected)
        {
            return new UpstreamAnswer(response, outcome);
        }

        response.Dispose();
        return new UpstreamAnswer(null, outcome) { IsNotOffered = outcome == ModelOutcome.UnknownModel && !CallPaths.IsUsual(kind) };
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
}
