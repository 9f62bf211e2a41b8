using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Collegue.Answering.Models;

/// <summary>
/// What a model is told to do: a file of <c>Models/Prompts</c>, <c>NAME.vVERSION.LANGUAGE.md</c>. A file that was in a release is never
/// edited; a new version stands beside it.
/// </summary>
/// <param name="Id">Name and version, as <c>answer/1</c>.</param>
/// <param name="Hash">SHA-256 of the file, in hexadecimal.</param>
public sealed record Prompt(string Id, string Hash, string Text)
{
    private static readonly ConcurrentDictionary<(string, int, string), Prompt> Known = new();

    /// <summary>In the language of the culture, else in French.</summary>
    public static Prompt Of(string name, int version, CultureInfo culture) => Known.GetOrAdd(
        (name, version, culture.TwoLetterISOLanguageName == "en" ? "en" : "fr"), asked => Read(asked.Item1, asked.Item2, asked.Item3));

    private static Prompt Read(string name, int version, string language)
    {
        var file = string.Create(CultureInfo.InvariantCulture, $"{name}.v{version}.{language}.md");
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Collegue.Answering.Models.Prompts.{file}")
            ?? throw new InvalidOperationException($"No prompt is named {file}.");
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return new Prompt(
            string.Create(CultureInfo.InvariantCulture, $"{name}/{version}"),
            Convert.ToHexStringLower(SHA256.HashData(bytes.ToArray())),
            Encoding.UTF8.GetString(bytes.ToArray()).Trim());
    }
}
