using System.Text;
using Collegue.Answering.Safeguards.Masking.Detecting;

namespace Collegue.Answering.Safeguards.Masking;

/// <summary>
/// Finds personal data in French text and puts placeholders in its place. Any text is accepted; the time grows with its length and no
/// faster. Safe for use by many threads.
/// </summary>
public sealed class Masker(MaskingOptions? options = null)
{
    private const int MostRounds = 6;

    /// <summary>In the order of the text, never overlapping; placeholders already there are not looked into.</summary>
    public IReadOnlyList<DetectedData> Find(string text) => Find(text, []);

    public MaskedText Mask(string text) => Mask(text, new MaskMap());

    /// <summary>
    /// Masks what <see cref="Find(string)"/> finds and the names that <paramref name="map"/> knows; <see cref="MaskMap.Restore"/> of the
    /// result is <paramref name="text"/>, character for character.
    /// </summary>
    public MaskedText Mask(string text, MaskMap map)
    {
        List<DetectedData> literal = [.. Placeholder.Find(text).Select(there => new DetectedData(DataKind.Literal, text.Substring(there.Start, there.Length), there.Start))];
        Learn(text, map);
        var detected = Find(text, map.Names());
        var masked = Replace(text, [.. literal.Concat(detected).OrderBy(data => data.Start)], map);

        // What stands beside a placeholder may read differently once it is there.
        for (var round = 1; round < MostRounds && Find(masked, map.Names()) is { Count: > 0 } more; round++)
            masked = Replace(masked, more, map);
        return new MaskedText(masked, map, detected);
    }

    /// <summary>Notes the names of a text, so that the other texts of the same prompt are masked with them.</summary>
    internal void Learn(string text, MaskMap map) =>
        map.Learn(Find(text, []).Where(data => data.Kind == DataKind.Person).SelectMany(data => NameWords.Telling(data.Value)));

    internal IReadOnlyList<DetectedData> Find(string text, HashSet<string> names) => Detection.Run(text, options?.Published, names);

    private static string Replace(string text, IReadOnlyList<DetectedData> found, MaskMap map)
    {
        var masked = new StringBuilder(text.Length);
        var at = 0;
        foreach (var data in found)
        {
            masked.Append(text, at, data.Start - at).Append(map.PlaceholderOf(data.Kind, data.Value));
            at = data.End;
        }

        return masked.Append(text, at, text.Length - at).ToString();
    }
}

/// <param name="Text">May be sent.</param>
/// <param name="Detected">What was found in the text as it was given.</param>
public sealed record MaskedText(string Text, MaskMap Map, IReadOnlyList<DetectedData> Detected)
{
    public string Restore(string text) => Map.Restore(text);
}
