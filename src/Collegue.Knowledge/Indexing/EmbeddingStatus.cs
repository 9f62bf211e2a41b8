namespace Collegue.Knowledge.Indexing;

/// <summary>How far an instance is with the model its configuration names, as its files and its database say.</summary>
/// <param name="Model">Null when only ours is wanted.</param>
/// <param name="Ready">Passages whose vector by that model is kept.</param>
/// <param name="Complete">All of them, and search uses them.</param>
/// <param name="Serving">The other model whose vectors search uses; null for ours.</param>
/// <param name="SendsQuestions">False when questions may not be sent to it: they are compared by our model then.</param>
/// <param name="Failure">Why the model cannot be opened.</param>
public sealed record EmbeddingStatus(
    string? Model, int Passages, int Ready, bool Complete, string? Serving, bool SendsQuestions, string? Failure);
