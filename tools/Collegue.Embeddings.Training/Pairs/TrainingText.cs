namespace Collegue.Embeddings.Training.Pairs;

/// <summary>One side of a pair: parts (title, heading, text), each with a weight whatever its length, as search composes a passage.</summary>
internal sealed record TrainingText(IReadOnlyList<(float Weight, int[] Tokens)> Parts)
{
    public static TrainingText Of(int[] tokens) => new([(1f, tokens)]);
}

/// <summary>Two texts to bring together. Pairs of one group or of one subject are never told apart.</summary>
/// <param name="Group">The sheet, whatever its audience.</param>
/// <param name="Subject">Hash of the answer's text: the same paragraph stands in several sheets.</param>
/// <param name="Shelf">Theme or folder, from which hard batches are made.</param>
internal sealed record TrainingPair(TrainingText Asked, TrainingText Answer, int Group, int Subject, int Shelf);

/// <summary>A word as the model meets it: the number of its stem, and whether the stem itself is hidden so that its letters must do.</summary>
internal static class Token
{
    public static int Of(int stem, bool hidden) => (stem << 1) | (hidden ? 1 : 0);

    public static int Stem(int token) => token >> 1;

    public static bool IsHidden(int token) => (token & 1) != 0;
}
