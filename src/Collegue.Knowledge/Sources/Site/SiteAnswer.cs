namespace Collegue.Knowledge.Sources.Site;

/// <summary>What asking for one address gave.</summary>
internal abstract record SiteAnswer
{
    private SiteAnswer()
    {
    }

    /// <param name="MediaType">Lower case, without parameters; empty when the server does not say.</param>
    public sealed record Content(byte[] Body, string MediaType, string? Charset, SiteValidators Validators, DateOnly? Modified, string Robots) : SiteAnswer;

    /// <summary>As it was at the last reading.</summary>
    public sealed record Unchanged : SiteAnswer;

    /// <param name="Target">Null when it is not an address one may ask for.</param>
    public sealed record Moved(SiteAddress? Target, bool ForGood) : SiteAnswer;

    /// <summary>There is nothing to be read at this address: the server says so.</summary>
    public sealed record Absent(int Status) : SiteAnswer;

    /// <summary>Nothing can be said of what is at this address.</summary>
    public sealed record Failed(string Reason) : SiteAnswer;
}

/// <summary>What a server gives to ask later whether a page changed.</summary>
internal sealed record SiteValidators(string? ETag, string? LastModified)
{
    public static readonly SiteValidators None = new(null, null);
}
