namespace Collegue.Knowledge.Importing;

/// <summary>What an import did.</summary>
/// <param name="Missing">Documents no longer in the source but kept, because too much of the source could not be read.</param>
/// <param name="Issues">Every skipped file with its reason.</param>
/// <param name="Notice">Lasting warning of the source, shown with its citations.</param>
public sealed record ImportSummary(
    int Added,
    int Changed,
    int Unchanged,
    int Removed,
    int Missing,
    int Skipped,
    IReadOnlyList<SkippedFile> Issues,
    string? Notice,
    TimeSpan Elapsed)
{
    /// <summary>True when the collection holds exactly what it held before.</summary>
    public bool NothingChanged => Added + Changed + Removed == 0;
}

/// <param name="IsGone">The source says that nothing is there: it does not make the rest of it doubtful.</param>
public sealed record SkippedFile(string File, string Reason, bool IsGone = false);

/// <summary>Counts while an import runs, for a terminal or a page.</summary>
public sealed record ImportProgress(string Source, int Read, int Expected, int Skipped);

/// <summary>How an import ended.</summary>
public abstract record ImportOutcome
{
    private ImportOutcome()
    {
    }

    /// <summary>The source was read to its end; single files may have been skipped.</summary>
    public sealed record Finished(Guid Run, ImportSummary Summary) : ImportOutcome;

    /// <summary>The source stopped giving documents. What was stored stays, and the next import goes on from there.</summary>
    public sealed record Failed(Guid Run, string Reason, ImportSummary Summary) : ImportOutcome;

    /// <summary>A newer import of the same collection began elsewhere; this one stopped, leaving the work to it.</summary>
    public sealed record Superseded(Guid Run) : ImportOutcome;

    /// <summary>
    /// A human paused the source. What was stored stays and can be found; the next import goes on from there. No run when the
    /// source was paused before anything began.
    /// </summary>
    public sealed record Paused(Guid? Run) : ImportOutcome;
}
