namespace Collegue.Answering.Generating;

/// <summary>How one model's try at an answer ended.</summary>
internal enum AttemptEnd
{
    Done,

    /// <summary>It says that the passages do not answer.</summary>
    Unknown,
    Refused,
    OtherLanguage,

    /// <summary>It began to repeat itself and was stopped.</summary>
    Looped,
    Unreadable,

    /// <summary>None of its sentences has its proof.</summary>
    Unproved,

    /// <summary>The call failed; the outcome says how.</summary>
    Failed,
}
