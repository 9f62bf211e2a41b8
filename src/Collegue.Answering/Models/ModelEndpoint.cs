using Collegue.Storage.Models;

namespace Collegue.Answering.Models;

/// <summary>A model with the server that has it, as they are declared at this moment.</summary>
/// <param name="Owner">The organisation that declared it.</param>
/// <param name="Name">What the server calls it; <paramref name="ShownName"/> is what people read.</param>
/// <param name="ProtectedKey">Opened only to make a request.</param>
public sealed record ModelEndpoint(
    Guid Owner,
    Guid ServerId,
    Uri Address,
    string? ProtectedKey,
    InferencePlace Place,
    DataAllowance MayReceive,
    TimeSpan FirstToken,
    TimeSpan Total,
    Guid Id,
    string Name,
    string ShownName,
    long InputMicros,
    long OutputMicros,
    int ContextTokens)
{
    public bool IsFree => InputMicros == 0 && OutputMicros == 0;

    /// <summary>In millionths of a euro, rounded up: a call that costs something never counts for nothing.</summary>
    public long Cost(long inputTokens, long outputTokens) =>
        ((inputTokens * InputMicros) + (outputTokens * OutputMicros) + 999_999) / 1_000_000;

    public static ModelEndpoint Of(ModelServer server, LanguageModel model) => new(
        server.OrganisationId, server.Id, new Uri(server.BaseAddress), server.ProtectedKey, server.Place, server.MayReceive,
        TimeSpan.FromSeconds(server.FirstTokenSeconds), TimeSpan.FromSeconds(server.TotalSeconds),
        model.Id, model.Name, model.ShownName, model.InputMicros, model.OutputMicros, model.ContextTokens);
}
