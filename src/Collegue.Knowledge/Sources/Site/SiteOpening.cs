namespace Collegue.Knowledge.Sources.Site;

/// <summary>What opening a website gave.</summary>
public abstract record SiteOpening
{
    private SiteOpening()
    {
    }

    /// <param name="Slug">Name of the collection when none is given.</param>
    /// <param name="IsPrivate">The address itself is of this machine or of the private network.</param>
    public sealed record Opened(ISource Source, string Slug, string Title, bool IsPrivate) : SiteOpening;

    /// <summary>It is not an address that can be read; <paramref name="Reason"/> is one clear line.</summary>
    public sealed record Refused(string Reason) : SiteOpening;
}
