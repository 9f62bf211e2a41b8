namespace Collegue.Knowledge.Reading;

/// <summary>A link keeps its words, and its address in brackets: what a reply may cite must be in the passage.</summary>
internal static class LinkText
{
    public static string With(string words, string? target)
    {
        var text = Spacing.Line(words);
        var address = Address(target);
        if (address is null || text.Contains(address.TrimEnd('/'), StringComparison.OrdinalIgnoreCase))
            return words;
        return text.Length == 0 ? address : $"{words.TrimEnd()} ({address})";
    }

    /// <summary>A page inside the same site, an anchor or a script leads nowhere once quoted in a letter.</summary>
    private static string? Address(string? target)
    {
        if (!Uri.TryCreate(target?.Trim(), UriKind.Absolute, out var uri))
            return null;
        if (uri.Scheme == Uri.UriSchemeMailto)
            return uri.GetComponents(UriComponents.UserInfo | UriComponents.Host, UriFormat.Unescaped) is { Length: > 0 } mail ? mail : null;
        return uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps ? target!.Trim() : null;
    }
}
