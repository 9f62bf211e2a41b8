using Lucene.Net.Search.Similarities;

namespace Collegue.Knowledge.Indexing;

/// <summary>
/// The few numbers that order results, each chosen on the 2,438 labour-law queries (nDCG@10 of 0.461 for a plain
/// weighted BM25; 0.500 with passages and headings; 0.506 with families of words and whole titles).
/// </summary>
internal static class Ranking
{
    public static readonly Similarity Similarity = new BM25Similarity();

    /// <summary>Fields of a document with their weights.</summary>
    public static readonly (string Field, float Weight)[] DocumentFields =
    [
        (IndexFields.Title, 3f), (IndexFields.Description, 1.5f), (IndexFields.Headings, 1f), (IndexFields.Body, 1f), (IndexFields.Annexes, 0.3f),
    ];

    /// <summary>Fields of a passage with their weights.</summary>
    public static readonly (string Field, float Weight)[] PassageFields = [(IndexFields.Text, 1f), (IndexFields.Context, 0.5f)];

    /// <summary>A word counts fully in its best field and by this share in the others.</summary>
    public const float OtherFields = 0.5f;

    /// <summary>How much the best passage adds to its document: the greatest single gain measured.</summary>
    public const float BestPassage = 3f;

    /// <summary>What a word of the same family counts for the word asked.</summary>
    public const float Relative = 0.5f;

    /// <summary>What another writing of the same thing counts: "13e" for "treizième".</summary>
    public const float SameThing = 0.9f;

    /// <summary>What an acronym counts for its words, and they for it.</summary>
    public const float Acronym = 0.7f;

    /// <summary>What a word counts that was written in one or in several.</summary>
    public const float Compound = 0.9f;

    /// <summary>What the likeliest correction of a misspelt word counts, and each other one.</summary>
    public const float Corrected = 0.8f;

    /// <inheritdoc cref="Corrected"/>
    public const float OtherCorrected = 0.5f;

    /// <summary>What a document gains when every word of its title is asked.</summary>
    public const float WholeTitle = 0.4f;

    /// <summary>What is left to a document whose title speaks of particular people or circumstances nobody asked about.</summary>
    public const float SpecialSituation = 0.9f;

    /// <summary>A local document outranks a national one unless the national one fits clearly better.</summary>
    public const float Local = 1.25f;

    /// <summary>Of this share of a national document's score, a local one on the same subject comes before it all the same.</summary>
    public const float SameSubject = 0.6f;

    /// <summary>How many national documents a local one is compared with for that.</summary>
    public const int Overruled = 10;

    /// <summary>
    /// Passages closest in meaning whose documents are looked at beside those of <see cref="Candidates"/>; twice as many of both find
    /// nothing more (nDCG@10 of 0.5287 and 0.5286).
    /// </summary>
    public const int ClosestPassages = 80;

    /// <summary>The same when meaning alone decides.</summary>
    public const int ClosestAlone = 150;

    /// <summary>
    /// What the document closest in meaning gains beside the 1 of the document whose words fit best: from 0.35 to 1.2 makes no
    /// difference that shows on questions of users (nDCG@10 of 0.519 without, 0.539 to 0.542 with); on sheets kept out of the training,
    /// more is better (0.442 with 0.35, 0.460 with 0.8).
    /// </summary>
    public const float Meaning = 0.7f;

    /// <summary>A cosine that any two texts of the field may have by chance.</summary>
    public const float ByChance = 0.2f;

    /// <summary>Below this similarity a document that has no word of the question is not shown for its meaning.</summary>
    public const float CloseEnough = 0.45f;

    /// <summary>Documents whose words fit best and whose passages are looked at; as many as are asked for when that is more.</summary>
    public const int Candidates = 50;
}
