using System.Collections.Concurrent;
using System.Globalization;
using Collegue.Knowledge.Embedding;
using Collegue.Knowledge.Searching.Words;
using Collegue.Storage.Knowledge;
using Lucene.Net.Index;

namespace Collegue.Knowledge.Indexing;

/// <summary>The words of a generation as they are written, and the acronyms its definitions explain, kept beside the indexes.</summary>
internal sealed class WordFile
{
    public const string FileName = "words.txt";
    private const int ShortestWord = 4;

    private readonly ConcurrentDictionary<string, int> _forms = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<string> _definitions = [];

    /// <summary>Safe for many threads, each with its own document.</summary>
    public void Add(string title, IReadOnlyList<Passage> passages, bool explains)
    {
        foreach (var form in FormsOf(title, passages))
        {
            _forms.AddOrUpdate(form, 1, static (_, count) => count + 1);
        }

        foreach (var definition in passages.Where(passage => explains && passage.Kind == PassageKind.Definition))
        {
            _definitions.Add(definition.Text);
        }
    }

    /// <summary>The words of a document as they are written, each once.</summary>
    public static IReadOnlySet<string> FormsOf(string title, IReadOnlyList<Passage> passages)
    {
        var own = new HashSet<string>(StringComparer.Ordinal);
        var seen = own.GetAlternateLookup<ReadOnlySpan<char>>();
        Read(title, seen);
        foreach (var passage in passages.Where(passage => passage.Kind is PassageKind.Body or PassageKind.Definition))
        {
            Read(passage.Heading, seen);
            Read(passage.Text, seen);
        }

        return own;
    }

    public void Write(string folder)
    {
        using var file = new StreamWriter(Path.Combine(folder, FileName));
        foreach (var acronym in AcronymReader.Read(_definitions))
        {
            file.WriteLine($"={acronym.Short}\t{acronym.Long}");
        }

        foreach (var (form, documents) in _forms.OrderBy(form => form.Key, StringComparer.Ordinal))
        {
            file.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{form}\t{documents}"));
        }
    }

    /// <exception cref="IOException">The file is absent.</exception>
    /// <exception cref="FormatException">The file is damaged.</exception>
    public static IndexWords Open(string folder, IndexReader documents)
    {
        var forms = new List<KeyValuePair<string, int>>();
        var acronyms = new List<Acronym>();
        foreach (var line in File.ReadLines(Path.Combine(folder, FileName)))
        {
            if (line.Split('\t') is not [var left, var right])
            {
                throw new FormatException("The words of the index are damaged.");
            }

            if (left.StartsWith('='))
            {
                acronyms.Add(new Acronym(left[1..], right));
            }
            else
            {
                forms.Add(new(left, int.Parse(right, CultureInfo.InvariantCulture)));
            }
        }

        return new IndexWords(documents.NumDocs, Frequencies(documents), forms, acronyms);
    }

    private static Dictionary<string, int> Frequencies(IndexReader documents)
    {
        var frequencies = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (field, _) in Ranking.DocumentFields)
        {
            if (MultiFields.GetTerms(documents, field) is not { } terms)
            {
                continue;
            }

            for (var each = terms.GetEnumerator(); each.MoveNext();)
            {
                var stem = each.Term.Utf8ToString();
                frequencies[stem] = Math.Max(frequencies.GetValueOrDefault(stem), each.DocFreq);
            }
        }

        return frequencies;
    }

    private static void Read(string? text, HashSet<string>.AlternateLookup<ReadOnlySpan<char>> seen)
    {
        Span<char> buffer = stackalloc char[WordReader.LongestWord];
        var words = new WordReader(text, buffer);
        while (words.Next())
        {
            if (words.Word.Length >= ShortestWord)
            {
                seen.Add(words.Word);
            }
        }
    }
}
