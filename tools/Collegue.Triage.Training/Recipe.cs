namespace Collegue.Triage.Training;

/// <summary>What a training can be told; the values are those the shipped classifier was made with.</summary>
internal sealed record Recipe
{
    public int Epochs { get; init; } = 30;

    public float Pace { get; init; } = 0.25f;

    /// <summary>Share of each weight taken away at each epoch.</summary>
    public float Shrink { get; init; } = 0.015f;

    public int GramRows { get; init; } = 8192;

    /// <summary>Messages that must hold a word, or a pair of words, for it to have a weight.</summary>
    public int FewestOfWord { get; init; } = 2;

    public int FewestOfPair { get; init; } = 3;

    public int Seed { get; init; } = 1;

    /// <summary>How much a text of the rules counts beside a message.</summary>
    public float RuleTexts { get; init; } = 0.3f;

    /// <summary>How much the clause that says most counts beside the whole message, for the human-only situations.</summary>
    public float Parts { get; init; } = 0.7f;

    /// <summary>One epoch in so many reads the messages as misspelt, by the rules too.</summary>
    public int Turn { get; init; } = 4;

    /// <summary>Last epochs whose weights are averaged: no weight hangs on the messages read last.</summary>
    public int Averaged { get; init; } = 12;

    /// <summary>Counts the trainings that were shipped.</summary>
    public int Edition { get; init; } = 2;

    public string Name => FormattableString.Invariant($"messages-{Edition}");
}
