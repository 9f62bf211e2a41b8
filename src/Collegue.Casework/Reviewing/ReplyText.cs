using Collegue.Casework.Intake;

namespace Collegue.Casework.Reviewing;

/// <summary>A reply as typed in a browser (CR LF) compared with one stored (LF).</summary>
public static class ReplyText
{
    public static string Clean(string text) => PlainText.Clean(text);
}
