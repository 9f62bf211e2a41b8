namespace Collegue.Pages.Desk.Collections.Keeping;

/// <summary>What became of a wish to make or change a collection.</summary>
internal abstract record CollectionOutcome
{
    private CollectionOutcome()
    {
    }

    /// <param name="Before">Null for a collection just made, and when nothing differed.</param>
    public sealed record Done(string Slug, CollectionSettings? Before) : CollectionOutcome;

    /// <summary>Nothing was written; each code names a text and a field.</summary>
    public sealed record Invalid(IReadOnlyList<string> Codes) : CollectionOutcome;

    /// <summary>Somebody changed it since the form was shown.</summary>
    public sealed record Conflict : CollectionOutcome;

    /// <summary>No such collection, or not this agent's to change.</summary>
    public sealed record NotFound : CollectionOutcome;
}
