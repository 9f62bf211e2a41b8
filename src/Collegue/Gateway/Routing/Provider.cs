using System.Net.Http.Headers;
using Collegue.Answering.Models;
using Collegue.Storage;
using Collegue.Storage.Gateway;
using Collegue.Storage.Models;

namespace Collegue.Gateway.Routing;

/// <summary>A model of a server that answers under a router's name, as declared at this moment, with how it fares.</summary>
internal sealed class Provider
{
    private readonly Uri[] _addresses;
    private AuthenticationHeaderValue? _authorization;
    private bool _opened;

    public Provider(ModelEndpoint endpoint, LanguageModel model, int weight, ProviderHealth health)
    {
        (Endpoint, Weight, Health) = (endpoint, weight, health);
        (CallMicros, Licence, WattHoursPerThousandTokens) = (model.CallMicros, model.Licence, model.WattHoursPerThousandTokens);
        var address = endpoint.Address.AbsoluteUri.TrimEnd('/');
        _addresses = [.. CallPaths.All.Select(path => new Uri(address + path.Path))];
    }

    public ModelEndpoint Endpoint { get; }

    public int Weight { get; }

    public ProviderHealth Health { get; }

    public long CallMicros { get; }

    public string? Licence { get; }

    public double? WattHoursPerThousandTokens { get; }

    /// <summary>Declared by the organisation that declared the router, which may be above the caller's.</summary>
    public bool MustMask => Endpoint.MayReceive == DataAllowance.MaskedPersonalData;

    /// <summary>The key of the server, opened once for as long as this configuration holds; null when it asks for none.</summary>
    /// <exception cref="ModelException">It was encrypted with keys this instance no longer has.</exception>
    public ValueTask<AuthenticationHeaderValue?> AuthorizationAsync(ServerKeys keys) => _opened ? new(_authorization) : new(OpenAsync(keys));

    private async Task<AuthenticationHeaderValue?> OpenAsync(ServerKeys keys)
    {
        // The keys of the instance may have to be read from the database first.
        await SocketThread.LeaveAsync();
        if (!_opened)
        {
            _authorization = keys.Open(Endpoint) is { } key ? new AuthenticationHeaderValue("Bearer", key) : null;
            _opened = true;
        }

        return _authorization;
    }

    public Uri AddressOf(GatewayCallKind kind) => _addresses[(int)kind];

    /// <summary>In millionths of a euro.</summary>
    public long Cost(long inputTokens, long outputTokens) => CallMicros + Endpoint.Cost(inputTokens, outputTokens);

    /// <summary>Thousandths of a watt-hour: tokens × declared watt-hours per thousand tokens.</summary>
    public long Energy(long inputTokens, long outputTokens) => (long)Math.Round((inputTokens + outputTokens) * (WattHoursPerThousandTokens ?? 0));
}

/// <summary>Where each kind of call is, here after <c>/v1</c> and at servers after their address.</summary>
internal static class CallPaths
{
    /// <summary>In the order of <see cref="GatewayCallKind"/>.</summary>
    public static IReadOnlyList<(GatewayCallKind Kind, string Path, ModelKind Model)> All { get; } =
    [
        (GatewayCallKind.Chat, "/chat/completions", ModelKind.TextGeneration),
        (GatewayCallKind.Completion, "/completions", ModelKind.TextGeneration),
        (GatewayCallKind.Response, "/responses", ModelKind.TextGeneration),
        (GatewayCallKind.Embedding, "/embeddings", ModelKind.Embeddings),
        (GatewayCallKind.Rerank, "/rerank", ModelKind.Rerank),
        (GatewayCallKind.Transcription, "/audio/transcriptions", ModelKind.Transcription),
        (GatewayCallKind.Ocr, "/ocr", ModelKind.Ocr),
    ];

    public static bool WritesText(ModelKind kind) => kind is ModelKind.TextGeneration or ModelKind.Ocr;

    /// <summary>Each server of models has that one for its kind; the others it may lack.</summary>
    public static bool IsUsual(GatewayCallKind kind) => kind is not (GatewayCallKind.Completion or GatewayCallKind.Response);

    public static ModelKind ModelOf(GatewayCallKind kind) => All[(int)kind].Model;
}
