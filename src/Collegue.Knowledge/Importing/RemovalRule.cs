namespace Collegue.Knowledge.Importing;

/// <summary>
/// When documents that are no longer in the source leave the collection. The source must have been read to its end and have
/// given something. If files were skipped, the documents they may hold are kept, and no document is removed when more than a
/// tenth of the files were skipped or more than a tenth of the collection would go: the source is then rather broken than smaller.
/// </summary>
internal static class RemovalRule
{
    public static IReadOnlyList<StoredDocument> Choose(
        IReadOnlyCollection<StoredDocument> missing, int stored, int read, IReadOnlyCollection<SkippedFile> skipped)
    {
        if (read == 0)
        {
            return [];
        }

        var unread = skipped.Where(file => !file.IsGone).ToList();
        if (unread.Count == 0)
        {
            return [.. missing];
        }

        var gone = missing.Where(document => !unread.Exists(file => MayHold(file.File, document.Key))).ToList();
        return unread.Count * 10 > read + unread.Count || gone.Count * 10 > stored ? [] : gone;
    }

    /// <summary>For a source that gives all there is: whatever is missing leaves, but for what a file that cannot be read may hold.</summary>
    public static IReadOnlyList<StoredDocument> NotGiven(
        IReadOnlyCollection<StoredDocument> missing, IReadOnlyCollection<SkippedFile> skipped) =>
        [.. missing.Where(document => !skipped.Any(file => !file.IsGone && MayHold(file.File, document.Key)))];

    // Archives name their folders in their own way: only the last part of an id is always in the file's name.
    private static bool MayHold(string file, string key) =>
        file == key || Path.GetFileNameWithoutExtension(file.Replace('\\', '/')) == key[(key.LastIndexOf('/') + 1)..];
}
