using Collegue.Storage.Mandates;

namespace Collegue.Casework.Mandates.Vigilance;

/// <summary>A sentence of a draft with an error in it.</summary>
/// <param name="Wrong">The wrong words; those left out for a missing condition.</param>
internal sealed record PlantedSentence(ErrorKind Kind, string Truth, string Planted, string Wrong);
