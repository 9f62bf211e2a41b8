using Collegue.Storage.Models;

namespace Collegue.Gateway.Routing;

/// <summary>The beginning of an answer of a provider, or why there is none.</summary>
/// <param name="Outcome"><see cref="ModelOutcome.Answered"/> when there is a response, whatever its status.</param>
internal readonly record struct UpstreamAnswer(HttpResponseMessage? Response, ModelOutcome Outcome)
{
    /// <summary>The server has no such address, which says nothing of the others it has.</summary>
    public bool IsNotOffered { get; init; }

    /// <summary>Another provider may do better; a request that is wrong is wrong everywhere.</summary>
    public bool IsProvidersFault => !IsNotOffered && Outcome is not (ModelOutcome.Answered or ModelOutcome.Rejected or ModelOutcome.Abandoned or ModelOutcome.Stopped);
}
