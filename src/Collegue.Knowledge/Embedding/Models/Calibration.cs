using Collegue.Knowledge.Indexing;

namespace Collegue.Knowledge.Embedding.Models;

/// <summary>
/// What similarities of a model are worth. Models differ: with one, two texts that have nothing in common have a cosine of 0.1, with
/// another of 0.75. So the bounds of the ranking are said relative to what questions and passages drawn at random have.
/// </summary>
/// <param name="ByChance">Any two texts of the field may have it.</param>
/// <param name="CloseEnough">A document without a word of the question is shown for its meaning from here on.</param>
/// <param name="Least">A difference too small to tell documents apart.</param>
public sealed record Calibration(float ByChance, float CloseEnough, float Least)
{
    /// <summary>Fewer pairs than this say nothing.</summary>
    public const int FewestPairs = 50;

    /// <summary>Everyday questions, no two of which have anything in common.</summary>
    public static readonly IReadOnlyList<string> Unrelated =
    [
        "Renouveler un passeport",
        "Horaires de la piscine municipale",
        "Inscrire un enfant à la cantine",
        "Demander un permis de construire",
        "Signaler un lampadaire en panne",
        "Louer la salle des fêtes",
        "Payer une amende de stationnement",
        "Obtenir une aide au logement",
        "Adopter un chien du refuge",
        "Voter par procuration",
        "Jours de collecte des ordures",
        "Contester un licenciement",
    ];

    /// <summary>The bounds chosen for our model on judged queries.</summary>
    public static readonly Calibration Ours = new(Ranking.ByChance, Ranking.CloseEnough, 0.05f);

    // The mean and the 99th percentile our model has on the national sheets place its bounds; another model gets the same places
    // between its own two figures.
    private const float OurMean = 0.05f;
    private const float OurRare = 0.31f;

    /// <summary>For a model whose pairs drawn at random have these similarities; null when there are too few of them.</summary>
    public static Calibration? Of(IReadOnlyCollection<float> pairs)
    {
        if (pairs.Count < FewestPairs)
        {
            return null;
        }

        var sorted = pairs.Order().ToArray();
        var mean = sorted.Average();
        var spread = Math.Max(0.01f, sorted[(int)(0.99 * (sorted.Length - 1))] - mean);
        return new Calibration(Place(Ours.ByChance), Place(Ours.CloseEnough), Ours.Least / (OurRare - OurMean) * spread);

        // A model whose random pairs are all over the scale must still be able to find something.
        float Place(float ours) => Math.Min(0.98f, mean + ((ours - OurMean) / (OurRare - OurMean) * spread));
    }
}
