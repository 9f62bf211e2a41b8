namespace Collegue.Knowledge.Sources.ServicePublic;

/// <summary>What looking for the national sheets gave.</summary>
public abstract record ServicePublicLocation
{
    private ServicePublicLocation()
    {
    }

    /// <summary>Ready to be read; archives given by address are already on disk.</summary>
    public sealed record Found(ISource Source) : ServicePublicLocation;

    /// <summary>Nothing can be read.</summary>
    /// <param name="Tried">One line for each place, with why it did not do.</param>
    /// <param name="Advice">What the administrator can do.</param>
    public sealed record NotFound(IReadOnlyList<string> Tried, string Advice) : ServicePublicLocation
    {
        /// <summary>Everything on one line.</summary>
        public string Summary => string.Join(" ; ", Tried) + ". " + Advice;
    }
}
