using System.Text.Json;
using Collegue.Storage.Gateway;
using Collegue.Storage.Models;

namespace Collegue.Gateway.Local;

/// <summary>A model computed here, offered beside those of servers.</summary>
internal abstract class LocalModel
{
    /// <summary>What programs write in <c>model</c>.</summary>
    public abstract string Name { get; }

    public abstract ModelKind Kind { get; }

    public abstract bool Answers(GatewayCallKind kind);

    /// <summary>
    /// Writes the whole answer, streamed when asked, or gives back the refusal to write instead; nothing was written then.
    /// </summary>
    public abstract Task<LocalOutcome> AnswerAsync(LocalRequest request, HttpContext http, CancellationToken cancellation);
}

/// <param name="Body">A JSON object; its <c>model</c> is a non-empty string.</param>
internal sealed record LocalRequest(GatewayCallKind Kind, JsonElement Body, GatewayCaller Caller);

internal sealed record LocalOutcome(int InputTokens, int OutputTokens, GatewayRefusal? Refusal = null);
