namespace Collegue.Knowledge.Searching.Words;

/// <summary>
/// Reads lists of words: one family a line, members between commas, each of one word or several; <c>#</c> begins a comment. Those
/// that come with the program, and those an administrator puts in a folder under the same names, which are added to them.
/// </summary>
internal sealed class WordLists(string? folder)
{
    public const string Families = "families.txt";
    public const string SameThing = "same-thing.txt";
    public const string Acronyms = "acronyms.txt";
    public const string SpecialSituations = "special-situations.txt";

    public static IReadOnlyList<string> Names { get; } = [SameThing, Families, Acronyms, SpecialSituations];

    /// <summary>Changes when a list of the folder does.</summary>
    public string Stamp => folder is null || !Directory.Exists(folder)
        ? ""
        : string.Join('|', Names.Select(name => new FileInfo(Path.Combine(folder, name))).Where(file => file.Exists)
            .Select(file => FormattableString.Invariant($"{file.Name}:{file.Length}:{file.LastWriteTimeUtc.Ticks}")));

    /// <summary>The families of one list, each with who wrote it, those of the program first.</summary>
    public IEnumerable<WordFamily> Read(string name)
    {
        var list = Path.GetFileNameWithoutExtension(name);
        return Members(Shipped(name)).Select(members => new WordFamily(list, members, WordOrigin.Program))
            .Concat(Members(Added(name)).Select(members => new WordFamily(list, members, WordOrigin.Administrator)));
    }

    private static IEnumerable<string[]> Members(IEnumerable<string> lines) => lines
        .Select(line => line.Split('#')[0]).Where(line => !string.IsNullOrWhiteSpace(line))
        .Select(line => line.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    private static IEnumerable<string> Shipped(string name)
    {
        using var stream = typeof(WordLists).Assembly.GetManifestResourceStream(typeof(WordLists), name)
            ?? throw new InvalidOperationException($"{name} is not in the assembly.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }

    private string[] Added(string name)
    {
        try
        {
            return folder is null ? [] : File.ReadAllLines(Path.Combine(folder, name));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Absent is the usual state; a list being saved is read again when its stamp changes.
            return [];
        }
    }
}
