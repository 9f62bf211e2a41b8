using System.Text.RegularExpressions;

namespace Collegue.Knowledge.Reading;

/// <summary>The YAML between two "---" lines at the head of a Markdown file.</summary>
internal abstract partial record FrontMatter
{
    private FrontMatter()
    {
    }

    public sealed record Parted(string? Yaml, string Body) : FrontMatter;

    /// <summary>It begins and never ends: the rest cannot be told apart from the text.</summary>
    public sealed record Unclosed : FrontMatter;

    public static FrontMatter Split(string text)
    {
        if (!Opening().IsMatch(text))
            return new Parted(null, text);
        var start = text.IndexOf('\n', StringComparison.Ordinal) + 1;
        var end = Closing().Match(text, start);
        if (end.Success)
            return new Parted(text[start..end.Index], text[(end.Index + end.Length)..]);
        // A page may also begin with a plain horizontal rule.
        return FirstKey().IsMatch(text) ? new Unclosed() : new Parted(null, text);
    }

    [GeneratedRegex(@"\A---[ \t]*\n")]
    private static partial Regex Opening();

    [GeneratedRegex(@"^(?:---|\.\.\.)[ \t]*(?:\n|\z)", RegexOptions.Multiline)]
    private static partial Regex Closing();

    [GeneratedRegex(@"\A---[ \t]*\n\s*[A-Za-z_]+[ \t]*:")]
    private static partial Regex FirstKey();
}
