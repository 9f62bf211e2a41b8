namespace Collegue.Casework.Triage;

/// <summary>Names of the rules that are not signals or markers of the file.</summary>
public static class TriageRules
{
    public const string Task = "task";
    public const string TaskForHumans = "task-for-humans";
    public const string UnknownTask = "unknown-task";
    public const string UnreadPart = "unread-part";
    public const string SeveralTasks = "several-tasks";
    public const string OtherLanguage = "other-language";
    public const string LikeSituation = "like-situation";
    public const string Attachment = "attachment";
    public const string ModelChoice = "model-choice";
    public const string ModelRefused = "model-refused";

    /// <summary>The marker of the published rules for messages that want a click or give orders to the machine.</summary>
    internal const string Suspect = "suspect";

    /// <summary>Those that say which kind of task it is.</summary>
    internal static readonly IReadOnlySet<string> OfTask = new HashSet<string>(StringComparer.Ordinal) { Task, TaskForHumans, UnknownTask, SeveralTasks };
}
