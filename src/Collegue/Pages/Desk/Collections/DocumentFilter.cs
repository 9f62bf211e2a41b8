using Microsoft.AspNetCore.Mvc;

namespace Collegue.Pages.Desk.Collections;

/// <summary>Which documents of a collection are listed, as carried by the address.</summary>
public sealed record DocumentFilter
{
    [FromQuery(Name = "q")]
    public string? Search { get; set; }

    [FromQuery(Name = "state")]
    public DocumentState State { get; set; }

    [FromQuery(Name = "theme")]
    public string? Theme { get; set; }

    [FromQuery(Name = "audience")]
    public string? Audience { get; set; }

    [FromQuery(Name = "p")]
    public int Page { get; set; } = 1;

    public IReadOnlyList<string> Words => WordSpellings.Split(Search);

    public bool IsNarrowed => Words.Count > 0 || State != DocumentState.All || !string.IsNullOrEmpty(Theme) || !string.IsNullOrEmpty(Audience);
}

public enum DocumentState
{
    All,
    Current,
    Expired,
    NotYet,
}
