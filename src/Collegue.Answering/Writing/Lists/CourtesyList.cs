using Collegue.Answering.Writing.Reading;

namespace Collegue.Answering.Writing.Lists;

/// <summary>
/// Lines <c>greeting: mots</c> and <c>closing: mots</c> that a letter may begin and end with, <c>offer-greeting:</c> and
/// <c>offer-closing:</c> what is proposed when it has none, <c>softer: forme | forme plus douce</c>.
/// </summary>
internal sealed class CourtesyList
{
    private readonly Phrases<bool> _greetings = new();
    private readonly Phrases<bool> _closings = new();
    private readonly HashSet<string> _words = new(StringComparer.Ordinal);

    public CourtesyList(IEnumerable<string> lines)
    {
        var softer = new List<string>();
        foreach (var line in lines)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var value = line[(colon + 1)..].Trim();
            switch (colon < 0 ? "" : line[..colon].Trim())
            {
                case "greeting": Recognise(_greetings, value); break;
                case "closing": Recognise(_closings, value); break;
                case "offer-greeting": Greeting = Lines(value); break;
                case "offer-closing": Closing = Lines(value); break;
                case "softer": softer.Add(value); break;
                default: break;
            }
        }
        Softer = new PhraseList(softer);
    }

    public string Greeting { get; } = "";

    public string Closing { get; } = "";

    public PhraseList Softer { get; }

    /// <summary>Words of letters that everybody knows.</summary>
    public IReadOnlySet<string> Words => _words;

    public bool Greets(WrittenText text) => _greetings.In(text).Any(found => found.Word < 12);

    public bool Closes(WrittenText text) => _closings.In(text).Any(found => found.Word + found.Words > text.Words - 30);

    private void Recognise(Phrases<bool> phrases, string value)
    {
        foreach (var phrase in value.Split(','))
            phrases.Set(phrase, true);
        _words.UnionWith(WordScan.Of(value).Select(word => word.Form));
    }

    private static string Lines(string value) => value.Replace("\\n", "\n", StringComparison.Ordinal);
}
