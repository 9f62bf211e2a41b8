using Collegue.Storage.Gateway;

namespace Collegue.Gateway.Accounts;

/// <summary>How a call ended and what it took.</summary>
/// <param name="Router">The name asked for.</param>
/// <param name="Model">The model that answered; <see cref="Guid.Empty"/> for one of our own, or when none did.</param>
internal sealed record CallRecord(
    GatewayCallKind Kind, string Router, Guid Model, bool Failed, int InputTokens, int OutputTokens, long CostMicros, long MilliwattHours, int Milliseconds);
