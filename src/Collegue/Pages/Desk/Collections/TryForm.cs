using Collegue.Knowledge.Searching;
using Microsoft.AspNetCore.Mvc;

namespace Collegue.Pages.Desk.Collections;

/// <summary>A search to try, as carried by the address.</summary>
public sealed record TryForm
{
    public const int LongestQuestion = 1000;
    private static readonly int[] Tops = [5, 10, 20];

    [FromQuery(Name = "q")]
    public string? Question { get; set; }

    [FromQuery(Name = "mode")]
    public SearchMode Mode { get; set; }

    /// <summary>True to search what agents read, else what citizens do.</summary>
    [FromQuery(Name = "agent")]
    public bool AsAgent { get; set; }

    /// <summary>Slug of one's own collection, or the parent's slug, a slash and the collection's.</summary>
    [FromQuery(Name = "collection")]
    public string? Collection { get; set; }

    [FromQuery(Name = "document")]
    public Guid? Document { get; set; }

    [FromQuery(Name = "audience")]
    public string? Audience { get; set; }

    [FromQuery(Name = "theme")]
    public string? Theme { get; set; }

    [FromQuery(Name = "top")]
    public int Top { get; set; } = 10;

    public static IReadOnlyList<int> TopChoices => Tops;

    /// <summary>Null before anything was asked.</summary>
    public string? Asked => Question?.Trim() is { Length: > 0 } text ? text[..Math.Min(text.Length, LongestQuestion)] : null;

    public int Shown => Tops.Contains(Top) ? Top : 10;

    /// <summary>A question that only some documents could answer says nothing of the others.</summary>
    public bool IsNarrowed => Document is not null || !string.IsNullOrEmpty(Collection) || !string.IsNullOrEmpty(Audience) || !string.IsNullOrEmpty(Theme);

    internal static string ValueOf(ShelvedCollection shelved) => shelved.Of is null ? shelved.Collection.Slug : $"{shelved.Of}/{shelved.Collection.Slug}";
}
