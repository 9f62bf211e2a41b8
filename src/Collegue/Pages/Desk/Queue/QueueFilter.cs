using Collegue.Storage.Cases;
using Microsoft.AspNetCore.Mvc;

namespace Collegue.Pages.Desk.Queue;

/// <summary>What the queue shows, as carried by its address.</summary>
public sealed record QueueFilter
{
    public const int PageSize = 25;
    private const int MostWords = 8;

    [FromQuery(Name = "state")]
    public QueueState State { get; set; }

    [FromQuery(Name = "handling")]
    public Handling? Handling { get; set; }

    [FromQuery(Name = "department")]
    public string? Department { get; set; }

    [FromQuery(Name = "urgency")]
    public Urgency? Urgency { get; set; }

    [FromQuery(Name = "mine")]
    public bool Mine { get; set; }

    [FromQuery(Name = "late")]
    public bool Late { get; set; }

    [FromQuery(Name = "soon")]
    public bool Soon { get; set; }

    [FromQuery(Name = "q")]
    public string? Search { get; set; }

    [FromQuery(Name = "sort")]
    public QueueSort Sort { get; set; }

    [FromQuery(Name = "p")]
    public int Page { get; set; } = 1;

    /// <summary>Words looked for, at most eight.</summary>
    public IReadOnlyList<string> Words => CaseWords.Asked(Search, MostWords);

    /// <summary>Whether the agent narrowed the list beyond its state.</summary>
    public bool IsNarrowed => Handling is not null || !string.IsNullOrEmpty(Department) || Urgency is not null || Mine || Late || Soon || !string.IsNullOrWhiteSpace(Search);
}

public enum QueueState
{
    ToHandle,
    All,
    Answered,
}

public enum QueueSort
{
    Deadline,
    Age,
    Recent,
}
