namespace Collegue.Gateway;

/// <summary>Who calls: a key, and for whom it works.</summary>
/// <param name="Ancestors">The organisations above, nearest first.</param>
internal sealed record GatewayCaller(Guid Organisation, IReadOnlyList<Guid> Ancestors, Guid Key, Guid? Agent, Guid? Department);
