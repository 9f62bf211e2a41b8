namespace Collegue.Answering;

/// <summary>
/// The outcome of a question. Every sentence is supported by a true quote, or it is not here: what failed a check was dropped,
/// and its checks are kept in <see cref="Checks"/> with the sentence number -1.
/// </summary>
/// <param name="Engine">What made the sentences: <c>extractive</c> when no model was used, else <c>generative</c>.</param>
/// <param name="Sentences">In the order to be read; empty unless <paramref name="Status"/> is <see cref="AnswerStatus.Answered"/>.</param>
/// <param name="Text">The whole answer as it can be shown: sentences under their situations, or the orientation.</param>
public sealed record Answer(
    AnswerStatus Status,
    string Engine,
    IReadOnlyList<AnswerSentence> Sentences,
    IReadOnlyList<AnswerCheck> Checks,
    Orientation? Orientation,
    string Text)
{
    /// <summary>The model that wrote and the prompt it was given; null when no model was used.</summary>
    public ModelTrace? Model { get; init; }

    /// <summary>What to choose from when the status is <see cref="AnswerStatus.NeedsClarification"/>.</summary>
    public IReadOnlyList<AnswerChoice> Choices { get; init; } = [];

    /// <summary>What the reader should know of how it was made, as a model that did not answer; texts of the reader's language.</summary>
    public IReadOnlyList<string> Notices { get; init; } = [];
}

/// <param name="Model">The name an administrator gave it.</param>
/// <param name="Prompt">Name and version of the prompt file, as <c>answer/2</c>.</param>
/// <param name="PromptHash">SHA-256 of that file, in hexadecimal.</param>
public sealed record ModelTrace(string Model, string Prompt, string PromptHash);

/// <summary>One situation to choose.</summary>
/// <param name="Label">As the source says it.</param>
/// <param name="Question">What to ask instead, complete by itself.</param>
public sealed record AnswerChoice(string Label, string Question);

/// <summary>One line of an answer with its proof.</summary>
/// <param name="Situation">Whom it applies to; null when it applies to everybody.</param>
/// <param name="Link">Where an online service or a place leads; it is the address stored with the cited passage.</param>
/// <param name="ContinuesInSource">The sentence announces a list too long to be given here; the source has it.</param>
public sealed record AnswerSentence(
    string Text,
    bool Supported,
    IReadOnlyList<AnswerCitation> Citations,
    SentenceRole Role,
    string? Situation = null,
    string? Link = null,
    bool ContinuesInSource = false);

/// <summary>What a sentence is for, so that a letter can be laid out.</summary>
public enum SentenceRole
{
    Answer,

    /// <summary>Announces the list items that follow it.</summary>
    ListIntroduction,

    ListItem,

    /// <summary>A line of a table: "column : value" lines separated by line feeds.</summary>
    TableRow,

    WhereToGo,
    OnlineService,
}

/// <summary>A passage and the exact span quoted from it.</summary>
/// <param name="Document">Document id as in the contracts: <c>particuliers/F1427</c>.</param>
/// <param name="Notice">Lasting warning on the source, as its age.</param>
/// <param name="Quote">Equal, character for character, to the passage text from <paramref name="Start"/>.</param>
/// <param name="Start">Offset in the passage text, in UTF-16 code units.</param>
public sealed record AnswerCitation(
    Guid PassageId,
    Guid DocumentId,
    string Document,
    string Title,
    string? Heading,
    string? Url,
    DateOnly? Updated,
    string? Notice,
    string Quote,
    int Start);

/// <summary>One deterministic verification.</summary>
/// <param name="Sentence">Position of the sentence; -1 for a sentence that was dropped because of it.</param>
/// <param name="Kind">One of <see cref="Grounding.CheckKinds"/>.</param>
/// <param name="Value">The value looked for, as written in the sentence; for a quote, the quote.</param>
public sealed record AnswerCheck(int Sentence, string Kind, string Value, bool Passed);

/// <summary>Where to turn when no answer is given.</summary>
public sealed record Orientation(string Text, OfficeContact? Office)
{
    /// <summary>Documents on a related subject, which do not answer; best first, three at most.</summary>
    public IReadOnlyList<CloseDocument> Closest { get; init; } = [];
}

/// <param name="Document">Document id as in the contracts.</param>
public sealed record CloseDocument(Guid DocumentId, string Document, string Title, string? Url);
