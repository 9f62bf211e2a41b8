using System.Collections.Frozen;

namespace Collegue.Answering.Writing.Lists;

/// <summary>
/// The lists of the writing help: those that come with the program, and those an administrator writes in a folder under the same
/// names, which are added to them and read again when they change.
/// </summary>
internal sealed class WritingLists(string? folder, TimeProvider clock)
{
    public const string GlossaryName = "glossary.txt";
    public const string PaddingName = "padding.txt";
    public const string CourtesyName = "courtesy.txt";
    private const string CommonName = "common-words.txt";

    private static readonly TimeSpan CheckEvery = TimeSpan.FromSeconds(5);
    private static readonly string[] Names = [GlossaryName, PaddingName, CourtesyName];
    private static readonly Lazy<FrozenSet<string>> Common = new(() => Shipped(CommonName).SelectMany(line => line.Split(' ')).ToFrozenSet(StringComparer.Ordinal));

    private readonly Lock _gate = new();
    private WritingVocabulary? _current;
    private string _stamp = "";
    private long _checkedAt;

    public WritingVocabulary Current
    {
        get
        {
            lock (_gate)
            {
                if (_current is { } current && clock.GetElapsedTime(_checkedAt) < CheckEvery)
                    return current;
                var stamp = Stamp();
                _checkedAt = clock.GetTimestamp();
                if (_current is null || stamp != _stamp)
                    (_current, _stamp) = (Read(), stamp);
                return _current;
            }
        }
    }

    private WritingVocabulary Read()
    {
        var courtesy = new CourtesyList(Lines(CourtesyName));
        return new WritingVocabulary(
            new Glossary(Lines(GlossaryName)), new PhraseList(Lines(PaddingName)), courtesy, Common.Value.Concat(courtesy.Words).ToFrozenSet(StringComparer.Ordinal));
    }

    private string Stamp() => folder is null
        ? ""
        : string.Join('|', Names.Select(name => new FileInfo(Path.Combine(folder, name))).Where(file => file.Exists)
            .Select(file => FormattableString.Invariant($"{file.Name}:{file.Length}:{file.LastWriteTimeUtc.Ticks}")));

    private IEnumerable<string> Lines(string name) => Shipped(name).Concat(Added(name)).Where(line => !string.IsNullOrWhiteSpace(line) && line[0] != '#');

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

    private static IEnumerable<string> Shipped(string name)
    {
        using var stream = typeof(WritingLists).Assembly.GetManifestResourceStream(typeof(WritingLists), name)
            ?? throw new InvalidOperationException($"{name} is not in the assembly.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
                yield return line;
        }
    }
}

/// <summary>All lists in force at one moment.</summary>
/// <param name="Common">Forms that many national sheets use, and those of courtesy.</param>
internal sealed record WritingVocabulary(Glossary Glossary, PhraseList Padding, CourtesyList Courtesy, FrozenSet<string> Common);
