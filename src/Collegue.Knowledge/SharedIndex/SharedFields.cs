using Collegue.Knowledge.Indexing;

namespace Collegue.Knowledge.SharedIndex;

/// <summary>The fields words are counted in, by number: those of documents, then those of passages, as in <see cref="Ranking"/>.</summary>
internal static class SharedFields
{
    public const int Title = 0;
    public const int Description = 1;
    public const int Headings = 2;
    public const int Body = 3;
    public const int Annexes = 4;
    public const int OfDocuments = 5;

    public const int Text = 0;
    public const int Context = 1;
    public const int OfPassages = 2;

    /// <summary>Fields of documents and of passages side by side, as statistics are kept.</summary>
    public const int All = OfDocuments + OfPassages;
}
