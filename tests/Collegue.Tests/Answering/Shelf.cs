using System.Globalization;
using Collegue.Answering;
using Collegue.Answering.Extracting;
using Collegue.Answering.Grounding;
using Collegue.Knowledge.Embedding;
using Collegue.Storage.Knowledge;
using Xunit;

namespace Collegue.Tests.Answering;

/// <summary>Documents given by hand: what search would find, and what is stored at the moment of the check.</summary>
internal sealed class Shelf : IPassageFinder, IStoredPassages
{
    private static readonly DateOnly Day = new(2026, 11, 24);
    private readonly List<CandidateDocument> _documents = [];
    private readonly Dictionary<Guid, StoredPassage> _stored = [];
    private int _numbers;

    public static TextEmbedder Embedder { get; } = TextEmbedder.Load();

    public Answerer Answerer => new(this, new Grounder(this), Embedder);

    public static OfficeContact Office { get; } = new(
        "Mairie de Sainte-Amarelle", "05 36 49 10 00", "accueil@sainte-amarelle.example", "du lundi au vendredi de 8 h 30 à 12 h");

    public static Shelf Empty => new();

    public Task<Answer> AskAsync(string text, string language = "fr") =>
        Answerer.AskAsync(Ask(text) with { Culture = CultureInfo.GetCultureInfo(language) }, TestContext.Current.CancellationToken);

    public static Question Ask(string text) => new(text, new Guid(1, 0, 0, new byte[8]), [], Day) { Office = Office };

    public Shelf Add(string key, string title, bool local, params Leaf[] leaves)
    {
        var id = Number();
        var passages = leaves.Select((leaf, position) =>
            new CandidatePassage(Number(), position, leaf.Kind, leaf.Heading, leaf.Situation, leaf.Text, leaf.Url)).ToList();
        var url = $"https://www.exemple.example/{key}";
        _documents.Add(new CandidateDocument(id, key, title, url, new DateOnly(2026, 9, 1), local ? null : "Fiches de novembre 2020",
            local, 1 - (0.01 * _documents.Count), passages));
        foreach (var passage in passages)
        {
            _stored[passage.Id] = new StoredPassage(
                passage.Id, id, passage.Text, passage.Heading, passage.Situation, passage.Url, title, url);
        }
        return this;
    }

    /// <summary>The database no longer says what the index said.</summary>
    public void Rewrite(string before, string after)
    {
        foreach (var passage in _stored.Values.Where(passage => passage.Text.Contains(before, StringComparison.Ordinal)).ToList())
            _stored[passage.Id] = passage with { Text = passage.Text.Replace(before, after, StringComparison.Ordinal) };
    }

    public Task<Findings> FindAsync(Question question, Wanted wanted, CancellationToken cancellation) => Task.FromResult(
        new Findings(_documents, wanted.Words.Concat(_documents.SelectMany(document => QuestionReader.ContentWords(document.Title)).Select(word => word.Plain))
            .Distinct().ToDictionary(word => word, Frequency)));

    public Task<IReadOnlyDictionary<Guid, StoredPassage>> ReadAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyDictionary<Guid, StoredPassage>>(
            _stored.Where(pair => ids.Contains(pair.Key)).ToDictionary(pair => pair.Key, pair => pair.Value));

    private double Frequency(string word)
    {
        const int others = 50;
        var stem = Words.Of(word)[0].Stem;
        var holding = _documents.Count(document => Words.Stems(document.Title).Contains(stem)
            || document.Passages.Any(passage => Words.Stems(passage.Text).Contains(stem)));
        return holding / (double)(_documents.Count + others);
    }

    private Guid Number() => new(++_numbers, 0, 0, new byte[8]);
}

internal sealed record Leaf(
    string Text, PassageKind Kind = PassageKind.Body, string? Heading = null, string? Situation = null, string? Url = null);
