using System.Text;
using System.Text.Json;
using Collegue.Answering.Safeguards.Masking;

namespace Collegue.Bench.Masking;

/// <summary>A text and the personal data that a person marked in it.</summary>
internal sealed record MarkedText(string Id, string Text, IReadOnlyList<DetectedData> Marked)
{
    private static readonly Dictionary<string, DataKind> Kinds = new(StringComparer.Ordinal)
    {
        ["person"] = DataKind.Person,
        ["phone"] = DataKind.Phone,
        ["email"] = DataKind.Email,
        ["iban"] = DataKind.Iban,
        ["card"] = DataKind.Card,
        ["nir"] = DataKind.SocialSecurity,
        ["address"] = DataKind.Address,
        ["birth"] = DataKind.BirthDate,
        ["file"] = DataKind.FileNumber,
        ["plate"] = DataKind.Plate,
    };

    public static IReadOnlyDictionary<string, DataKind> Names => Kinds;

    /// <summary>Reads lines <c>{"id","text"}</c> where data is written <c>[[kind|value]]</c>.</summary>
    /// <exception cref="InvalidDataException">A line is not of that form; the message names it.</exception>
    public static IReadOnlyList<MarkedText> Read(string path) =>
        [.. File.ReadLines(path).Index().Where(line => !string.IsNullOrWhiteSpace(line.Item)).Select(line => Parse(line.Item, line.Index + 1))];

    private static MarkedText Parse(string line, int number)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            return Parse(json.RootElement.GetProperty("id").ToString(), json.RootElement.GetProperty("text").GetString()!);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"line {number}: {exception.Message}", exception);
        }
    }

    private static MarkedText Parse(string id, string written)
    {
        var text = new StringBuilder(written.Length);
        var marked = new List<DetectedData>();
        var at = 0;
        for (var open = written.IndexOf("[[", StringComparison.Ordinal); open >= 0; open = written.IndexOf("[[", at, StringComparison.Ordinal))
        {
            text.Append(written, at, open - at);
            var (bar, close) = (written.IndexOf('|', open), written.IndexOf("]]", open, StringComparison.Ordinal));
            if (bar < 0 || close < bar || !Kinds.TryGetValue(written[(open + 2)..bar], out var kind))
                throw new FormatException($"the mark at {open} is not [[kind|value]].");
            marked.Add(new DetectedData(kind, written[(bar + 1)..close], text.Length));
            text.Append(written, bar + 1, close - bar - 1);
            at = close + 2;
        }

        return new MarkedText(id, text.Append(written, at, written.Length - at).ToString(), marked);
    }
}
