using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Collegue.Commands;

/// <summary>Lines with <c>id</c> and <c>text</c>, as <c>ask --file</c> and <c>triage --file</c> read them.</summary>
internal static class QuestionFile
{
    public static async IAsyncEnumerable<(string Id, string Text)> ReadAsync(string path, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var number = 0;
        await foreach (var line in File.ReadLinesAsync(path, cancellation))
        {
            number++;
            if (!string.IsNullOrWhiteSpace(line))
            {
                yield return Parse(line, $"{Path.GetFileName(path)}, line {number}");
            }
        }
    }

    private static (string Id, string Text) Parse(string line, string where)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            var root = json.RootElement;
            if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("id", out var id) && root.TryGetProperty("text", out var text)
                && text.ValueKind == JsonValueKind.String)
            {
                return (id.ToString(), text.GetString()!);
            }
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{where}: {exception.Message}", exception);
        }

        throw new InvalidDataException($"{where}: an object with \"id\" and \"text\" is expected.");
    }
}
