using Microsoft.AspNetCore.Mvc;

namespace Collegue.Pages.Desk.Collections;

/// <summary>Which collections are listed, as carried by the address.</summary>
public sealed record ShelfFilter
{
    [FromQuery(Name = "q")]
    public string? Search { get; set; }

    [FromQuery(Name = "kind")]
    public ShelfKind Kind { get; set; }

    [FromQuery(Name = "state")]
    public ShelfState State { get; set; }

    [FromQuery(Name = "p")]
    public int Page { get; set; } = 1;

    public IReadOnlyList<string> Words => WordSpellings.Split(Search);

    public bool IsNarrowed => Words.Count > 0 || Kind != ShelfKind.All || State != ShelfState.All;
}

public enum ShelfKind
{
    All,

    /// <summary>The organisation's own.</summary>
    Local,

    /// <summary>A parent's that is not national.</summary>
    Shared,

    National,
}

public enum ShelfState
{
    All,
    ToReview,
    Expired,
    Reading,
}
