namespace Collegue.Answering.Safeguards.Gate;

/// <summary>Why a question is not for the sources to answer.</summary>
/// <param name="Text">Name of the text shown: <c>Gate.suicide</c> of the answer's texts.</param>
/// <param name="Decides">False when sources come first: it only says why they have nothing.</param>
internal sealed record GateVerdict(AnswerStatus Status, string Text, bool Decides);
