namespace Collegue.Bench.Fuzz;

/// <summary>A piece of a valid file: an entry of a container, an object of a PDF, or the whole of a text.</summary>
internal sealed record FuzzPart(string Name, byte[] Content);

/// <summary>A valid file in pieces, so that a piece can be damaged before it is packed: a checksum hides nothing.</summary>
/// <param name="Assemble">Makes the file of its pieces, whatever they have become; always the same bytes for the same pieces.</param>
internal sealed record FuzzSeed(IReadOnlyList<FuzzPart> Parts, Func<IReadOnlyList<FuzzPart>, byte[]> Assemble)
{
    public static FuzzSeed OfText(string text) => new([new FuzzPart("", System.Text.Encoding.UTF8.GetBytes(text))], parts => parts.Count == 0 ? [] : parts[0].Content);
}
