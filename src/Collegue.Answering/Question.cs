using System.Globalization;

namespace Collegue.Answering;

/// <summary>What somebody asks, where, and on which day: documents not valid that day are not used.</summary>
/// <param name="Ancestors">Organisations above <paramref name="Organisation"/>, nearest first.</param>
public sealed record Question(string Text, Guid Organisation, IReadOnlyList<Guid> Ancestors, DateOnly Today)
{
    /// <summary>Who can be asked when no source answers; the orientation is built from it.</summary>
    public OfficeContact? Office { get; init; }

    /// <summary>
    /// Words of the text that say what it is about, when somebody found them (triage): a source must cover these; the rest of a
    /// letter, which tells a life, need not be in it.
    /// </summary>
    public IReadOnlyList<string> Subject { get; init; } = [];

    /// <summary>What was asked and answered before in the same conversation, oldest first: a follow-up leans on it.</summary>
    public IReadOnlyList<EarlierTurn> Earlier { get; init; } = [];

    /// <summary>Texts given with the question, as files of a conversation: they are read beside the sources, and nowhere else.</summary>
    public IReadOnlyList<AttachedText> Attached { get; init; } = [];

    /// <summary>Which sources may be read; all that the organisation may read when nothing is set.</summary>
    public SourceFilter Within { get; init; } = SourceFilter.None;

    /// <summary>Which models may be asked: the choice an administrator made for this use.</summary>
    public AnswerFeature Feature { get; init; } = AnswerFeature.Ask;

    /// <summary>Language of the words around the quotes. Quotes stay in the language of their source.</summary>
    public CultureInfo Culture { get; init; } = CultureInfo.GetCultureInfo("fr");
}

/// <summary>How to reach the humans of an organisation. What is null or blank is not mentioned.</summary>
public sealed record OfficeContact(
    string Name, string? Phone = null, string? Email = null, string? OpeningHours = null, string? Address = null);

/// <param name="Answer">Its text as it was shown; empty when there was none.</param>
public sealed record EarlierTurn(string Question, string Answer);

/// <param name="Id">Cited as a passage and as a document; the caller's.</param>
/// <param name="Name">Of the file, shown with a citation.</param>
public sealed record AttachedText(Guid Id, string Name, string Text);

/// <param name="Theme">Only documents of this theme; null for all.</param>
/// <param name="Collections">Only these collections; null for all.</param>
/// <param name="ForAgents">Also what only agents may read: never when the answer goes to a citizen.</param>
/// <param name="Department">Slug of the department of the agent who asks.</param>
public sealed record SourceFilter(string? Theme = null, IReadOnlyCollection<Guid>? Collections = null, bool ForAgents = false, string? Department = null)
{
    public static SourceFilter None { get; } = new();
}

/// <summary>What an answer or a text is for: models, budgets and prompts are chosen by it.</summary>
public enum AnswerFeature
{
    /// <summary>A question from the command line, the API or MCP.</summary>
    Ask,

    /// <summary>The agent's assistant.</summary>
    Assistant,

    /// <summary>The draft of a reply to a citizen.</summary>
    Draft,

    /// <summary>Writing help on a text of an agent.</summary>
    Rewrite,

    /// <summary>The kind of task of a message.</summary>
    Triage,
}
