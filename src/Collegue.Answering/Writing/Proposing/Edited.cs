using System.Text;

namespace Collegue.Answering.Writing.Proposing;

/// <summary>A text with edits made; those that touch one already made are left out.</summary>
internal static class Edited
{
    public static string Apply(string text, IEnumerable<Edit> edits)
    {
        var edited = new StringBuilder(text.Length);
        var at = 0;
        foreach (var edit in edits.OrderBy(edit => edit.Start).ThenBy(edit => edit.Length))
        {
            if (edit.Start < at || edit.End > text.Length)
                continue;
            edited.Append(text, at, edit.Start - at).Append(edit.Replacement);
            at = edit.End;
        }
        return edited.Append(text, at, text.Length - at).ToString();
    }
}
