namespace Collegue.Answering;

public enum AnswerStatus
{
    Answered,
    NeedsClarification,
    NoSource,
    Human,
    OutOfScope,
    Refused,
}

public static class AnswerStatusNames
{
    /// <summary>The name used in contracts and storage: <c>no_source</c>.</summary>
    public static string WireName(this AnswerStatus status) => status switch
    {
        AnswerStatus.Answered => "answered",
        AnswerStatus.NeedsClarification => "needs_clarification",
        AnswerStatus.NoSource => "no_source",
        AnswerStatus.Human => "human",
        AnswerStatus.OutOfScope => "out_of_scope",
        AnswerStatus.Refused => "refused",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };
}
