namespace Collegue.Embeddings.Training.Texts;

/// <summary>What people might ask in everyday words, by sheet, written for this project: the list beside this file.</summary>
internal sealed class EverydayQuestions
{
    private readonly Dictionary<string, string[]> _bySheet = new(StringComparer.Ordinal);

    public EverydayQuestions()
    {
        using var stream = typeof(EverydayQuestions).Assembly.GetManifestResourceStream("Collegue.Embeddings.Training.Texts.everyday.tsv")
            ?? throw new InvalidOperationException("everyday.tsv is not in the assembly.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                var fields = line.Split('\t', StringSplitOptions.TrimEntries);
                _bySheet[fields[0]] = fields[1..];
            }
        }
    }

    public IReadOnlyList<string> Of(string sheet) => _bySheet.GetValueOrDefault(sheet, []);
}
